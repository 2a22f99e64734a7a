//! A few dossiers of the organisations beside Glaspunt, so that their work lists are not empty: one that is new, and some
//! on their way, each at the step in which that procedure differs most.

use super::case::Happening;
use super::chance::Chance;
use super::days::Diary;
use super::envelopes::{DemoDossier, logged};
use super::organisations::{Member, Organisation};
use chrono::{DateTime, TimeDelta, Utc};
use domain::event::*;
use domain::id::DossierId;
use domain::party::Party;
use domain::person::Role;
use domain::procedure::Procedure;
use domain::term::{Term, Unit};

/// Dossiers of an organisation, in the order in which they came; none of the one whose demo is told at length.
pub fn dossiers(
    organisation: &Organisation,
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Result<Vec<DemoDossier>, serde_json::Error> {
    let diary = Diary::new(procedure.calendar.clone(), now);
    let tell = |index: u64, back: u32| Telling::new(organisation, &diary, index, back);
    let told = match organisation.slug {
        "lucide" => lucide(tell),
        "lagant" => lagant(tell),
        "gelukwerkt" => gelukwerkt(tell),
        "flow-concepts" => flow_concepts(tell),
        _ => vec![],
    };
    let logs = told
        .into_iter()
        .map(|telling| (telling.id, telling.happenings, telling.chance));
    logged(logs.collect())
}

/// One dossier as it is told, an hour between one thing and the next.
struct Telling<'a> {
    organisation: &'a Organisation,
    id: DossierId,
    chance: Chance,
    at: DateTime<Utc>,
    happenings: Vec<Happening<'a>>,
}

impl<'a> Telling<'a> {
    /// Begins in the morning of a working day before today.
    fn new(organisation: &'a Organisation, diary: &Diary, index: u64, back: u32) -> Telling<'a> {
        let mut chance = Chance::named(organisation.slug).branch(index);
        let at = diary.at(diary.before(diary.today, back), 9, 12);
        Telling {
            organisation,
            id: DossierId(chance.id_at(at)),
            chance,
            at,
            happenings: vec![],
        }
    }

    fn by(mut self, role: Role, event: impl Into<Event>) -> Telling<'a> {
        let members = &self.organisation.members;
        let author = members.iter().find(|member| member.role == role);
        let Some(author) = author.or(members.first()) else {
            return self;
        };
        // The server adds the number after the registration.
        let seen = self.happenings.len() as u64;
        self.happenings.push(Happening {
            author,
            at: self.at,
            received_at: self.at + TimeDelta::milliseconds(400),
            base: if seen == 0 { 0 } else { seen + 1 },
            event: event.into(),
        });
        self.at += TimeDelta::minutes(52);
        self
    }

    fn registered(self, role: Role, report: Registered) -> Telling<'a> {
        let received_at = self.at;
        let arisen_on = match report.arisen_on.as_str() {
            "" => String::new(),
            _ => (self.at - TimeDelta::days(3)).date_naive().to_string(),
        };
        self.by(
            role,
            Registered {
                received_at,
                arisen_on,
                ..report
            },
        )
    }

    fn member(&self, role: Role) -> Option<&'a Member> {
        let mut members = self.organisation.members.iter();
        members.find(|member| member.role == role)
    }
}

fn report(kind: &str, channel: &str, name: &str, description: &str) -> Registered {
    let mailbox = name.split(' ').next().unwrap_or(name).to_lowercase();
    Registered {
        kind: kind.into(),
        channel: channel.into(),
        complainant: Party {
            name: name.into(),
            email: format!("{mailbox}@voorbeeld.nl"),
            ..Party::default()
        },
        description: description.into(),
        ..Registered::default()
    }
}

fn lucide<'a>(tell: impl Fn(u64, u32) -> Telling<'a>) -> Vec<Telling<'a>> {
    let of = |mut report: Registered, organisation: &str, severity: &str| {
        report.complainant.organisation = organisation.into();
        report.complainant.function = "Inkoper".into();
        Registered {
            category: "planning".into(),
            impact: "Een besluit moest worden uitgesteld.".into(),
            severity: severity.into(),
            ..report
        }
    };
    let late = report(
        "complaint",
        "telephone",
        "Sjoerd Bakker",
        "Het rapport kwam drie weken later dan afgesproken.",
    );
    let unheard = report(
        "complaint",
        "email",
        "Anita Wolters",
        "Op drie e-mails kwam geen antwoord.",
    );
    vec![
        tell(1, 6)
            .registered(Role::Employee, of(late, "Gemeente Ede", "high"))
            .by(
                Role::QualityManager,
                NoticeSeen {
                    notice: "new_report".into(),
                },
            )
            .by(
                Role::QualityManager,
                Escalated {
                    to: Role::Management,
                    person: None,
                    reason: "De klant wil de directie spreken.".into(),
                    channel: String::new(),
                    text: String::new(),
                },
            ),
        tell(2, 1).registered(Role::Employee, of(unheard, "Waterschap Vallei", "low")),
    ]
}

