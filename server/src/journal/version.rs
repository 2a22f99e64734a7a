//! The version of the procedure by which a dossier goes: kept in the database by its fingerprint, because the file may
//! be another one long since.

use super::JournalError;
use chrono::{DateTime, Utc};
use domain::dossier::Dossier;
use domain::id::{FileHash, OrganisationId};
use domain::procedure::Procedure;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock, Weak};

/// A procedure and its fingerprint.
#[derive(Debug, Clone)]
pub struct Version {
    pub fingerprint: FileHash,
    pub procedure: Arc<Procedure>,
}

/// A version that an organisation keeps.
#[derive(Debug, Clone)]
pub struct Kept {
    pub version: Version,
    pub since: DateTime<Utc>,
    /// How many dossiers go by it.
    pub dossiers: i64,
}

impl Version {
    /// A procedure's fingerprint takes a while, and every request asks for it: that of a procedure in use is kept.
    pub fn of(procedure: Arc<Procedure>) -> Version {
        let kept = FINGERPRINTS
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .find(|(known, _)| std::ptr::eq(known.as_ptr(), Arc::as_ptr(&procedure)))
            .map(|(_, fingerprint)| fingerprint.clone());
        let fingerprint = kept.unwrap_or_else(|| {
            let fingerprint = procedure.fingerprint();
            let mut all = FINGERPRINTS.write().unwrap_or_else(PoisonError::into_inner);
            all.retain(|(known, _)| known.strong_count() > 0);
            all.push((Arc::downgrade(&procedure), fingerprint.clone()));
            fingerprint
        });
        Version {
            fingerprint,
            procedure,
        }
    }
}

/// Fingerprints of procedures in memory. A weak reference keeps its place from being another procedure's.
static FINGERPRINTS: RwLock<Vec<(Weak<Procedure>, FileHash)>> = RwLock::new(Vec::new());

/// What was read before. A fingerprint never means anything else, so this holds for every database.
static READ: LazyLock<RwLock<BTreeMap<FileHash, Arc<Procedure>>>> = LazyLock::new(RwLock::default);

/// Keeps a version, unless it is kept already.
pub async fn keep(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    version: &Version,
) -> Result<(), JournalError> {
    let known = sqlx::query_scalar!(
        r#"select exists(
             select from procedure_versions where organisation = $1 and fingerprint = $2
           ) as "known!""#,
        organisation.0,
        version.fingerprint.as_str()
    )
    .fetch_one(&mut *connection)
    .await?;
    if !known {
        sqlx::query!(
            "insert into procedure_versions (organisation, fingerprint, version, content) values ($1, $2, $3, $4)
             on conflict do nothing",
            organisation.0,
            version.fingerprint.as_str(),
            i32::try_from(version.procedure.version).unwrap_or(i32::MAX),
            serde_json::to_string(&*version.procedure)?
        )
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// The version by which a dossier goes: the one that its log names; where it names none, the first that was kept; and
/// today's before there is a dossier.
pub async fn of(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: Option<&Dossier>,
    today: &Version,
) -> Result<Version, JournalError> {
    let Some(dossier) = dossier.filter(|dossier| dossier.number.is_some()) else {
        return Ok(today.clone());
    };
    let fingerprint = match &dossier.procedure {
        Some(fingerprint) => Some(fingerprint.clone()),
        None => first(connection, organisation).await?,
    };
    match fingerprint {
        Some(fingerprint) if fingerprint != today.fingerprint => {
            get(connection, organisation, fingerprint, today).await
        }
        _ => Ok(today.clone()),
    }
}

async fn get(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    fingerprint: FileHash,
    today: &Version,
) -> Result<Version, JournalError> {
    let known = READ
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&fingerprint)
        .cloned();
    if let Some(procedure) = known {
        return Ok(Version {
            fingerprint,
            procedure,
        });
    }
    let content = sqlx::query_scalar!(
        "select content from procedure_versions where organisation = $1 and fingerprint = $2",
        organisation.0,
        fingerprint.as_str()
    )
    .fetch_optional(connection)
    .await?;
    let Some(content) = content else {
        tracing::error!(%fingerprint, "a dossier goes by a version of the procedure that is not kept; today's is used");
        return Ok(today.clone());
    };
    read(fingerprint, &content)
}

