//! What the engine wants done.

use crate::message::{Cursor, Head, Parked, Pull, Push, Reference};
use crate::outbox::Entry;
use domain::id::{DossierId, EventId, FileHash};
use domain::record::{Envelope, Recorded};
use serde::{Deserialize, Serialize};

/// One thing to do; effects are carried out in their order.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Store it durably, give it the next device sequence, and answer with `Saved` or `NotSaved`.
    Save(Envelope),
    /// Write all of these in one transaction.
    Persist(Vec<Write>),
    Push(Push),
    Pull(Pull),
    Upload(FileHash),
    /// The server lacks these files: answer with `FileSaved` for each of which the device holds the bytes. After a
    /// backup was put back, photos come back this way.
    Seek(Vec<FileHash>),
    Tell(Notice),
}

/// One change of the device's store.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    PutEntry(Entry),
    DropEntry(EventId),
    /// What follows the stored log; its head and what is set aside are those of the whole.
    Append {
        dossier: DossierId,
        more: Log,
    },
    /// A log in place of the stored one.
    Replace {
        dossier: DossierId,
        log: Log,
    },
    Forget(DossierId),
    PutCursor(Cursor),
    PutReference(Box<Reference>),
    /// The server has the file's bytes.
    FileSent(FileHash),
}

/// A dossier's log as a device keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Log {
    pub head: Head,
    pub events: Vec<Recorded>,
    /// What the server set aside.
    pub parked: Vec<Parked>,
    /// Files of its events that the server lacks.
    pub files_pending: Vec<FileHash>,
}

/// What a person should see.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// Shown as *saved* from now on.
    Saved(EventId),
    NotSaved(EventId, String),
    /// Shown as *sent* from now on.
    Sent(EventId),
    /// Arrived, but crossed another value.
    Conflict(EventId),
    /// Set aside, with the reason in its entry.
    Parked(EventId),
    /// A message or file could not be taken by the server; it is kept.
    Stuck(String),
    SignInNeeded,
}
