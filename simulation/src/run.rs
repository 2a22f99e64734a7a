//! Carries a list of acts out, lets the faults end, and asks the oracles.

use crate::device::{Device, Way};
use crate::oracle::{Ledger, at_the_end, told_true};
use crate::plan::{Act, Fate, News};
use crate::sabotage::Sabotage;
use crate::world::{Cluster, World};
use anyhow::Context;
use app::api::ApiError;
use chrono::{DateTime, TimeDelta, Utc};
use domain::event::*;
use domain::id::*;
use domain::party::{Address, Field, Party, PartyField};
use domain::permission::may_see;
use domain::record::Payload;
use std::collections::BTreeMap;
use sync::engine::{Failure, Input};
use sync::message::{Changes, Pull, Push, Receipt, Receipts};
use uuid::Uuid;

/// Within so many rounds of a minute each, every queue must be empty after the faults have stopped.
pub const ROUNDS: usize = 60;
const BEGIN: &str = "2026-03-02T08:00:00Z";

/// What came of a run.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// What promise was broken, when one was.
    pub violation: Option<String>,
    pub acts: usize,
    pub saved: usize,
    pub parked: usize,
    pub restored: u32,
    /// Rounds until all was quiet.
    pub rounds: usize,
    /// What happened, for whoever must understand a violation.
    pub story: Vec<String>,
}

/// Runs a list of acts. An error is one of the simulation itself; a broken promise stands in the outcome.
pub async fn run(
    cluster: &Cluster,
    name: String,
    devices: usize,
    acts: &[Act],
    sabotage: Option<Sabotage>,
) -> anyhow::Result<Outcome> {
    let world = World::new(cluster, name).await?;
    let mut run = Run {
        now: BEGIN.parse()?,
        devices: Vec::new(),
        world,
        sabotage,
        number: 0,
        ledger: Ledger::default(),
        process: 0,
        violation: None,
        story: Vec::new(),
    };
    for number in 0..devices {
        // Two devices of one person are likely; the other organisation has one when there are many.
        let person = if number == 7 { 7 } else { number % 5 };
        let actor = run.world.people[person].actor.clone();
        let procedure = cluster.procedure.clone();
        let device = Device::new(number, person, actor, procedure, sabotage, run.now);
        run.devices.push(device);
    }
    let mut outcome = Outcome::default();
    for act in acts {
        outcome.acts += 1;
        run.act(*act).await.with_context(|| format!("{act:?}"))?;
        run.listen().await?;
        if run.violation.is_some() {
            break;
        }
    }
    if run.violation.is_none() {
        outcome.rounds = run.settle().await?;
    }
    if run.violation.is_none() {
        run.violation = at_the_end(&run.world, &run.devices, &run.ledger, run.now).await?;
    }
    outcome.saved = run.ledger.saved.len();
    outcome.parked = run.ledger.parked;
    outcome.restored = run.world.restored;
    outcome.violation = run.violation.take();
    outcome.story = std::mem::take(&mut run.story);
    run.world.end().await?;
    Ok(outcome)
}

struct Run<'c> {
    now: DateTime<Utc>,
    devices: Vec<Device>,
    world: World<'c>,
    sabotage: Option<Sabotage>,
    number: u128,
    ledger: Ledger,
    process: usize,
    violation: Option<String>,
    story: Vec<String>,
}