/// The versions besides today's by which dossiers go, and the first that was kept, by which those go that name none.
pub async fn earlier(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    today: &Version,
) -> Result<(Vec<Version>, Option<FileHash>), JournalError> {
    let rows = sqlx::query!(
        r#"select v.fingerprint,
             exists (
               select from dossiers d where d.organisation = $1 and d.procedure = v.fingerprint
             ) as "followed!"
           from procedure_versions v where v.organisation = $1 order by v.since, v.version, v.fingerprint"#,
        organisation.0
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut versions = Vec::new();
    let mut first = None;
    for row in rows {
        let fingerprint = FileHash::try_from(row.fingerprint)
            .map_err(|wrong| sqlx::Error::Decode(wrong.into()))?;
        let is_first = first.is_none();
        if is_first {
            first = Some(fingerprint.clone());
        }
        if (is_first || row.followed) && fingerprint != today.fingerprint {
            versions.push(get(connection, organisation, fingerprint, today).await?);
        }
    }
    Ok((versions, first))
}

/// All versions of an organisation, the oldest first.
pub async fn all(
    connection: &mut PgConnection,
    organisation: OrganisationId,
) -> Result<Vec<Kept>, JournalError> {
    let rows = sqlx::query!(
        r#"select v.fingerprint, v.content, v.since,
             (select count(*) from dossiers d where d.organisation = $1 and d.procedure = v.fingerprint) as "dossiers!"
           from procedure_versions v where v.organisation = $1 order by v.since, v.version, v.fingerprint"#,
        organisation.0
    )
    .fetch_all(connection)
    .await?;
    let kept = rows.into_iter().map(|row| {
        let fingerprint = FileHash::try_from(row.fingerprint)
            .map_err(|wrong| sqlx::Error::Decode(wrong.into()))?;
        Ok(Kept {
            version: read(fingerprint, &row.content)?,
            since: row.since,
            dossiers: row.dossiers,
        })
    });
    kept.collect()
}

/// All versions at once, for who reads many dossiers.
#[derive(Debug, Clone)]
pub struct Versions {
    today: Arc<Procedure>,
    first: Option<FileHash>,
    kept: BTreeMap<FileHash, Arc<Procedure>>,
}

impl Versions {
    pub async fn read(
        connection: &mut PgConnection,
        organisation: OrganisationId,
        today: Arc<Procedure>,
    ) -> Result<Versions, JournalError> {
        let kept = all(connection, organisation).await?;
        Ok(Versions {
            today,
            first: kept.first().map(|first| first.version.fingerprint.clone()),
            kept: kept
                .into_iter()
                .map(|kept| (kept.version.fingerprint, kept.version.procedure))
                .collect(),
        })
    }

    pub fn all(&self) -> impl Iterator<Item = &Arc<Procedure>> {
        self.kept.values().chain([&self.today])
    }

    /// A version by its fingerprint, as a row names it.
    pub fn get(&self, fingerprint: Option<&str>) -> &Arc<Procedure> {
        let named = fingerprint.and_then(|text| FileHash::try_from(text.to_owned()).ok());
        named
            .as_ref()
            .or(self.first.as_ref())
            .and_then(|fingerprint| self.kept.get(fingerprint))
            .unwrap_or(&self.today)
    }

    /// The version by which a dossier goes.
    pub fn of(&self, dossier: &Dossier) -> &Arc<Procedure> {
        let named = dossier.procedure.as_ref().or(self.first.as_ref());
        named
            .and_then(|fingerprint| self.kept.get(fingerprint))
            .unwrap_or(&self.today)
    }
}

async fn first(
    connection: &mut PgConnection,
    organisation: OrganisationId,
) -> Result<Option<FileHash>, JournalError> {
    let found = sqlx::query_scalar!(
        "select fingerprint from procedure_versions where organisation = $1
         order by since, version, fingerprint limit 1",
        organisation.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.and_then(|text| FileHash::try_from(text).ok()))
}

fn read(fingerprint: FileHash, content: &str) -> Result<Version, JournalError> {
    let known = READ
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&fingerprint)
        .cloned();
    let procedure = match known {
        Some(procedure) => procedure,
        None => {
            let procedure: Arc<Procedure> = Arc::new(serde_json::from_str(content)?);
            READ.write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(fingerprint.clone(), procedure.clone());
            procedure
        }
    };
    Ok(Version {
        fingerprint,
        procedure,
    })
}
