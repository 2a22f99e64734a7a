//! Checks a system as it stands: every log whole and unchanged, every file there and unchanged.

use crate::database::Database;
use domain::id::{FileHash, OrganisationId};
use domain::record::{Envelope, HeadHash};
use futures::TryStreamExt;
use std::fmt;
use std::path::Path;
use uuid::Uuid;

/// What was looked at, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub dossiers: usize,
    pub events: usize,
    pub files: usize,
    /// Each names what it is about; no personal data.
    pub problems: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        write!(
            f,
            "{} dossiers, {} events, {} files looked at; {} problems",
            self.dossiers,
            self.events,
            self.files,
            self.problems.len()
        )
    }
}

/// Looks at every log and every file of every organisation.
pub async fn verify(database: &Database, files: &Path) -> anyhow::Result<Report> {
    let organisations = sqlx::query_scalar!("select id from organisations order by id")
        .fetch_all(database.pool())
        .await?;
    let mut report = Report::default();
    for organisation in organisations {
        let organisation = OrganisationId(organisation);
        logs(database, organisation, &mut report).await?;
        stored_files(database, organisation, files, &mut report).await?;
    }
    Ok(report)
}

/// Where the reading of a log is.
struct Course {
    dossier: Uuid,
    position: i64,
    hash: HeadHash,
    broken: bool,
}

async fn logs(
    database: &Database,
    organisation: OrganisationId,
    report: &mut Report,
) -> anyhow::Result<()> {
    let mut transaction = database.organisation_snapshot(organisation).await?;
    let heads = sqlx::query!("select id, head, head_hash from dossiers order by id")
        .fetch_all(&mut *transaction)
        .await?;
    let mut ends = std::collections::BTreeMap::new();
    let mut course: Option<Course> = None;
    let mut rows = sqlx::query!(
        "select dossier, position, id, envelope, head_hash from events order by dossier, position"
    )
    .fetch(&mut *transaction);
    while let Some(row) = rows.try_next().await? {
        report.events += 1;
        let same = course.take().filter(|course| course.dossier == row.dossier);
        let mut at = same.unwrap_or_else(|| Course {
            dossier: row.dossier,
            position: 0,
            hash: HeadHash::default(),
            broken: false,
        });
        at.position += 1;
        let place = format!("dossier {}, position {}", row.dossier, row.position);
        let mut wrong = None;
        if row.position != at.position {
            wrong = Some(format!(
                "{place}: position {} is missing before it",
                at.position
            ));
        }
        match serde_json::from_str::<Envelope>(&row.envelope) {
            Err(_) => wrong = Some(format!("{place}: its event cannot be read")),
            Ok(envelope) => {
                if envelope.id.0 != row.id || envelope.payload.hash() != envelope.hash {
                    wrong = Some(format!(
                        "{place}: its event is not the one that was recorded"
                    ));
                }
                at.hash = at.hash.then(envelope.id, &envelope.hash);
                if wrong.is_none() && at.hash.as_str() != row.head_hash {
                    wrong = Some(format!("{place}: the chain of hashes breaks here"));
                }
            }
        }
        // One problem a dossier: what follows a break is broken by it.
        if let Some(wrong) = wrong.filter(|_| !at.broken) {
            report.problems.push(wrong);
            at.broken = true;
        }
        ends.insert(
            row.dossier,
            (at.position, at.hash.as_str().to_owned(), at.broken),
        );
        course = Some(at);
    }
    drop(rows);
    for head in heads {
        report.dossiers += 1;
        let end = ends.get(&head.id);
        let fits = end.is_some_and(|(position, hash, broken)| {
            *broken || (*position == head.head && *hash == head.head_hash)
        });
        if !fits {
            report.problems.push(format!(
                "dossier {}: its log does not end where it should, at position {}",
                head.id, head.head
            ));
        }
    }
    Ok(())
}

async fn stored_files(
    database: &Database,
    organisation: OrganisationId,
    folder: &Path,
    report: &mut Report,
) -> anyhow::Result<()> {
    let mut transaction = database.organisation(organisation).await?;
    let rows = sqlx::query!("select hash, stored_hash from files order by hash")
        .fetch_all(&mut *transaction)
        .await?;
    drop(transaction);
    for row in rows {
        report.files += 1;
        let start = row.hash.get(..2).unwrap_or_default();
        let place = folder
            .join(organisation.to_string())
            .join(start)
            .join(&row.hash);
        let problem = match tokio::fs::read(&place).await {
            Err(_) => "is missing from the file store",
            Ok(bytes) if FileHash::of(&bytes).as_str() != row.stored_hash => {
                "is not what was stored"
            }
            Ok(_) => continue,
        };
        report.problems.push(format!("file {} {problem}", row.hash));
    }
    Ok(())
}
