//! Requests on their way to the server and back, and what becomes of them.

use super::Run;
use crate::device::Way;
use crate::plan::Fate;
use crate::sabotage::Sabotage;
use crate::world::World;
use domain::id::{DossierId, EventId};
use domain::language::Language;
use domain::permission::may_see;
use sync::engine::{Failure, Input};
use sync::message::{Changes, Pull, Push, Receipt, Receipts};
use uuid::Uuid;

impl Run<'_> {
    /// Carries one request or answer of a device a step further.
    pub(super) async fn carry(
        &mut self,
        device: usize,
        which: usize,
        fate: Fate,
    ) -> anyhow::Result<()> {
        let way = self.devices[device].way.remove(which);
        let mut overtaken = false;
        let input = match way {
            Way::Answer(answer, restored) => {
                overtaken = restored != self.world.restored;
                *answer
            }
            request if fate == Fate::RequestLost || fate == Fate::Captured => {
                if self.sabotage == Some(Sabotage::NeverAgain) {
                    return Ok(());
                }
                failed(&request, Failure::Transport)
            }
            request => {
                if fate == Fate::Twice {
                    self.serve(device, &request).await?;
                }
                let answer = self.serve(device, &request).await?;
                match fate {
                    Fate::AnswerLost => failed(&request, Failure::Transport),
                    Fate::Late => {
                        let answer = Way::Answer(Box::new(answer), self.world.restored);
                        self.devices[device].way.push(answer);
                        return Ok(());
                    }
                    _ => answer,
                }
            }
        };
        if matches!(input, Input::Pulled(_)) {
            self.devices[device].learn_clock();
        }
        self.devices[device].hear(input, self.now);
        if overtaken {
            // It was true when the server said so; no device can know yet that a backup was put back since.
            self.devices[device].told.sent.clear();
        }
        Ok(())
    }

    pub(super) async fn ghost(&mut self, which: u32) -> anyhow::Result<()> {
        let all: Vec<usize> = (0..self.devices.len())
            .filter(|device| !self.devices[*device].ghosts.is_empty())
            .collect();
        if let Some(device) = all.get(which as usize % all.len().max(1)) {
            let request = self.devices[*device].ghosts.remove(0);
            self.serve(*device, &request).await?;
        }
        Ok(())
    }

    /// The server's side of a request.
    pub(super) async fn serve(&mut self, device: usize, request: &Way) -> anyhow::Result<Input> {
        if !self.devices[device].session {
            return Ok(failed(request, Failure::SignedOut));
        }
        let person = self.devices[device].person;
        match request {
            Way::Push(push) => {
                let answer = self.push(person, push).await?;
                let events: Vec<EventId> =
                    push.envelopes.iter().map(|envelope| envelope.id).collect();
                self.note(format!(
                    "  device {device} sends {events:?}: {}",
                    answered(&answer)
                ));
                Ok(answer)
            }
            Way::Pull(pull) => {
                let answer = self.pull(person, pull).await?;
                let told = pull.heads.as_ref().map(|heads| heads.len());
                self.note(format!(
                    "  device {device} asks, telling {told:?} heads: {}",
                    answered(&answer)
                ));
                Ok(answer)
            }
            Way::Upload(hash) => {
                let Some(picture) = self.devices[device].disk.files.get(hash).copied() else {
                    return Ok(Input::UploadFailed(
                        hash.clone(),
                        Failure::Permanent("gone".into()),
                    ));
                };
                let kept = self
                    .world
                    .upload(self.process, person, hash, picture)
                    .await?;
                Ok(if kept {
                    Input::Uploaded(hash.clone())
                } else {
                    failed(request, Failure::Transport)
                })
            }
            Way::Answer(..) => Err(anyhow::anyhow!("an answer is no request")),
        }
    }

    async fn push(&mut self, person: usize, push: &Push) -> anyhow::Result<Input> {
        let mut message = push.clone();
        if self.sabotage == Some(Sabotage::TakesTwice) {
            for envelope in &mut message.envelopes {
                self.number += 1;
                envelope.id = EventId(Uuid::from_u128(0xBAD << 64 | self.number));
            }
        }
        let mut swallowed = None;
        if self.sabotage == Some(Sabotage::SwallowsOther) && message.envelopes.len() > 1 {
            swallowed = message.envelopes.pop();
        }
        let answer = self
            .world
            .push(self.process, person, message, self.now)
            .await?;
        Ok(match answer {
            Ok(mut receipts) => {
                receipts
                    .receipts
                    .extend(swallowed.map(|envelope| accepted(envelope.id, envelope.dossier)));
                if self.sabotage == Some(Sabotage::TakesTwice) {
                    for (receipt, envelope) in receipts.receipts.iter_mut().zip(&push.envelopes) {
                        receipt.event = envelope.id;
                    }
                }
                Input::Pushed(receipts)
            }
            Err(_) if self.sabotage == Some(Sabotage::ReceiptBeforeCommit) => {
                Input::Pushed(Receipts {
                    receipts: push
                        .envelopes
                        .iter()
                        .map(|e| accepted(e.id, e.dossier))
                        .collect(),
                    server_time: self.now,
                    epoch: None,
                })
            }
            Err(error) => Input::PushFailed(error.for_the_engine(Language::Nl)),
        })
    }

    async fn pull(&mut self, person: usize, pull: &Pull) -> anyhow::Result<Input> {
        let actor = self.world.people[person].actor.clone();
        let asked = if self.sabotage == Some(Sabotage::ShowsAll) {
            World::all_seeing(actor.organisation)
        } else {
            actor.clone()
        };
        let answer = self.world.pull(self.process, &asked, pull.clone()).await?;
        Ok(match answer {
            Ok(mut changes) => {
                self.nothing_foreign(&actor, &changes).await?;
                // The message travels as text; what it cannot carry would show here.
                changes.server_time = self.now;
                Input::Pulled(Box::new(changes))
            }
            Err(error) => Input::PullFailed(error.for_the_engine(Language::Nl)),
        })
    }

    /// What the server sends belongs to the person's organisation, and the person may see it now.
    async fn nothing_foreign(
        &mut self,
        actor: &domain::person::Actor,
        changes: &Changes,
    ) -> anyhow::Result<()> {
        for change in &changes.dossiers {
            let log = self.world.log(actor.organisation, change.dossier).await?;
            let folded = log.and_then(|log| domain::dossier::Dossier::fold(&log));
            let seen =
                folded.is_some_and(|dossier| may_see(actor, &dossier, self.world.procedure()));
            if !seen {
                self.broken(format!(
                    "dossier {} was sent to {} without a right to it",
                    change.dossier, actor.person
                ));
            }
        }
        Ok(())
    }
}

fn failed(request: &Way, failure: Failure) -> Input {
    match request {
        Way::Push(_) | Way::Answer(..) => Input::PushFailed(failure),
        Way::Pull(_) => Input::PullFailed(failure),
        Way::Upload(hash) => Input::UploadFailed(hash.clone(), failure),
    }
}

/// An answer in a line.
fn answered(answer: &Input) -> String {
    match answer {
        Input::Pushed(receipts) => {
            let all = receipts.receipts.iter();
            let verdicts: Vec<String> = all
                .map(|receipt| format!("{:?} at {:?}", receipt.verdict, receipt.position))
                .collect();
            verdicts.join(", ")
        }
        Input::Pulled(changes) => format!(
            "{} dossiers, forget {}, more {}, heads wanted {}, epoch {:?}",
            changes.dossiers.len(),
            changes.forget.len(),
            changes.more,
            changes.send_heads,
            changes.cursor.as_ref().map(|cursor| &cursor.epoch)
        ),
        other => format!("{other:?}"),
    }
}

fn accepted(event: EventId, dossier: DossierId) -> Receipt {
    Receipt {
        event,
        dossier,
        verdict: domain::admit::Verdict::Accepted,
        position: Some(1),
    }
}