impl Run<'_> {
    fn note(&mut self, what: String) {
        self.story
            .push(format!("{} {what}", self.now.format("%H:%M:%S")));
    }

    fn device(&self, number: u32) -> usize {
        number as usize % self.devices.len()
    }

    async fn act(&mut self, act: Act) -> anyhow::Result<()> {
        self.now += TimeDelta::seconds(7);
        self.process += 1;
        let now = self.now;
        self.note(format!("{act:?}"));
        match act {
            Act::Wait(seconds) => self.now += TimeDelta::seconds(i64::from(seconds)),
            Act::Register { device, region } => {
                self.number += 1;
                let dossier = DossierId(Uuid::from_u128(0xD05 << 64 | self.number));
                let event = registration(self.number, region, now).into();
                let device = self.device(device);
                self.devices[device].record(dossier, &event, false, now)?;
            }
            Act::Record {
                device,
                dossier,
                what,
                second_tab,
            } => {
                let device = self.device(device);
                if let Some(dossier) = self.chosen(device, dossier) {
                    let event = self.something(what);
                    self.devices[device].record(dossier, &event, second_tab, now)?;
                }
            }
            Act::Photo {
                device,
                dossier,
                picture,
            } => self.photo(self.device(device), dossier, picture)?,
            Act::Carry {
                device,
                which,
                fate,
            } => {
                let device = self.device(device);
                let under_way = self.devices[device].way.len();
                if under_way > 0 {
                    self.carry(device, which as usize % under_way, fate).await?;
                }
            }
            Act::Ghost { which } => self.ghost(which).await?,
            Act::Tell { device, news } => self.tell(self.device(device), news),
            Act::Crash { device, kept } => {
                let device = self.device(device);
                self.devices[device].crash(kept, now);
            }
            Act::CrashSoon { device, effects } => {
                let device = self.device(device);
                self.devices[device].fuse = Some(effects);
            }
            Act::Evict { device } => {
                let device = self.device(device);
                self.number += 1;
                let number = usize::try_from(self.number)?;
                self.ledger
                    .evicted(self.devices[device].disk.entries.values());
                self.ledger
                    .files_evicted
                    .extend(self.devices[device].disk.files.keys().cloned());
                self.devices[device].evict(number, now);
            }
            Act::Clock { device, hours } => {
                let device = self.device(device);
                self.devices[device].skew = TimeDelta::hours(i64::from(hours));
            }
            Act::TakeOver { device } => {
                let device = self.device(device);
                self.devices[device].take_over(now);
            }
            Act::Expire { device } => {
                let device = self.device(device);
                self.devices[device].session = false;
            }
            Act::Rights { person, change } => {
                self.world.change_rights(person as usize, change).await?;
            }
            Act::Poison {
                device,
                dossier,
                how,
            } => self.poison(self.device(device), dossier, how).await?,
            Act::FailAt { row } => self.world.fail_at(Some(row)).await?,
            Act::Terminate => self.world.terminate().await?,
            Act::Restart { process } => self.world.restart(process as usize).await?,
            Act::Backup => self.world.back_up().await?,
            Act::Restore => {
                if self.world.restore().await? {
                    self.ledger.restored();
                }
            }
        }
        Ok(())
    }

    fn chosen(&self, device: usize, dossier: u32) -> Option<DossierId> {
        let known = self.devices[device].dossiers();
        (!known.is_empty()).then(|| known[dossier as usize % known.len()])
    }

    fn tell(&mut self, device: usize, news: News) {
        let (device, now) = (&mut self.devices[device], self.now);
        let input = match news {
            News::Tick => Input::Tick,
            News::Hint => Input::Hint,
            News::Heal => Input::Heal,
            News::Online => Input::Online,
            News::Offline => Input::Offline,
            News::TryAgain => Input::TryAgain,
            News::SignIn => {
                device.session = true;
                Input::SignedIn
            }
        };
        device.hear(input, now);
    }

    fn photo(&mut self, device: usize, dossier: u32, picture: u32) -> anyhow::Result<()> {
        let Some(dossier) = self.chosen(device, dossier) else {
            return Ok(());
        };
        let (picture, now) = (picture as usize, self.now);
        let file = FileHash::of(&self.world.picture(picture));
        self.number += 1;
        let device = &mut self.devices[device];
        device.keep_file(file.clone(), picture, now);
        let photo = Photo {
            file: file.clone(),
            caption: String::new(),
            taken_at: None,
            moment: Moment::Inspection,
        };
        if device.record(dossier, &finding(self.number, photo).into(), false, now)? {
            self.ledger.files.insert(file);
        }
        Ok(())
    }

    /// Carries one request or answer of a device a step further.
    async fn carry(&mut self, device: usize, which: usize, fate: Fate) -> anyhow::Result<()> {
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

    async fn ghost(&mut self, which: u32) -> anyhow::Result<()> {
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
    async fn serve(&mut self, device: usize, request: &Way) -> anyhow::Result<Input> {
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
            Err(error) => Input::PushFailed(failure(&error)),
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
            Err(error) => Input::PullFailed(failure(&error)),
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

    /// What devices told their people since the last act must be true.
    async fn listen(&mut self) -> anyhow::Result<()> {
        for device in &mut self.devices {
            let told = std::mem::take(&mut device.told);
            let organisation = self.world.people[device.person].actor.organisation;
            self.ledger
                .saved
                .extend(told.saved.iter().map(|event| (*event, organisation)));
            if let Some(lie) = told_true(&self.world, organisation, &told.sent).await? {
                self.violation.get_or_insert(lie);
            }
        }
        Ok(())
    }

    fn broken(&mut self, what: String) {
        self.violation.get_or_insert(what);
    }

    /// A message that is not right. Nothing was called saved, so nothing need come of it; but nothing may break.
    async fn poison(&mut self, device: usize, dossier: u32, how: u32) -> anyhow::Result<()> {
        let Some(dossier) = self.chosen(device, dossier) else {
            return Ok(());
        };
        let now = self.now;
        let note = Payload::of(
            &NoteAdded {
                text: "vergiftigd".into(),
            }
            .into(),
        )?;
        let device_now = &mut self.devices[device];
        let mut envelope = device_now.envelope(dossier, note, now);
        match how {
            0 => envelope.hash = FileHash::of(b"something else"),
            1 => {
                envelope.payload = Payload::from_text(
                    "{\"type\":\"note_added.1\",\"data\":{\"text\":\"\\u0000\"}}".into(),
                )?
            }
            2 => {
                // A newer program records what this one does not know: kept byte for byte, and called saved.
                let text = "{\"type\":\"note_sung.7\",\"data\":{\"tune\":\"la\"}}";
                envelope.payload = Payload::from_text(text.into())?;
                envelope.hash = envelope.payload.hash();
                device_now.hear(Input::Record(envelope), now);
                return Ok(());
            }
            3 => envelope.author = PersonId(Uuid::from_u128(424_242)),
            4 => {
                // The id of an event that was recorded before, with other contents.
                let Some(known) = device_now.disk.entries.keys().next() else {
                    return Ok(());
                };
                envelope.id = *known;
            }
            _ => envelope.device_time = DateTime::<Utc>::MAX_UTC,
        }
        let request = Way::Push(Push {
            envelopes: vec![envelope],
        });
        self.serve(device, &request).await?;
        Ok(())
    }

    /// The faults stop. Gives after how many rounds every queue was empty and every copy still.
    async fn settle(&mut self) -> anyhow::Result<usize> {
        self.world.fail_at(None).await?;
        let mut quiet = 0;
        for round in 1..=ROUNDS {
            self.now += TimeDelta::seconds(61);
            let mut moved = false;
            for device in 0..self.devices.len() {
                self.devices[device].fuse = None;
                self.devices[device].ghosts.clear();
                self.tell(device, News::SignIn);
                self.tell(device, News::Online);
                if quiet == 0 {
                    self.tell(device, News::Heal);
                }
                for _ in 0..40 {
                    if self.devices[device].way.is_empty() {
                        break;
                    }
                    moved = true;
                    self.carry(device, 0, Fate::Done).await?;
                }
                moved |= self.devices[device].unsent() > 0;
            }
            self.listen().await?;
            if self.violation.is_some() {
                return Ok(round);
            }
            // One more look after all was sent, because what one device sent another must still hear.
            quiet = if moved && self.devices.iter().any(|device| device.unsent() > 0) {
                0
            } else {
                quiet + 1
            };
            if quiet == 3 {
                for device in 0..self.devices.len() {
                    self.tell(device, News::Heal);
                    for _ in 0..40 {
                        if self.devices[device].way.is_empty() {
                            break;
                        }
                        self.carry(device, 0, Fate::Done).await?;
                    }
                }
                return Ok(round - 2);
            }
        }
        let stuck: BTreeMap<usize, usize> = self
            .devices
            .iter()
            .enumerate()
            .map(|(number, device)| (number, device.unsent()))
            .filter(|(_, unsent)| *unsent > 0)
            .collect();
        self.broken(format!(
            "after {ROUNDS} rounds devices still hold unsent work: {stuck:?}"
        ));
        Ok(ROUNDS)
    }

    /// Something that people record.
    fn something(&mut self, what: u32) -> Event {
        self.number += 1;
        let (now, part) = (self.now, what / 20);
        let technician = self.world.people[[1, 3][part as usize % 2]].actor.person;
        let visit = VisitId(Uuid::from_u128(7 + u128::from(part % 4)));
        match what % 20 {
            0..=4 => NoteAdded {
                text: format!("Notitie {}", self.number),
            }
            .into(),
            5..=7 => DetailChanged {
                field: field(part),
                value: format!("06{:08}", 10_000_000 + part),
            }
            .into(),
            8 => InspectionRequested {
                reason: "Is de rand heel?".into(),
            }
            .into(),
            9 | 10 => VisitPlanned {
                visit,
                purpose: if part.is_multiple_of(3) {
                    Purpose::Repair
                } else {
                    Purpose::Inspection
                },
                technician,
                at: now + TimeDelta::hours(20 + i64::from(part % 7)),
                minutes: 60,
                remark: String::new(),
            }
            .into(),
            11 => Visited {
                visit,
                purpose: Purpose::Inspection,
                advice: Some(Advice::Founded),
                reasons: "Lek.".into(),
            }
            .into(),
            12 => Ruled {
                ruling: ["founded", "unfounded"][part as usize % 2].into(),
                reasons: "Lekke rand.".into(),
                meeting: None,
                with: vec![crate::world::MANAGEMENT],
                ..Ruled::default()
            }
            .into(),
            13 => HandlerChanged {
                handling: [Handling::Central, Handling::Decentral][part as usize % 2],
                to: None,
                reason: String::new(),
            }
            .into(),
            14 => OutcomeRecorded {
                channel: "email".into(),
                text: "Wij hebben het hersteld.".into(),
                ..OutcomeRecorded::default()
            }
            .into(),
            15 => Repaired {
                visit: None,
                what: "Ruit vervangen.".into(),
                photos: vec![],
            }
            .into(),
            16 => Closed {
                remark: String::new(),
            }
            .into(),
            17 => Reopened {
                reason: "Het lekt weer.".into(),
            }
            .into(),
            18 => ReceiptConfirmed {
                channel: "email".into(),
                text: String::new(),
            }
            .into(),
            _ => Called {
                with: "klager".into(),
                no_answer: true,
                text: String::new(),
            }
            .into(),
        }
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

/// As app/src/local/transport.rs tells failures apart.
fn failure(error: &ApiError) -> Failure {
    match error {
        ApiError::SignedOut
        | ApiError::SecondStepNeeded
        | ApiError::CodeNeeded
        | ApiError::WrongCode
        | ApiError::Withdrawn => Failure::SignedOut,
        ApiError::Unreachable(_) | ApiError::Wait(_) => Failure::Transport,
        ApiError::Failure => Failure::Server,
        ApiError::NotAllowed | ApiError::WrongPassword | ApiError::Refused { .. } => {
            Failure::Permanent(format!("{error:?}"))
        }
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

fn registration(number: u128, region: u32, now: DateTime<Utc>) -> Registered {
    Registered {
        kind: "complaint".into(),
        channel: "telephone".into(),
        received_at: now,
        complainant: Party {
            name: format!("Klager {number}"),
            address: Address {
                street: "Kerkstraat".into(),
                number: number.to_string(),
                postcode: "6825 MN".into(),
                city: "Arnhem".into(),
            },
            phone: "0612345678".into(),
            ..Party::default()
        },
        customer: None,
        site: None,
        description: "Condens tussen de bladen.".into(),
        category: String::new(),
        region: ["oost", "west", "oost"][region as usize % 3].into(),
        reference: String::new(),
        about: vec![],
        ..Registered::default()
    }
}

/// One of a few values, so that two people often set the same one.
fn field(number: u32) -> Field {
    let party = |phone: bool| {
        if phone {
            PartyField::Phone
        } else {
            PartyField::Name
        }
    };
    Field::Complainant(party(number.is_multiple_of(2)))
}

fn finding(number: u128, photo: Photo) -> FindingRecorded {
    FindingRecorded {
        finding: FindingId(Uuid::from_u128(number)),
        visit: None,
        pane: Pane::default(),
        fault: Fault::EdgeSeal,
        marks: vec![],
        sketch: None,
        measurements: vec![],
        viewing_distance: None,
        light: None,
        cause: None,
        text: "Condens.".into(),
        photos: vec![photo],
    }
}
