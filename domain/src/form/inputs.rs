//! What each step asks, from the procedure and the dossier.

use super::{Input, InputKind};
use crate::admissible::CHANNEL;
use crate::dossier::Dossier;
use crate::event::{EventKind, Granted};
use crate::language::{Language, Text};
use crate::obligation::open_obligations;
use crate::person::Role;
use crate::procedure::{ObligationRule, PauseRule, Procedure};
use crate::term::{Term, Unit};
use chrono::{DateTime, Utc};

/// Makes inputs in the words of one procedure and language.
struct Asking<'a> {
    dossier: &'a Dossier,
    procedure: &'a Procedure,
    language: Language,
    now: DateTime<Utc>,
}

/// What a step asks of whoever records it; empty for an event that is no such step.
pub fn inputs(
    kind: EventKind,
    dossier: &Dossier,
    procedure: &Procedure,
    language: Language,
    now: DateTime<Utc>,
) -> Vec<Input> {
    let ask = Asking {
        dossier,
        procedure,
        language,
        now,
    };
    ask.inputs(kind)
}

impl Asking<'_> {
    fn inputs(&self, kind: EventKind) -> Vec<Input> {
        let p = self.procedure;
        match kind {
            EventKind::AdmissibilityDecided => vec![
                self.choice("rule", "Waarover?", "About what?", self.rules())
                    .starting(self.first_rule()),
                self.flag(
                    "admitted",
                    "Besluit",
                    "Decision",
                    ("Toch in behandeling", "Admit after all"),
                    ("Niet in behandeling", "Do not admit"),
                ),
                self.text("reason", "Waarom?", "Why?"),
                self.optional(self.text(
                    "text",
                    "Wat de klager te horen krijgt",
                    "What the complainant is told",
                ))
                .starting(self.message()),
                self.channel(),
            ],
            EventKind::SolvedInformally => vec![self.text(
                "text",
                "Wat is besproken en opgelost?",
                "What was discussed and solved?",
            )],
            EventKind::MadeFormal => vec![
                self.choice(
                    "channel",
                    "Hoe is de formele klacht ingediend?",
                    "How was the formal complaint filed?",
                    self.channels(&self.formal_channels()),
                ),
                self.optional(self.text("text", "Opmerking", "Remark")),
            ],
            EventKind::NatureJudged => vec![
                self.flag(
                    "structural",
                    "Wat is het?",
                    "What is it?",
                    ("Mogelijk structureel", "Perhaps structural"),
                    ("Incident", "Incident"),
                ),
                self.text("reason", "Waarom?", "Why?"),
            ],
            EventKind::ApproachAgreed => vec![self.text(
                "text",
                "Wat is afgesproken, en met wie?",
                "What was agreed, and with whom?",
            )],
            EventKind::Informed => self.informed(),
            EventKind::PersonResponded => vec![
                self.input("person", "Wie?", "Who?", InputKind::PersonConcerned),
                self.text(
                    "text",
                    "Wat zegt de betrokkene?",
                    "What does the person concerned say?",
                ),
            ],
            EventKind::InformationAsked => vec![
                self.text("text", "Wat is gevraagd?", "What was asked?"),
                self.channel(),
            ],
            EventKind::InformationReceived => {
                vec![self.text("text", "Wat is ontvangen?", "What was received?")]
            }
            EventKind::AppointmentMade => vec![
                self.input("at", "Wanneer?", "When?", InputKind::Moment),
                self.optional(self.input("place", "Waar?", "Where?", InputKind::Line)),
                self.optional(self.text("text", "Waarover?", "About what?")),
            ],
            EventKind::FeedbackDeclined => vec![
                self.input(
                    "by",
                    "Wie besloot dit bij de melder?",
                    "Who decided this at the reporter's?",
                    InputKind::Line,
                ),
                self.optional(self.text("reason", "Waarom?", "Why?")),
            ],
            EventKind::TermChosen => {
                let rules = self.running(|rule| rule.at_least.is_some());
                let terms = rules
                    .iter()
                    .flat_map(|rule| terms(rule))
                    .map(|term| (term.to_string(), term.display(self.language)));
                vec![
                    self.choice("obligation", "Waarvoor?", "For what?", self.named(&rules)),
                    self.choice("term", "Termijn", "Term", terms.collect()),
                    self.optional(self.text("reason", "Waarom deze termijn?", "Why this term?")),
                ]
            }
            EventKind::TermExtended => {
                let rules = self.running(|rule| rule.extension.is_some());
                let told = rules
                    .iter()
                    .any(|rule| rule.extension.as_ref().is_some_and(|e| e.told));
                let text = self.text(
                    "text",
                    "Wat de klager te horen krijgt, met de verwachte datum",
                    "What the complainant is told, with the expected date",
                );
                vec![
                    self.choice(
                        "obligation",
                        "Wat duurt langer?",
                        "What takes longer?",
                        self.named(&rules),
                    ),
                    self.input("until", "Verwachte datum", "Expected date", InputKind::Date),
                    self.text("reason", "Waarom?", "Why?"),
                    if told { text } else { self.optional(text) },
                    self.channel(),
                ]
            }
            EventKind::ClockStopped => vec![
                self.choice(
                    "pause",
                    "Waarop wordt gewacht?",
                    "What is waited for?",
                    self.pauses(false),
                ),
                self.text("reason", "Waarom?", "Why?"),
            ],
            EventKind::ClockResumed => vec![
                self.choice(
                    "pause",
                    "Waarop werd gewacht?",
                    "What was waited for?",
                    self.pauses(true),
                ),
                self.optional(self.text("text", "Opmerking", "Remark")),
            ],
            EventKind::ColleagueInvolved => {
                let mut inputs = vec![
                    self.input(
                        "person",
                        "Wie helpt mee?",
                        "Who helps?",
                        InputKind::Person(self.colleagues()),
                    ),
                    self.text("what", "Wat wordt gevraagd?", "What is asked?"),
                ];
                if let Some(role) = p.involving.as_ref().and_then(|i| i.through) {
                    let name = p.role_name(role, self.language).to_lowercase();
                    let label = self.language.pick(
                        format!("Via wie van de {name}?"),
                        format!("Through whom of {name}?"),
                    );
                    let through = Input {
                        label,
                        ..self.input("through", "", "", InputKind::Person(vec![role]))
                    };
                    inputs.push(self.optional(through));
                }
                inputs
            }
            EventKind::ProposalMade => vec![
                self.text(
                    "text",
                    "Welke oplossing wordt voorgesteld?",
                    "What solution is proposed?",
                ),
                self.required_channel(),
            ],
            EventKind::ProposalAnswered => vec![
                self.flag(
                    "accepted",
                    "Antwoord van de klager",
                    "The complainant's answer",
                    ("Akkoord", "Agrees"),
                    ("Wil iets anders", "Wants something else"),
                ),
                self.optional(self.text(
                    "text",
                    "In de woorden van de klager",
                    "In the complainant's words",
                )),
                self.channel(),
            ],
            EventKind::Escalated => self.escalated(),
            EventKind::MediationStarted => {
                let by = p
                    .mediation
                    .as_ref()
                    .map_or(Role::Mediator, |mediation| mediation.by);
                vec![
                    self.input(
                        "mediator",
                        "Wie bemiddelt?",
                        "Who mediates?",
                        InputKind::Person(vec![by]),
                    ),
                    self.optional(self.text("reason", "Waarom?", "Why?")),
                ]
            }
            EventKind::MediationEnded => vec![
                self.flag(
                    "solved",
                    "Hoe liep het af?",
                    "How did it end?",
                    ("Opgelost", "Solved"),
                    ("Niet opgelost", "Not solved"),
                ),
                self.text("text", "Wat is eruit gekomen?", "What came out of it?"),
            ],
            EventKind::DamageEstablished => vec![
                self.input(
                    "since",
                    "Sinds wanneer staat de schade vast en is bekend wie aansprakelijk is?",
                    "Since when is the damage established, and known who is liable?",
                    InputKind::Moment,
                )
                .starting(self.wall()),
                self.input(
                    "liable",
                    "Wie is aansprakelijk?",
                    "Who is liable?",
                    InputKind::Line,
                ),
                self.text("text", "Wat is de schade?", "What is the damage?"),
            ],
            EventKind::ClaimFiled => {
                let channels = p.claim.as_ref().map(|claim| claim.channels.clone());
                vec![
                    self.choice(
                        "channel",
                        "Hoe kwam de claim binnen?",
                        "How did the claim come in?",
                        self.channels(&channels.unwrap_or_default()),
                    ),
                    self.input("received_at", "Wanneer?", "When?", InputKind::Moment)
                        .starting(self.wall()),
                    self.optional(self.input(
                        "cents",
                        "Bedrag in euro's",
                        "Amount in euros",
                        InputKind::Money,
                    )),
                    self.text("text", "Wat wordt gevraagd?", "What is asked?"),
                ]
            }
            EventKind::ClaimDecided => {
                let granted = Granted::ALL.map(|granted| {
                    (
                        granted.word().to_owned(),
                        granted.label(self.language).to_owned(),
                    )
                });
                vec![
                    self.choice("granted", "Besluit", "Decision", granted.to_vec()),
                    self.optional(self.input(
                        "cents",
                        "Bedrag in euro's",
                        "Amount in euros",
                        InputKind::Money,
                    )),
                    self.text("reasons", "Waarom?", "Why?"),
                ]
            }
            EventKind::CauseEstablished => {
                let causes = self.names(p.causes.iter().map(|cause| (&cause.id, &cause.name)));
                let mut inputs = vec![
                    self.text(
                        "text",
                        "Wat was de echte oorzaak?",
                        "What was the real cause?",
                    ),
                    self.optional(self.flag(
                        "structural",
                        "Is het structureel?",
                        "Is it structural?",
                        ("Structureel", "Structural"),
                        ("Incident", "Incident"),
                    )),
                ];
                if !causes.is_empty() {
                    inputs.insert(
                        0,
                        self.optional(self.choice(
                            "cause",
                            "Soort oorzaak",
                            "Kind of cause",
                            causes,
                        )),
                    );
                }
                inputs
            }
            EventKind::MeasurePlanned => {
                let kinds = self.names(
                    p.measures
                        .iter()
                        .map(|measure| (&measure.id, &measure.name)),
                );
                let mut inputs = vec![
                    self.text("what", "Wat wordt er gedaan?", "What will be done?"),
                    self.input(
                        "owner",
                        "Wie zorgt ervoor?",
                        "Who sees to it?",
                        InputKind::Person(self.colleagues()),
                    ),
                    self.input("due", "Wanneer klaar?", "Done by when?", InputKind::Date),
                ];
                if !kinds.is_empty() {
                    inputs.insert(
                        0,
                        self.optional(self.choice(
                            "kind",
                            "Soort maatregel",
                            "Kind of measure",
                            kinds,
                        )),
                    );
                }
                inputs
            }
            EventKind::MeasureChecked => {
                let open = self.dossier.course.open_measures().map(|measure| {
                    let planned = &measure.planned.what;
                    (planned.measure.to_string(), planned.what.clone())
                });
                vec![
                    self.choice(
                        "measure",
                        "Welke maatregel?",
                        "Which measure?",
                        open.collect(),
                    ),
                    self.flag(
                        "effective",
                        "Werkt de maatregel?",
                        "Does the measure work?",
                        ("Ja", "Yes"),
                        ("Nee", "No"),
                    ),
                    self.optional(self.text(
                        "text",
                        "Waaraan is dat te zien?",
                        "How does that show?",
                    )),
                ]
            }
            EventKind::SatisfactionMeasured => {
                let highest = p.satisfaction.as_ref().map_or(10, |s| s.highest);
                vec![
                    self.optional(self.input(
                        "score",
                        "Cijfer",
                        "Score",
                        InputKind::Score(highest),
                    )),
                    self.optional(self.text(
                        "text",
                        "In de woorden van de klager",
                        "In the complainant's words",
                    )),
                    self.channel(),
                ]
            }
            _ => vec![],
        }
    }

    /// Pauses that people may begin, or end.
    fn pauses(&self, stopped: bool) -> Vec<(String, String)> {
        let running = self.running(|_| true);
        let of_running =
            |pause: &&PauseRule| running.iter().any(|rule| pause.of.contains(&rule.id));
        let pauses = self.procedure.pauses.iter();
        let pauses = pauses.filter(|pause| stopped || of_running(pause));
        pauses
            .filter_map(|pause| Some((pause.id.clone()?, pause.name.get(self.language).to_owned())))
            .filter(|(id, _)| self.dossier.course.stopped(id) == stopped)
            .collect()
    }

    fn informed(&self) -> Vec<Input> {
        let about = !self.dossier.about.is_empty();
        let topics = self
            .procedure
            .topics
            .iter()
            .filter(|topic| about || !topic.to_person);
        let to_person = topics.clone().any(|topic| topic.to_person);
        let topics = self.names(topics.map(|topic| (&topic.id, &topic.name)));
        let mut inputs = vec![
            self.choice("topic", "Waarover?", "About what?", topics),
            self.text("text", "Wat is verteld?", "What was told?"),
            self.channel(),
        ];
        if to_person {
            let person = self.input(
                "person",
                "Welke collega? Leeg: de klager",
                "Which colleague? Empty: the complainant",
                InputKind::PersonConcerned,
            );
            inputs.insert(1, self.optional(person));
        }
        inputs
    }

    fn escalated(&self) -> Vec<Input> {
        let p = self.procedure;
        let made = |role| {
            self.dossier
                .course
                .escalations
                .iter()
                .any(|e| e.what.to == role)
        };
        let to: Vec<_> = p.escalations.iter().filter(|to| !made(to.to)).collect();
        let roles: Vec<Role> = to.iter().map(|to| to.to).collect();
        let names = to.iter().map(|to| {
            (
                to.to.word().to_owned(),
                to.name.get(self.language).to_owned(),
            )
        });
        let text = self.text(
            "text",
            "Wat de klager te horen krijgt",
            "What the complainant is told",
        );
        let person = self.input(
            "person",
            "Iemand in het bijzonder?",
            "Somebody in particular?",
            InputKind::Person(roles),
        );
        let (named, told) = (to.iter().all(|to| to.named), to.iter().any(|to| to.told));
        vec![
            self.choice("to", "Naar wie?", "To whom?", names.collect()),
            if named { person } else { self.optional(person) },
            self.text("reason", "Waarom?", "Why?"),
            if told { text } else { self.optional(text) },
            self.channel(),
        ]
    }

    fn input(&self, name: &'static str, nl: &str, en: &str, kind: InputKind) -> Input {
        Input {
            name,
            label: self.language.pick(nl, en).to_owned(),
            kind,
            required: true,
            initial: String::new(),
        }
    }

    fn text(&self, name: &'static str, nl: &str, en: &str) -> Input {
        self.input(name, nl, en, InputKind::Text)
    }

    fn flag(
        &self,
        name: &'static str,
        nl: &str,
        en: &str,
        yes: (&str, &str),
        no: (&str, &str),
    ) -> Input {
        let word = |(nl, en): (&str, &str)| self.language.pick(nl, en).to_owned();
        self.input(name, nl, en, InputKind::Flag(word(yes), word(no)))
    }

    /// The only possibility is chosen to begin with.
    fn choice(
        &self,
        name: &'static str,
        nl: &str,
        en: &str,
        options: Vec<(String, String)>,
    ) -> Input {
        let only = match options.as_slice() {
            [(only, _)] => only.clone(),
            _ => String::new(),
        };
        self.input(name, nl, en, InputKind::Choice(options))
            .starting(only)
    }

    fn optional(&self, input: Input) -> Input {
        Input {
            required: false,
            ..input
        }
    }

    fn channel(&self) -> Input {
        let input = self.required_channel();
        self.optional(input)
    }

    fn required_channel(&self) -> Input {
        let open: Vec<String> = self
            .procedure
            .channels
            .iter()
            .map(|c| c.id.clone())
            .collect();
        self.choice("channel", "Hoe?", "How?", self.channels(&open))
            .starting(self.dossier.channel.clone())
    }

    fn channels(&self, ids: &[String]) -> Vec<(String, String)> {
        let channels = self
            .procedure
            .channels
            .iter()
            .filter(|c| ids.contains(&c.id));
        self.names(channels.map(|channel| (&channel.id, &channel.name)))
    }

    fn formal_channels(&self) -> Vec<String> {
        let informal = self.procedure.informal.as_ref();
        informal
            .map(|informal| informal.formal_channels.clone())
            .unwrap_or_default()
    }

    /// Rules of admissibility to decide on: what is not met, and what a person judges.
    fn rules(&self) -> Vec<(String, String)> {
        let p = self.procedure;
        let unmet = self.dossier.unmet(p);
        let mut ids: Vec<String> = unmet.iter().map(|rule| rule.id.clone()).collect();
        ids.extend(self.dossier.claim_unmet(p).into_iter().map(|rule| rule.id));
        let asked = p.admissibility.iter().filter(|rule| rule.asks.is_some());
        ids.extend(asked.map(|rule| rule.id.clone()));
        let name = |id: String| (id.clone(), p.admissibility_name(&id, self.language));
        ids.into_iter().map(name).collect()
    }

    /// What is not met is decided on first.
    fn first_rule(&self) -> String {
        let (dossier, p) = (self.dossier, self.procedure);
        let unmet = dossier
            .unmet(p)
            .into_iter()
            .chain(dossier.claim_unmet(p))
            .next();
        unmet.map(|rule| rule.id).unwrap_or_default()
    }

    /// What the complainant is told of the first rule that is not met.
    fn message(&self) -> String {
        let unmet = self.dossier.unmet(self.procedure);
        let first = unmet
            .first()
            .filter(|rule| rule.id == CHANNEL || unmet.len() == 1);
        first
            .map(|rule| rule.message.get(self.language).to_owned())
            .unwrap_or_default()
    }

    /// Open obligations of some rules.
    fn running(&self, wanted: impl Fn(&ObligationRule) -> bool) -> Vec<&ObligationRule> {
        let open = open_obligations(self.dossier, self.procedure, self.now);
        let rules = self.procedure.obligations.iter();
        rules
            .filter(|rule| wanted(rule) && open.iter().any(|o| o.id == rule.id))
            .collect()
    }

    fn named(&self, rules: &[&ObligationRule]) -> Vec<(String, String)> {
        self.names(rules.iter().map(|rule| (&rule.id, &rule.name)))
    }

    fn names<'n>(
        &self,
        named: impl Iterator<Item = (&'n String, &'n Text)>,
    ) -> Vec<(String, String)> {
        named
            .map(|(id, name)| (id.clone(), name.get(self.language).to_owned()))
            .collect()
    }

    /// Everybody who can be asked to help: all roles but those who keep accounts or rule independently.
    fn colleagues(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self.procedure.roles.iter().map(|rule| rule.id).collect();
        roles.retain(|role| !matches!(role, Role::Administrator | Role::Arbiter));
        roles
    }

    /// Now on the organisation's clock, as a moment is typed.
    fn wall(&self) -> String {
        let wall = self.procedure.calendar.wall(self.now);
        wall.format("%Y-%m-%dT%H:%M").to_string()
    }
}

impl Input {
    fn starting(self, initial: String) -> Input {
        Input { initial, ..self }
    }
}

/// Terms to choose from: the least and the most of a rule, and the whole weeks between.
fn terms(rule: &ObligationRule) -> Vec<Term> {
    let Some(least) = rule.at_least else {
        return vec![];
    };
    let weeks = |term: Term| match term.unit {
        Unit::Weeks => term.count,
        Unit::Months => term.count * 4,
        Unit::Days => term.count / 7,
        _ => 0,
    };
    let between = (weeks(least) + 1..=weeks(rule.within)).map(|n| Term::new(n, Unit::Weeks));
    let between = between.filter(|term| *term != rule.within);
    std::iter::once(least)
        .chain(between)
        .chain([rule.within])
        .collect()
}
