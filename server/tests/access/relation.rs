//! How somebody can stand to a dossier: how it comes about in events, and what it means, written down by hand.

use crate::ground::{Ground, OTHER_REGION, OWN_REGION, Someone};
use chrono::Utc;
use domain::event::*;
use domain::id::{DossierId, VisitId};
use domain::permission::{Deed, Standing, reach};
use domain::person::Role;
use domain::record::Envelope;
use uuid::Uuid;

/// What a person has to do with a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Nothing: another region, no work, no notice.
    None,
    OwnRegion,
    OwnRegionHandledThere,
    OtherRegionHandledThere,
    /// A visit was given to them.
    Visit,
    /// They handle it.
    Handler,
    /// They were asked to help.
    Involved,
    /// They are to put it right.
    Remedy,
    /// A visit was given to them, and taken away, before they last looked.
    FormerVisit,
    /// The same, but they recorded before they could know.
    FormerVisitUnknowing,
    /// They took it in, and it is open.
    TookIn,
    /// They took it in, and it has ended.
    TookInEnded,
    /// It was ruled upon, so that notices were given.
    Ruled,
    /// It is about them, in their own region, and they handled it before that was known.
    Concerned,
}

impl Relation {
    pub const ALL: [Relation; 14] = [
        Relation::None,
        Relation::OwnRegion,
        Relation::OwnRegionHandledThere,
        Relation::OtherRegionHandledThere,
        Relation::Visit,
        Relation::Handler,
        Relation::Involved,
        Relation::Remedy,
        Relation::FormerVisit,
        Relation::FormerVisitUnknowing,
        Relation::TookIn,
        Relation::TookInEnded,
        Relation::Ruled,
        Relation::Concerned,
    ];

    /// Whether somebody can come to stand so: only who may take in took in.
    pub fn possible(self, someone: &Someone, ground: &Ground) -> bool {
        let opening = Deed::Record(EventKind::Registered);
        match self {
            Relation::TookIn | Relation::TookInEnded => someone
                .role()
                .is_some_and(|role| reach(role, opening, &ground.procedure).is_some()),
            _ => true,
        }
    }

    /// What it means for rights, where `role` is who stands so, at the moment when they record.
    pub fn standing(self, role: Option<Role>) -> Standing {
        let works_here = matches!(
            self,
            Relation::Visit
                | Relation::Handler
                | Relation::Involved
                | Relation::Remedy
                | Relation::FormerVisitUnknowing
                | Relation::TookIn
        );
        Standing {
            works_here,
            ..self.standing_to_see(role)
        }
    }

    /// What it means for looking: work that was taken away opens nothing any more.
    pub fn standing_to_see(self, role: Option<Role>) -> Standing {
        use Relation::*;
        Standing {
            works_here: matches!(self, Visit | Handler | Involved | Remedy | TookIn),
            // GP-10: the quality manager hears of founded complaints.
            noticed: matches!(self, Ruled | Remedy) && role == Some(Role::QualityManager),
            in_region: matches!(
                self,
                OwnRegion | OwnRegionHandledThere | TookIn | TookInEnded | Concerned
            ),
            decentral: matches!(self, OwnRegionHandledThere | OtherRegionHandledThere),
            concerned: self == Concerned,
        }
    }

    /// What it means for those of whom it is not told.
    pub fn standing_of_others(self, role: Option<Role>) -> Standing {
        Standing {
            works_here: false,
            concerned: false,
            ..self.standing_to_see(role)
        }
    }

    fn region(self) -> &'static str {
        match self {
            Relation::OwnRegion
            | Relation::OwnRegionHandledThere
            | Relation::TookIn
            | Relation::TookInEnded
            | Relation::Concerned => OWN_REGION,
            _ => OTHER_REGION,
        }
    }
}

/// A dossier to which somebody stands so.
pub struct Prepared {
    pub dossier: DossierId,
    /// The last position that the person saw.
    pub base: u64,
    /// What they record first themselves, and what others record then.
    pub own: Vec<Envelope>,
    pub others: Vec<Envelope>,
}

/// Tells a dossier to which `someone` stands in a relation. `word` can be found in it.
pub fn prepare(ground: &Ground, someone: &Someone, relation: Relation, word: &str) -> Prepared {
    let dossier = DossierId(Uuid::now_v7());
    let mut opening = ground.report(relation.region());
    opening.description = format!("Kras in de ruit, {word}.");
    if relation == Relation::Concerned {
        opening.about = vec![someone.id()];
    }
    let took_in = matches!(relation, Relation::TookIn | Relation::TookInEnded);
    let author = if took_in { someone } else { &ground.anna };
    let first = author.says(dossier, 0, &opening.into());
    let mut rest: Vec<Envelope> = Vec::new();
    // The opening and its number are positions 1 and 2.
    let mut base = 2;
    for event in happens(ground, someone, relation) {
        rest.push(ground.anna.says(dossier, base, &event));
        base += 1;
    }
    if relation == Relation::FormerVisitUnknowing {
        base -= 1;
    }
    let (own, others) = if took_in {
        (vec![first], rest)
    } else {
        (vec![], [vec![first], rest].concat())
    };
    Prepared {
        dossier,
        base,
        own,
        others,
    }
}

fn happens(ground: &Ground, someone: &Someone, relation: Relation) -> Vec<Event> {
    let handled = |handling, to| -> Event {
        HandlerChanged {
            handling,
            to,
            reason: "Zo is het geregeld.".into(),
        }
        .into()
    };
    let visit = VisitId(Uuid::now_v7());
    let planned: Event = VisitPlanned {
        visit,
        purpose: Purpose::Inspection,
        technician: someone.id(),
        at: Utc::now(),
        minutes: 60,
        remark: String::new(),
    }
    .into();
    let cancelled: Event = VisitCancelled {
        visit,
        reason: "Het gaat niet door.".into(),
    }
    .into();
    let ruled: Event = Ruled {
        ruling: "founded".into(),
        reasons: "Gezien.".into(),
        with: vec![ground.anna.id()],
        ..Ruled::default()
    }
    .into();
    match relation {
        Relation::None | Relation::OwnRegion | Relation::Concerned | Relation::TookIn => vec![],
        Relation::OwnRegionHandledThere | Relation::OtherRegionHandledThere => {
            vec![handled(Handling::Decentral, None)]
        }
        Relation::Visit => vec![planned],
        Relation::Handler => vec![handled(Handling::Central, Some(someone.id()))],
        Relation::Involved => vec![
            ColleagueInvolved {
                person: someone.id(),
                through: None,
                what: "Wilt u meekijken?".into(),
            }
            .into(),
        ],
        Relation::FormerVisit | Relation::FormerVisitUnknowing => vec![planned, cancelled],
        Relation::TookInEnded => vec![
            Withdrawn {
                reason: "Ingetrokken.".into(),
            }
            .into(),
        ],
        Relation::Ruled => vec![ruled],
        Relation::Remedy => vec![
            ruled,
            RemedyAssigned {
                to: someone.id(),
                what: "Vervang de ruit.".into(),
            }
            .into(),
        ],
    }
}
