//! Telling a device what changed.
//!
//! Two ways, which ask for the same answer: with heads the device's whole copy is compared, which finds every
//! difference; with a cursor alone only transactions that it has not seen are looked at. A cursor's horizon is the
//! oldest transaction that was still running: all before it were seen, all from it on are told (again). So nothing
//! is missed when a slow transaction commits after a quick one; something may be told twice, which harms nothing.
//! Everything is read in one snapshot.

mod candidate;
mod page;

use super::sight::{Sight, settles};
use super::{JournalError, PostgresJournal, log, parked};
use candidate::{Candidate, Unseen};
use chrono::{SubsecRound, Utc};
use domain::id::{DossierId, FileHash};
use domain::record::{HeadHash, Recorded};
use sqlx::PgConnection;
use std::collections::HashMap;
use sync::message::{Changes, Cursor, DossierChange, Head, Pull};

impl PostgresJournal {
    /// The answer to a pull.
    pub(super) async fn changes(&self, pull: Pull) -> Result<Changes, JournalError> {
        let mut transaction = self
            .database
            .organisation_snapshot(self.actor.organisation)
            .await?;
        let connection = &mut *transaction;
        let now = self.now(connection).await?;
        let reference = self.reference(connection).await?;
        let mut changes = Changes {
            server_time: Utc::now().trunc_subsecs(3),
            cursor: None,
            send_heads: false,
            more: false,
            dossiers: vec![],
            forget: vec![],
            reference: (reference.hash != pull.reference).then_some(reference),
        };
        let unseen = match &pull.since {
            Some(since) if self.knows(since, &now) => Some(Unseen {
                from: log::stored_count(since.horizon),
                until: log::stored_count(now.next),
            }),
            _ => None,
        };
        let sight = Sight::of(&self.actor, &self.today.procedure);
        let candidates = match (&pull.heads, unseen) {
            (None, None) if pull.since.is_some() => {
                return Ok(Changes {
                    send_heads: true,
                    more: true,
                    ..changes
                });
            }
            (None, Some(unseen)) => {
                changes.forget = candidate::lost_since(connection, &sight, unseen).await?;
                candidate::changed_since(connection, &sight, unseen).await?
            }
            (heads, unseen) => {
                let heads = heads.clone().unwrap_or_default();
                changes.forget = candidate::lost(connection, &sight, &heads).await?;
                candidate::differing(connection, &sight, &heads, unseen).await?
            }
        };
        let (chosen, more) = page::first(candidates);
        changes.more = more;
        changes.cursor = (!more).then_some(now.cursor);
        changes.dossiers = self.read(connection, chosen).await?;
        Ok(changes)
    }

    /// Whether a cursor says something about this database and about what the person may see now.
    fn knows(&self, since: &Cursor, now: &Now) -> bool {
        // A horizon that is yet to come is of a life of this database that a backup undid.
        let rights_changed = (since.horizon..now.next).contains(&now.rights_changed);
        since.epoch == now.cursor.epoch && since.horizon <= now.next && !rights_changed
    }

    /// Which database this is, as cursors tell it.
    pub(super) async fn epoch(
        &self,
        connection: &mut PgConnection,
    ) -> Result<String, JournalError> {
        Ok(self.now(connection).await?.cursor.epoch)
    }

    /// The present, in transactions. The epoch is another one after `glashelder restored`, in another cluster, after
    /// a return to an earlier point in time or a failover, and in tables that were made anew from a dump.
    async fn now(&self, connection: &mut PgConnection) -> Result<Now, JournalError> {
        let row = sqlx::query!(
            r#"select
                 concat_ws('-', i.epoch, c.system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
                   'events'::regclass::oid) as "epoch!",
                 pg_snapshot_xmin(pg_current_snapshot())::text::bigint as "horizon!",
                 pg_snapshot_xmax(pg_current_snapshot())::text::bigint as "next!",
                 (select changed_xid from accounts where person = $1) as rights_changed
               from instance i, pg_control_system() c"#,
            self.actor.person.0
        )
        .fetch_one(connection)
        .await?;
        let count = |count: i64| u64::try_from(count).unwrap_or_default();
        Ok(Now {
            cursor: Cursor {
                epoch: row.epoch,
                horizon: count(row.horizon),
            },
            next: count(row.next),
            rights_changed: row.rights_changed.map(count).unwrap_or_default(),
        })
    }

