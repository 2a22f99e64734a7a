//! Which dossiers a device must hear of, and from which position on.

use super::super::JournalError;
use super::super::log::stored_count;
use super::super::sight::Sight;
use domain::id::DossierId;
use domain::record::HeadHash;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use sync::message::Head;
use uuid::Uuid;

/// Transactions that a device has not seen: from a horizon until the first that has not begun. Later ones are of
/// another cluster, from which these rows were copied, and say nothing here.
#[derive(Debug, Clone, Copy)]
pub struct Unseen {
    pub from: i64,
    pub until: i64,
}

/// A dossier that may have news for a device.
#[derive(Debug)]
pub struct Candidate {
    pub id: DossierId,
    pub head: u64,
    pub head_hash: HeadHash,
    /// Size of the whole log.
    pub bytes: u64,
    pub region: String,
    pub handling: String,
    /// The device has, or is taken to have, the log until here.
    pub after: u64,
}

impl Candidate {
    /// Bytes of the events after `after`, as if all were equally long.
    pub fn weight(&self) -> u64 {
        self.bytes * self.head.saturating_sub(self.after) / self.head.max(1)
    }
}

/// Those of which a transaction from the horizon on changed something. A dossier that the person could not see
/// before is told whole.
pub async fn changed_since(
    connection: &mut PgConnection,
    sight: &Sight,
    unseen: Unseen,
) -> Result<Vec<Candidate>, JournalError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select d.id as "id!", d.head as "head!", d.head_hash as "head_hash!", d.bytes as "bytes!",
             d.region as "region!", d.handling as "handling!",
             case
               when not $3 and (
                 (d.region_xid >= $8 and d.region_xid < $9)
                 or exists (
                   select from assigned a
                   where a.organisation = $1 and a.dossier = d.id and a.person = $2 and a.xid >= $8 and a.xid < $9
                 )
                 or exists (select from noticed n where n.organisation = $1 and n.dossier = d.id and n.xid >= $8 and n.xid < $9)
               ) then 0
               else coalesce(
                 (select min(e.position) - 1 from events e
                  where e.organisation = $1 and e.dossier = d.id and e.xid >= $8 and e.xid < $9),
                 d.head)
             end as "after!"
           from visible($1, $2, $3, $4, $5, $6, $7) d
           where d.changed_xid >= $8 and d.changed_xid < $9
           order by (d.status = 'open') desc, d.received_at desc, d.id"#,
        sight.organisation,
        sight.person,
        sight.whole,
        &sight.regions,
        &sight.decentral,
        sight.works,
        &sight.roles,
        unseen.from,
        unseen.until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Candidate::from).collect())
}

/// Those of which the device's copy differs, and those of which something besides the log may have changed.
pub async fn differing(
    connection: &mut PgConnection,
    sight: &Sight,
    heads: &BTreeMap<DossierId, Head>,
    unseen: Option<Unseen>,
) -> Result<Vec<Candidate>, JournalError> {
    let held = Held::of(heads);
    let rows = sqlx::query_as!(
        Row,
        r#"select d.id as "id!", d.head as "head!", d.head_hash as "head_hash!", d.bytes as "bytes!",
             d.region as "region!", d.handling as "handling!",
             case
               when h.head = d.head and h.hash = d.head_hash then d.head
               when exists (
                 select from events e
                 where e.organisation = $1 and e.dossier = d.id and e.position = h.head and e.head_hash = h.hash
               ) then h.head
               else 0
             end as "after!"
           from visible($1, $2, $3, $4, $5, $6, $7) d
           left join unnest($8::uuid[], $9::bigint[], $10::text[]) as h(id, head, hash) on h.id = d.id
           where h.id is null or h.head <> d.head or h.hash <> d.head_hash
             or case
               when $11::bigint is not null then d.changed_xid >= $11 and d.changed_xid < $12
               else exists (
                 select from parked p where p.organisation = $1 and p.dossier = d.id and not p.settled
               ) or exists (
                 select from file_references r
                 where r.organisation = $1 and r.dossier = d.id
                   and not exists (select from files f where f.organisation = $1 and f.hash = r.hash)
               )
             end
           order by (d.status = 'open') desc, d.received_at desc, d.id"#,
        sight.organisation,
        sight.person,
        sight.whole,
        &sight.regions,
        &sight.decentral,
        sight.works,
        &sight.roles,
        &held.ids,
        &held.heads,
        &held.hashes,
        unseen.map(|unseen| unseen.from),
        unseen.map(|unseen| unseen.until)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Candidate::from).collect())
}

/// Dossiers that the person could see before the horizon and can no longer.
pub async fn lost_since(
    connection: &mut PgConnection,
    sight: &Sight,
    unseen: Unseen,
) -> Result<Vec<DossierId>, JournalError> {
    if sight.whole {
        return Ok(vec![]);
    }
    let ids = sqlx::query_scalar!(
        "select d.id from dossiers d
         where d.organisation = $1 and d.changed_xid >= $8 and d.changed_xid < $9
           and ((d.region_xid >= $8 and d.region_xid < $9) or exists (
             select from assigned a where a.organisation = $1 and a.dossier = d.id and a.person = $2 and not a.active
           ))
           and not exists (select from visible($1, $2, $3, $4, $5, $6, $7) v where v.id = d.id)",
        sight.organisation,
        sight.person,
        sight.whole,
        &sight.regions,
        &sight.decentral,
        sight.works,
        &sight.roles,
        unseen.from,
        unseen.until
    )
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(DossierId).collect())
}

/// Dossiers that the device holds and the person may not see, or that are gone.
pub async fn lost(
    connection: &mut PgConnection,
    sight: &Sight,
    heads: &BTreeMap<DossierId, Head>,
) -> Result<Vec<DossierId>, JournalError> {
    let held: Vec<Uuid> = heads.keys().map(|id| id.0).collect();
    let ids = sqlx::query_scalar!(
        r#"select h.id as "id!" from unnest($8::uuid[]) as h(id)
           where not exists (select from visible($1, $2, $3, $4, $5, $6, $7) v where v.id = h.id)"#,
        sight.organisation,
        sight.person,
        sight.whole,
        &sight.regions,
        &sight.decentral,
        sight.works,
        &sight.roles,
        &held
    )
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(DossierId).collect())
}

/// What a device holds, in columns.
struct Held {
    ids: Vec<Uuid>,
    heads: Vec<i64>,
    hashes: Vec<String>,
}

impl Held {
    fn of(heads: &BTreeMap<DossierId, Head>) -> Held {
        // A hash is hexadecimal; whatever else a device says fits nothing, and may be what Postgres cannot read.
        let hash = |head: &Head| {
            head.hash
                .as_str()
                .chars()
                .filter(char::is_ascii_hexdigit)
                .take(64)
                .collect()
        };
        Held {
            ids: heads.keys().map(|id| id.0).collect(),
            heads: heads.values().map(|head| stored_count(head.head)).collect(),
            hashes: heads.values().map(hash).collect(),
        }
    }
}

struct Row {
    id: Uuid,
    head: i64,
    head_hash: String,
    bytes: i64,
    region: String,
    handling: String,
    after: i64,
}

impl From<Row> for Candidate {
    fn from(row: Row) -> Candidate {
        let count = |count: i64| u64::try_from(count).unwrap_or_default();
        Candidate {
            id: DossierId(row.id),
            head: count(row.head),
            head_hash: HeadHash::from_stored(row.head_hash),
            bytes: count(row.bytes),
            region: row.region,
            handling: row.handling,
            after: count(row.after),
        }
    }
}
