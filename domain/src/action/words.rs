//! Actions in words: what is asked, and what stands on the button.

use super::Action;
use crate::event::{EventKind, Purpose};
use crate::language::Language;

impl Action {
    /// What is asked of the person, above the button.
    pub fn asks(self, language: Language) -> &'static str {
        match self {
            Action::SeeNotice => {
                language.pick("Er is een melding voor u", "There is a notice for you")
            }
            Action::ConfirmReceipt => language.pick(
                "Laat weten dat de klacht binnen is",
                "Tell that the complaint has arrived",
            ),
            Action::RequestInspection => language.pick(
                "Moet iemand het werk bekijken?",
                "Must someone look at the work?",
            ),
            Action::PlanVisit(Purpose::Inspection) => {
                language.pick("Spreek een bezoek af", "Arrange a visit")
            }
            Action::PlanVisit(Purpose::Repair) => {
                language.pick("Spreek het herstel af", "Arrange the repair")
            }
            Action::Visit(_, Purpose::Inspection) => language.pick(
                "Ga langs en bekijk het werk",
                "Go there and look at the work",
            ),
            Action::Visit(_, Purpose::Repair) => language.pick(
                "Ga langs en herstel het werk",
                "Go there and repair the work",
            ),
            Action::BringToMeeting => language.pick(
                "Breng de klacht in het overleg",
                "Bring the complaint to the meeting",
            ),
            Action::Rule => language.pick("Is de klacht terecht?", "Is the complaint justified?"),
            Action::AssignRemedy => language.pick("Wie lost het op?", "Who solves it?"),
            Action::ReceiveGlass => language.pick("Het glas is besteld", "The glass is on order"),
            Action::Repair => {
                language.pick("Los het op bij de klant", "Solve it at the customer's")
            }
            Action::TellOutcome => language.pick(
                "Vertel de klager hoe het afloopt",
                "Tell the complainant how it ends",
            ),
            Action::Close => language.pick("Alles is gedaan", "Everything is done"),
            Action::Record(kind) => step_asks(kind, language),
            other => other.label(language),
        }
    }

    /// On the button: `Plan bezoek`.
    pub fn label(self, language: Language) -> &'static str {
        match self {
            Action::SeeNotice => language.pick("Melding gelezen", "Notice read"),
            Action::ConfirmReceipt => language.pick("Bevestig ontvangst", "Confirm receipt"),
            Action::RequestInspection => {
                language.pick("Vraag inspectie aan", "Ask for an inspection")
            }
            Action::PlanVisit(Purpose::Inspection) => language.pick("Plan bezoek", "Plan visit"),
            Action::PlanVisit(Purpose::Repair) => language.pick("Plan herstel", "Plan repair"),
            Action::Visit(_, Purpose::Inspection) => language.pick("Start bezoek", "Start visit"),
            Action::Visit(_, Purpose::Repair) => language.pick("Start herstel", "Start repair"),
            Action::BringToMeeting => language.pick("Zet op agenda", "Put on the agenda"),
            Action::Rule => language.pick("Oordeel", "Rule"),
            Action::AssignRemedy => language.pick("Wijs herstel toe", "Assign the repair"),
            Action::OrderGlass => language.pick("Glas besteld", "Glass ordered"),
            Action::ReceiveGlass => language.pick("Glas is binnen", "Glass is here"),
            Action::Repair => language.pick("Herstel is klaar", "Repair is done"),
            Action::TellOutcome => language.pick("Deel de uitkomst mee", "Tell the outcome"),
            Action::Close => language.pick("Sluit dossier", "Close dossier"),
            Action::Note => language.pick("Notitie", "Note"),
            Action::Call => language.pick("Gebeld", "Called"),
            Action::AddPhoto => language.pick("Voeg foto toe", "Add photo"),
            Action::ChangeHandler => language.pick("Wijzig behandelaar", "Change handler"),
            Action::Withdraw => language.pick("Klacht ingetrokken", "Complaint withdrawn"),
            Action::Reopen => language.pick("Heropen dossier", "Reopen dossier"),
            Action::Record(kind) => step_label(kind, language),
        }
    }
}

