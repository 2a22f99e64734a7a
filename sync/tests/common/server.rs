//! A server in memory with the same rules: row order, receipts, visibility.

use chrono::{DateTime, Utc};
use domain::admit::{Verdict, admit};
use domain::dossier::Dossier;
use domain::id::*;
use domain::permission::may_see;
use domain::person::{Actor, Person};
use domain::procedure::Procedure;
use domain::record::{HeadHash, Recorded};
use std::collections::BTreeMap;
use sync::message::*;

pub struct Server {
    pub procedure: Procedure,
    /// Colleagues whom events may name.
    pub people: Vec<Person>,
    pub logs: BTreeMap<DossierId, Vec<Recorded>>,
    pub receipts: BTreeMap<EventId, Receipt>,
    pub epoch: u64,
}

impl Server {
    pub fn new(procedure: Procedure, people: Vec<Person>) -> Server {
        Server {
            procedure,
            people,
            logs: BTreeMap::new(),
            receipts: BTreeMap::new(),
            epoch: 1,
        }
    }

    pub fn push(&mut self, actor: &Actor, push: Push, now: DateTime<Utc>) -> Receipts {
        let mut receipts = Vec::new();
        for envelope in push.envelopes {
            if let Some(known) = self.receipts.get(&envelope.id) {
                receipts.push(known.clone());
                continue;
            }
            let log = self.logs.entry(envelope.dossier).or_default();
            let dossier = Dossier::fold(log.iter());
            let verdict = admit(
                dossier.as_ref(),
                &envelope,
                actor,
                &self.people,
                &self.procedure,
                now,
            );
            let parked = matches!(verdict, Verdict::Parked { .. });
            let position = (!parked).then_some(log.len() as u64 + 1);
            let receipt = Receipt {
                event: envelope.id,
                dossier: envelope.dossier,
                verdict,
                position,
            };
            if let Some(position) = position {
                log.push(Recorded {
                    position,
                    received_at: now,
                    envelope,
                });
            }
            self.receipts.insert(receipt.event, receipt.clone());
            receipts.push(receipt);
        }
        Receipts {
            receipts,
            server_time: now,
            epoch: Some(self.epoch.to_string()),
        }
    }

    /// Answers heads with whole logs or tails; this server always wants heads.
    pub fn pull(&self, actor: &Actor, pull: Pull, now: DateTime<Utc>) -> Changes {
        let heads = pull.heads.unwrap_or_default();
        let mut dossiers = Vec::new();
        let mut seen = Vec::new();
        for (id, log) in &self.logs {
            let Some(dossier) = Dossier::fold(log.iter()) else {
                continue;
            };
            if !may_see(actor, &dossier, &self.procedure) {
                continue;
            }
            seen.push(*id);
            let head = Head {
                head: dossier.head,
                hash: dossier.head_hash.clone(),
            };
            if heads.get(id) == Some(&head) {
                continue;
            }
            let after = heads
                .get(id)
                .filter(|held| chain(log, held.head).as_ref() == Some(&held.hash))
                .map_or(0, |h| h.head);
            let events = log.iter().filter(|r| r.position > after).cloned().collect();
            dossiers.push(DossierChange {
                dossier: *id,
                after,
                events,
                head,
                parked: vec![],
                files_pending: vec![],
            });
        }
        let forget = heads
            .keys()
            .filter(|id| !seen.contains(id))
            .copied()
            .collect();
        let cursor = Some(Cursor {
            epoch: self.epoch.to_string(),
            horizon: 0,
        });
        Changes {
            server_time: now,
            cursor,
            send_heads: false,
            more: false,
            dossiers,
            forget,
            reference: None,
        }
    }
}

fn chain(log: &[Recorded], head: u64) -> Option<HeadHash> {
    let upto = usize::try_from(head)
        .ok()
        .filter(|head| *head <= log.len())?;
    Some(log[..upto].iter().fold(HeadHash::default(), |hash, r| {
        hash.then(r.envelope.id, &r.envelope.hash)
    }))
}
