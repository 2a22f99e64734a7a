//! What the engine hears.

use crate::message::{Changes, Cursor, Head, Receipts};
use crate::outbox::Entry;
use domain::id::{DossierId, EventId, FileHash};
use domain::record::Envelope;
use std::collections::{BTreeMap, BTreeSet};

/// What a device's store held when the app started.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    pub entries: Vec<Entry>,
    pub heads: BTreeMap<DossierId, Head>,
    pub cursor: Option<Cursor>,
    /// Hash of the reference data, or empty.
    pub reference: String,
    pub files: BTreeSet<FileHash>,
}

/// One thing that happened to the device.
#[derive(Debug, Clone)]
pub enum Input {
    /// A person recorded something; its device sequence is still 0.
    Record(Envelope),
    /// It is durably stored, with its sequence.
    Saved(Envelope),
    /// It could not be stored, for this reason.
    NotSaved(EventId, String),
    /// Another tab stored these.
    Found(Vec<Entry>),
    /// A file is durably stored and must be sent.
    FileSaved(FileHash),
    Pushed(Receipts),
    PushFailed(Failure),
    Pulled(Box<Changes>),
    PullFailed(Failure),
    Uploaded(FileHash),
    UploadFailed(FileHash, Failure),
    /// The server says that something changed.
    Hint,
    /// What is stored was found wanting; compare everything.
    Heal,
    Online,
    Offline,
    /// This tab speaks for the device from now on.
    Lead,
    Follow,
    SignedIn,
    /// A person looked at a parked or stuck item and lets it go.
    LetGo(EventId),
    /// A person wants stuck items to be tried once more.
    TryAgain,
    /// Time passed.
    Tick,
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or something else than the server answered; try again later.
    Transport,
    /// The server answered that it failed itself (its disk is full, say); try again later.
    Server,
    /// The session ended.
    SignedOut,
    /// The server understood and will not take it as it is; the same again would fail again.
    Permanent(String),
}
