//! How a row says that a complaint ended.

use super::Story;
use crate::register::entry::Entry;
use crate::register::moment::When;
use crate::register::reading::Reading;
use crate::register::vocabulary::Vocabulary;
use domain::event::{Closed, EventKind, Withdrawn};
use domain::moment::text;

/// How a complaint ended.
#[derive(Debug, Default)]
pub struct End {
    closed: Option<When>,
    withdrawn: Option<When>,
    /// Names of what must have happened before it could be closed.
    required: Vec<String>,
}

impl End {
    /// Reads it; what contradicts itself is noted.
    pub fn read(reading: &mut Reading<'_>) -> End {
        let status = reading.id(Entry::Status);
        reading.uses(Entry::Status);
        let closed = reading.when(Entry::Closed);
        let withdrawn = reading.when(Entry::Withdrawn);
        let (closed, withdrawn) = match (status.as_deref(), closed, withdrawn) {
            (Some("open"), None, None) => (None, None),
            (Some("closed"), Some(closed), None) => (Some(closed), None),
            (Some("withdrawn"), None, Some(at)) => (None, Some(at)),
            // One column may say when it ended, whichever way.
            (Some("withdrawn"), Some(at), None) => {
                reading.uses(Entry::Closed);
                (None, Some(at))
            }
            (None, closed, withdrawn) if closed.is_none() || withdrawn.is_none() => {
                (closed, withdrawn)
            }
            _ => {
                let dates = [Entry::Closed, Entry::Withdrawn];
                for entry in dates {
                    reading.uses(entry);
                }
                let readable = !reading
                    .faults
                    .iter()
                    .any(|fault| dates.contains(&fault.entry));
                if readable {
                    contradicts(reading, closed, withdrawn);
                }
                (None, None)
            }
        };
        let procedure = &reading.facts.procedure;
        let handled = reading
            .plan
            .id_of(Vocabulary::Kind, &reading.value(Entry::Kind))
            .is_some_and(|kind| procedure.handles(&kind));
        let ruling = reading
            .plan
            .id_of(Vocabulary::Ruling, &reading.value(Entry::Ruling));
        let remedy = ruling
            .and_then(|id| procedure.ruling(&id))
            .is_some_and(|ruling| ruling.remedy);
        let closing = &procedure.closing;
        let mut required = Vec::new();
        if closed.is_some() && handled {
            required.extend(closing.requires.iter().cloned());
            if remedy {
                required.extend(closing.requires_with_remedy.iter().cloned());
            }
        }
        End {
            closed,
            withdrawn,
            required,
        }
    }

    /// Whether closing this complaint asks that something happened before.
    pub fn asks_for(&self, entry: Entry) -> bool {
        let kind = match entry {
            Entry::Confirmed => EventKind::ReceiptConfirmed,
            Entry::InspectionRequested => EventKind::InspectionRequested,
            Entry::Visited => EventKind::Visited,
            Entry::GlassOrdered => EventKind::GlassOrdered,
            Entry::GlassArrived => EventKind::GlassArrived,
            Entry::Repaired => EventKind::Repaired,
            Entry::OutcomeRecorded => EventKind::OutcomeRecorded,
            _ => return true,
        };
        self.required
            .iter()
            .any(|trigger| trigger.split(':').next() == Some(kind.name()))
    }

    /// Adds the end to the story.
    pub fn tell(self, reading: &mut Reading<'_>, story: &mut Story<'_>) {
        if let Some(when) = self.closed {
            let remark = reading.text(Entry::ClosingRemark);
            story.add(reading, Entry::Closed, when, Closed { remark });
        }
        if let Some(when) = self.withdrawn {
            let reason = reading.text(Entry::WithdrawalReason);
            story.add(reading, Entry::Withdrawn, when, Withdrawn { reason });
        }
    }
}

fn contradicts(reading: &mut Reading<'_>, closed: Option<When>, withdrawn: Option<When>) {
    let (wrong, right) = match (closed, withdrawn) {
        (None, None) => (
            text(
                "er is een einde, maar geen datum daarvan.",
                "there is an end, but no date of it.",
            ),
            text(
                "Vul de datum van sluiten of intrekken in.",
                "Fill in the date of closing or withdrawing.",
            ),
        ),
        _ => (
            text(
                "de status en de datums van sluiten en intrekken spreken elkaar tegen.",
                "the status and the dates of closing and withdrawing contradict each other.",
            ),
            text(
                "Laat staan wat klopt en maak de rest leeg.",
                "Leave what is right and empty the rest.",
            ),
        ),
    };
    let entry = if reading.value(Entry::Status).is_empty() {
        Entry::Closed
    } else {
        Entry::Status
    };
    reading.wrong(entry, wrong, right);
}
