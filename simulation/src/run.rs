//! Carries a list of acts out, lets the faults end, and asks the oracles.

mod recorded;
mod requests;
mod samples;
mod settle;

use crate::device::{Device, Way};
use crate::oracle::{Ledger, at_the_end, told_true};
use crate::plan::{Act, News};
use crate::sabotage::Sabotage;
use crate::world::{Cluster, World};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use domain::event::*;
use domain::id::*;
use domain::record::Payload;
use recorded::{finding, registration};
use sync::engine::Input;
use sync::message::Push;
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
                    let event = self.something(what)?;
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
            Act::ThrowAway { device, open } => {
                let device = self.device(device);
                let gone = self.devices[device].throw_away(open, now);
                self.ledger.evicted(gone.entries.values());
                self.ledger.files_evicted.extend(gone.files.into_keys());
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
}