    /// Reads what the chosen dossiers have new.
    async fn read(
        &self,
        connection: &mut PgConnection,
        chosen: Vec<Candidate>,
    ) -> Result<Vec<DossierChange>, JournalError> {
        let organisation = self.actor.organisation;
        let ids: Vec<DossierId> = chosen.iter().map(|candidate| candidate.id).collect();
        let settling = chosen.iter().filter(|candidate| {
            settles(
                &self.actor,
                &candidate.region,
                &candidate.handling,
                &self.today.procedure,
            )
        });
        let settling: Vec<DossierId> = settling.map(|candidate| candidate.id).collect();
        let mut tails = self.tails(connection, &chosen).await?;
        let mut waiting =
            parked::waiting(connection, organisation, self.actor.person, &ids, &settling).await?;
        let mut pending = self.files_pending(connection, &ids).await?;
        let change = |candidate: Candidate| {
            let (events, hash) = tails.remove(&candidate.id).unwrap_or_default();
            DossierChange {
                dossier: candidate.id,
                after: candidate.after,
                head: Head {
                    head: events
                        .last()
                        .map_or(candidate.head, |last: &Recorded| last.position),
                    hash: hash.unwrap_or(candidate.head_hash),
                },
                events,
                parked: waiting.remove(&candidate.id).unwrap_or_default(),
                files_pending: pending.remove(&candidate.id).unwrap_or_default(),
            }
        };
        Ok(chosen.into_iter().map(change).collect())
    }

    /// The events after each dossier's `after`, and the chained hash at their end.
    async fn tails(
        &self,
        connection: &mut PgConnection,
        chosen: &[Candidate],
    ) -> Result<HashMap<DossierId, (Vec<Recorded>, Option<HeadHash>)>, JournalError> {
        let with_tail = || {
            chosen
                .iter()
                .filter(|candidate| candidate.after < candidate.head)
        };
        let ids: Vec<_> = with_tail().map(|candidate| candidate.id.0).collect();
        let afters: Vec<_> = with_tail()
            .map(|candidate| log::stored_count(candidate.after))
            .collect();
        let rows = sqlx::query!(
            "select e.dossier, e.position, e.received_at, e.envelope, e.head_hash
             from unnest($2::uuid[], $3::bigint[]) as c(dossier, after)
             join events e on e.organisation = $1 and e.dossier = c.dossier and e.position > c.after
             order by e.dossier, e.position",
            self.actor.organisation.0,
            &ids,
            &afters
        )
        .fetch_all(connection)
        .await?;
        let mut tails: HashMap<DossierId, (Vec<Recorded>, Option<HeadHash>)> = HashMap::new();
        for row in rows {
            let (events, hash) = tails.entry(DossierId(row.dossier)).or_default();
            events.push(log::recorded(row.position, row.received_at, &row.envelope)?);
            *hash = Some(HeadHash::from_stored(row.head_hash));
        }
        Ok(tails)
    }

    /// Files that events refer to and that have not arrived, by dossier.
    async fn files_pending(
        &self,
        connection: &mut PgConnection,
        dossiers: &[DossierId],
    ) -> Result<HashMap<DossierId, Vec<FileHash>>, JournalError> {
        let ids: Vec<_> = dossiers.iter().map(|dossier| dossier.0).collect();
        let rows = sqlx::query!(
            "select r.dossier, r.hash from file_references r
             where r.organisation = $1 and r.dossier = any ($2)
               and not exists (select from files f where f.organisation = $1 and f.hash = r.hash)
             order by r.hash",
            self.actor.organisation.0,
            &ids
        )
        .fetch_all(connection)
        .await?;
        let mut pending: HashMap<DossierId, Vec<FileHash>> = HashMap::new();
        for row in rows {
            if let Ok(hash) = FileHash::try_from(row.hash) {
                pending
                    .entry(DossierId(row.dossier))
                    .or_default()
                    .push(hash);
            }
        }
        Ok(pending)
    }
}

/// The database's present.
struct Now {
    cursor: Cursor,
    /// The first transaction that has not begun.
    next: u64,
    /// The transaction that last changed the person's rights.
    rights_changed: u64,
}