fn lagant<'a>(tell: impl Fn(u64, u32) -> Telling<'a>) -> Vec<Telling<'a>> {
    let of = |report: Registered| Registered {
        arisen_on: "asked".into(),
        category: "training".into(),
        ..report
    };
    let trainer = report(
        "complaint",
        "email",
        "Mies Dorland",
        "De trainer had geen materiaal bij zich en begon een uur te laat.",
    );
    let caller = report(
        "complaint",
        "telephone",
        "Klaas Beller",
        "De cursus ging niet door en niemand had gebeld.",
    );
    vec![
        tell(1, 9)
            .registered(Role::Coordinator, of(trainer))
            .by(
                Role::Coordinator,
                TermChosen {
                    obligation: "handling".into(),
                    term: Term::new(8, Unit::Weeks),
                    reason: "De trainer is met vakantie.".into(),
                },
            )
            .by(
                Role::Coordinator,
                ReceiptConfirmed {
                    channel: "email".into(),
                    text: "Wij behandelen uw klacht binnen 8 weken.".into(),
                },
            )
            .by(
                Role::Coordinator,
                ProposalMade {
                    text: "De training kosteloos herhalen.".into(),
                    channel: "email".into(),
                },
            )
            .by(
                Role::Coordinator,
                ProposalAnswered {
                    accepted: false,
                    text: "Ik wil de helft van het cursusgeld terug.".into(),
                    channel: "email".into(),
                },
            ),
        tell(2, 1).registered(
            Role::Employee,
            Registered {
                arisen_on: String::new(),
                ..of(caller)
            },
        ),
    ]
}

fn gelukwerkt<'a>(tell: impl Fn(u64, u32) -> Telling<'a>) -> Vec<Telling<'a>> {
    let formal = report(
        "complaint",
        "website",
        "Joke Prins",
        "De workshop sloot niet aan bij wat vooraf was besproken.",
    );
    let informal = report(
        "complaint",
        "email",
        "Harm Oosting",
        "De factuur kwam dubbel.",
    );
    vec![
        tell(1, 4)
            .registered(Role::Coordinator, formal)
            .by(
                Role::Coordinator,
                ReceiptConfirmed {
                    channel: "email".into(),
                    text: "Binnen twee weken leggen wij uit hoe wij uw klacht behandelen.".into(),
                },
            )
            .by(
                Role::Coordinator,
                NatureJudged {
                    structural: true,
                    reason: "De derde klacht over de voorbereiding dit jaar.".into(),
                },
            ),
        tell(2, 1).registered(Role::Employee, informal),
    ]
}

fn flow_concepts<'a>(tell: impl Fn(u64, u32) -> Telling<'a>) -> Vec<Telling<'a>> {
    let of = |report: Registered, severity: &str| Registered {
        severity: severity.into(),
        category: "expert".into(),
        ..report
    };
    let serious = report(
        "complaint",
        "telephone",
        "Vera Kuipers",
        "De deskundige gaf advies dat niet bij onze branche past.",
    );
    let internal = report(
        "internal_complaint",
        "in_person",
        "Imke Sanders",
        "Opdrachten worden op het laatste moment verschoven.",
    );
    let owned = tell(1, 5);
    let owner = owned
        .member(Role::ProjectLeader)
        .map(|leader| leader.person);
    vec![
        owned
            .registered(Role::Coordinator, of(serious, "serious"))
            .by(
                Role::Coordinator,
                ReceiptConfirmed {
                    channel: "email".into(),
                    text: "Wij hebben uw klacht ontvangen.".into(),
                },
            )
            .by(
                Role::Coordinator,
                HandlerChanged {
                    handling: Handling::Central,
                    to: owner,
                    reason: "Probleemeigenaar".into(),
                },
            )
            .by(
                Role::ProjectLeader,
                Ruled {
                    ruling: "unfounded".into(),
                    reasons: "Het advies volgt de opdracht.".into(),
                    body: "director".into(),
                    ..Ruled::default()
                },
            ),
        tell(2, 1).registered(Role::Coordinator, of(internal, "ordinary")),
    ]
}