/// What a step of some procedures asks.
fn step_asks(kind: EventKind, language: Language) -> &'static str {
    match kind {
        EventKind::AdmissibilityDecided => language.pick(
            "Nemen wij dit in behandeling?",
            "Do we take this into treatment?",
        ),
        EventKind::SolvedInformally => language.pick(
            "Bespreek het met de klager en los het zo mogelijk op",
            "Talk it over with the complainant and solve it if possible",
        ),
        EventKind::MadeFormal => language.pick(
            "Wijs de klager op de formele klacht",
            "Point the complainant to the formal complaint",
        ),
        EventKind::NatureJudged => language.pick(
            "Is het een incident, of misschien structureel?",
            "Is it an incident, or perhaps structural?",
        ),
        EventKind::TermChosen => language.pick(
            "Binnen welke termijn handelen wij dit af?",
            "Within which term do we handle this?",
        ),
        EventKind::Informed => language.pick("Breng hen op de hoogte", "Tell them"),
        EventKind::ApproachAgreed => {
            language.pick("Spreek af wie wat doet", "Agree on who does what")
        }
        EventKind::AppointmentMade => language.pick(
            "Maak een afspraak om het toe te lichten",
            "Make an appointment to clarify",
        ),
        EventKind::ProposalMade => language.pick(
            "Stel de klager een oplossing voor",
            "Propose a solution to the complainant",
        ),
        EventKind::ProposalAnswered => language.pick(
            "Wat vindt de klager van het voorstel?",
            "What does the complainant think of the proposal?",
        ),
        EventKind::InformationReceived => language.pick(
            "De klager zou nog iets sturen",
            "The complainant would send something",
        ),
        EventKind::MediationEnded => {
            language.pick("Breng de partijen bij elkaar", "Bring the parties together")
        }
        EventKind::ClaimDecided => language.pick(
            "Beslis op de schadeclaim",
            "Decide on the claim for damages",
        ),
        EventKind::CauseEstablished => {
            language.pick("Wat was de echte oorzaak?", "What was the real cause?")
        }
        EventKind::MeasurePlanned => language.pick(
            "Hoe voorkomen wij herhaling?",
            "How do we prevent a recurrence?",
        ),
        EventKind::MeasureChecked => language.pick("Werkt de maatregel?", "Does the measure work?"),
        EventKind::SatisfactionMeasured => language.pick(
            "Vraag hoe tevreden de klager is",
            "Ask how satisfied the complainant is",
        ),
        kind => step_label(kind, language),
    }
}

/// On the button of a step of some procedures.
fn step_label(kind: EventKind, language: Language) -> &'static str {
    match kind {
        EventKind::AdmissibilityDecided => {
            language.pick("Beslis over behandeling", "Decide on treatment")
        }
        EventKind::SolvedInformally => language.pick("Informeel opgelost", "Solved informally"),
        EventKind::MadeFormal => {
            language.pick("Wordt formele klacht", "Becomes a formal complaint")
        }
        EventKind::NatureJudged => {
            language.pick("Incident of structureel", "Incident or structural")
        }
        EventKind::ApproachAgreed => language.pick("Leg aanpak vast", "Record the approach"),
        EventKind::Informed => language.pick("Informeer", "Inform"),
        EventKind::PersonResponded => {
            language.pick("Reactie van betrokkene", "Response of the person concerned")
        }
        EventKind::InformationAsked => language.pick("Vraag informatie", "Ask for information"),
        EventKind::InformationReceived => language.pick("Informatie binnen", "Information is here"),
        EventKind::AppointmentMade => language.pick("Maak afspraak", "Make an appointment"),
        EventKind::FeedbackDeclined => {
            language.pick("Geen terugkoppeling gewenst", "No feedback wanted")
        }
        EventKind::TermChosen => language.pick("Kies termijn", "Choose the term"),
        EventKind::TermExtended => language.pick("Verleng termijn", "Extend the term"),
        EventKind::ClockStopped => language.pick("Zet de klok stil", "Stop the clock"),
        EventKind::ClockResumed => language.pick("Laat de klok lopen", "Let the clock run"),
        EventKind::ColleagueInvolved => language.pick("Betrek collega", "Involve a colleague"),
        EventKind::ProposalMade => language.pick("Doe voorstel", "Make a proposal"),
        EventKind::ProposalAnswered => language.pick("Leg antwoord vast", "Record the answer"),
        EventKind::Escalated => language.pick("Zet door", "Escalate"),
        EventKind::MediationStarted => language.pick("Begin bemiddeling", "Begin mediation"),
        EventKind::MediationEnded => language.pick("Sluit bemiddeling af", "End mediation"),
        EventKind::DamageEstablished => language.pick("Schade vastgesteld", "Damage established"),
        EventKind::ClaimFiled => language.pick("Schadeclaim", "Claim for damages"),
        EventKind::ClaimDecided => language.pick("Beslis op claim", "Decide on the claim"),
        EventKind::CauseEstablished => language.pick("Leg oorzaak vast", "Record the cause"),
        EventKind::MeasurePlanned => language.pick("Spreek maatregel af", "Plan a measure"),
        EventKind::MeasureChecked => language.pick("Ga maatregel na", "Check the measure"),
        EventKind::SatisfactionMeasured => {
            language.pick("Meet tevredenheid", "Measure satisfaction")
        }
        kind => kind.label(language),
    }
}
