//! Known bugs, put in on purpose: each must be found, or the simulation proves nothing.

/// A bug between device and server, where real ones have been made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// The server answers with receipts although its transaction was rolled back.
    ReceiptBeforeCommit,
    /// "On conflict do nothing" for a dossier's position: the second of two records is gone, and told as taken in.
    SwallowsOther,
    /// The device never tells what it holds, and trusts its cursor.
    CursorOnly,
    /// Saving is told before the store has made it durable.
    SavedTooSoon,
    /// A dossier that may no longer be seen stays on the device.
    KeepsForgotten,
    /// An event that is sent again is taken in again.
    TakesTwice,
    /// After a failure the request is not made again.
    NeverAgain,
    /// The server forgets to look at who asks.
    ShowsAll,
    /// Photos that a backup lacks are not offered again.
    NeverSeeks,
    /// A database that the browser threw away is not filled again.
    NoSpare,
}

impl Sabotage {
    pub const ALL: [Sabotage; 10] = [
        Self::ReceiptBeforeCommit,
        Self::SwallowsOther,
        Self::CursorOnly,
        Self::SavedTooSoon,
        Self::KeepsForgotten,
        Self::TakesTwice,
        Self::NeverAgain,
        Self::ShowsAll,
        Self::NeverSeeks,
        Self::NoSpare,
    ];
}
