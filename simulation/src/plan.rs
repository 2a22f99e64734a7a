//! What happens in a run: a list of acts, made from the seed alone. Numbers in an act choose among what is there when
//! it is carried out, so that a list still makes sense after acts were taken out of it.

use crate::dice::Dice;

/// One thing that a person does, that the world does to a device, or that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Time passes, in seconds.
    Wait(u32),
    /// Someone takes in a complaint.
    Register {
        device: u32,
        region: u32,
    },
    /// Someone records something on a dossier that the device holds; in the second tab when there is one.
    Record {
        device: u32,
        dossier: u32,
        what: u32,
        second_tab: bool,
    },
    /// A finding with a photo.
    Photo {
        device: u32,
        dossier: u32,
        picture: u32,
    },
    /// The oldest or a later request or answer that is under way goes one step further.
    Carry {
        device: u32,
        which: u32,
        fate: Fate,
    },
    /// A request of a page that is gone arrives after all.
    Ghost {
        which: u32,
    },
    Tell {
        device: u32,
        news: News,
    },
    /// The browser is gone; of what was not durable only so many writes are found again.
    Crash {
        device: u32,
        kept: u32,
    },
    /// The browser is gone in the middle of what it does next, after so many effects.
    CrashSoon {
        device: u32,
        effects: u32,
    },
    /// The browser removes all that it stored.
    Evict {
        device: u32,
    },
    /// The browser makes its database anew because its files were torn; what the server lacks is put back from the spare
    /// copy, under an open page or at the next start.
    ThrowAway {
        device: u32,
        open: bool,
    },
    /// Someone sets the device's clock: hours off, forwards or backwards.
    Clock {
        device: u32,
        hours: i32,
    },
    /// The leading tab is closed and another one goes on.
    TakeOver {
        device: u32,
    },
    /// The session ends on the server.
    Expire {
        device: u32,
    },
    /// The administrator changes someone's regions, or gives them back.
    Rights {
        person: u32,
        change: u32,
    },
    /// A message that is not right, from a broken or a newer program.
    Poison {
        device: u32,
        dossier: u32,
        how: u32,
    },
    /// The database refuses the n-th row from now on, in the middle of a transaction.
    FailAt {
        row: u32,
    },
    /// All connections to the database are ended.
    Terminate,
    /// A server process is killed and started again.
    Restart {
        process: u32,
    },
    Backup,
    /// The database and the files of the last backup are put back.
    Restore,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Done,
    /// It never arrives.
    RequestLost,
    /// The server carries it out, and its answer is lost.
    AnswerLost,
    /// It arrives twice.
    Twice,
    /// The answer takes its time; other things happen before it arrives.
    Late,
    /// Something else than the server answers: a page of a hotel's network, say.
    Captured,
}

/// What a device hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Tick,
    Hint,
    Heal,
    Online,
    Offline,
    SignIn,
    TryAgain,
}

/// The acts of a seed.
pub fn plan(seed: u64, acts: usize) -> Vec<Act> {
    let mut dice = Dice::new(seed);
    // Some runs are calm, so that much is recorded; in others nearly everything goes wrong.
    let trouble = [2, 6, 12, 25][dice.roll(4) as usize];
    (0..acts).map(|_| act(&mut dice, trouble)).collect()
}

/// How many devices a seed has.
pub fn devices(seed: u64) -> usize {
    2 + Dice::new(seed ^ 0xD1CE).roll(7) as usize
}

fn act(dice: &mut Dice, trouble: u32) -> Act {
    let device = dice.roll(64);
    if dice.roll(100) < trouble {
        return fault(dice, device);
    }
    match dice.roll(20) {
        0 => Act::Wait(dice.roll(4000)),
        1 | 2 => Act::Register {
            device,
            region: dice.roll(3),
        },
        3..=9 => Act::Record {
            device,
            dossier: dice.roll(64),
            what: dice.roll(1000),
            second_tab: dice.roll(6) == 0,
        },
        10 => Act::Photo {
            device,
            dossier: dice.roll(64),
            picture: dice.roll(6),
        },
        11 => Act::Tell {
            device,
            news: [News::Tick, News::Hint, News::Online, News::SignIn][dice.roll(4) as usize],
        },
        _ => Act::Carry {
            device,
            which: dice.roll(4),
            fate: fate(dice, trouble),
        },
    }
}

fn fate(dice: &mut Dice, trouble: u32) -> Fate {
    if dice.roll(60) >= trouble + 5 {
        return Fate::Done;
    }
    [
        Fate::RequestLost,
        Fate::AnswerLost,
        Fate::Twice,
        Fate::Late,
        Fate::Captured,
    ][dice.roll(5) as usize]
}

fn fault(dice: &mut Dice, device: u32) -> Act {
    match dice.roll(26) {
        0..=3 => Act::Crash {
            device,
            kept: dice.roll(5),
        },
        4..=6 => Act::CrashSoon {
            device,
            effects: dice.roll(5),
        },
        7 => match device % 4 {
            0 | 2 => Act::Evict { device },
            place => Act::ThrowAway {
                device,
                open: place == 1,
            },
        },
        8 => Act::Clock {
            device,
            hours: i32::try_from(dice.roll(400)).unwrap_or_default() - 200,
        },
        9 | 10 => Act::TakeOver { device },
        11 | 12 => Act::Expire { device },
        13 | 14 => Act::Rights {
            person: dice.roll(16),
            change: dice.roll(4),
        },
        15 | 16 => Act::Poison {
            device,
            dossier: dice.roll(64),
            how: dice.roll(6),
        },
        17 | 18 => Act::FailAt { row: dice.roll(9) },
        19 => Act::Terminate,
        20 => Act::Restart {
            process: dice.roll(2),
        },
        21 => Act::Backup,
        22 => Act::Restore,
        23 => Act::Ghost {
            which: dice.roll(8),
        },
        24 => Act::Tell {
            device,
            news: News::Offline,
        },
        _ => Act::Tell {
            device,
            news: [News::Heal, News::TryAgain][dice.roll(2) as usize],
        },
    }
}
