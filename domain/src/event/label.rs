//! What events are called on screen, where an organisation gives no words of its own.

use super::EventKind;
use crate::language::Language;

impl EventKind {
    /// What the event is called on screen.
    pub fn label(self, language: Language) -> &'static str {
        match self {
            EventKind::Registered => language.pick("Geregistreerd", "Registered"),
            EventKind::Numbered => language.pick("Nummer gegeven", "Number given"),
            EventKind::ProcedureApplied => language.pick(
                "Andere versie van de procedure",
                "Another version of the procedure",
            ),
            EventKind::DetailChanged => language.pick("Gegeven gewijzigd", "Detail changed"),
            EventKind::ConflictResolved => {
                language.pick("Verschil opgelost", "Difference resolved")
            }
            EventKind::NoteAdded => language.pick("Notitie", "Note"),
            EventKind::Called => language.pick("Gebeld", "Called"),
            EventKind::ReceiptConfirmed => {
                language.pick("Ontvangst bevestigd", "Receipt confirmed")
            }
            EventKind::InspectionRequested => {
                language.pick("Inspectie gevraagd", "Inspection requested")
            }
            EventKind::VisitPlanned => language.pick("Bezoek gepland", "Visit planned"),
            EventKind::VisitCancelled => language.pick("Bezoek vervallen", "Visit cancelled"),
            EventKind::FindingRecorded => language.pick("Bevinding", "Finding"),
            EventKind::PhotoAdded => language.pick("Foto", "Photo"),
            EventKind::SignatureTaken => language.pick("Handtekening", "Signature"),
            EventKind::Visited => language.pick("Bezocht", "Visited"),
            EventKind::VisitFailed => language.pick("Bezoek niet gelukt", "Visit came to nothing"),
            EventKind::GlassOrdered => language.pick("Glas besteld", "Glass ordered"),
            EventKind::GlassArrived => language.pick("Glas binnen", "Glass arrived"),
            EventKind::BroughtToMeeting => language.pick("Op de agenda gezet", "Put on the agenda"),
            EventKind::Ruled => language.pick("Beoordeeld", "Judged"),
            EventKind::RemedyAssigned => language.pick("Herstel toegewezen", "Remedy assigned"),
            EventKind::Repaired => language.pick("Hersteld", "Repaired"),
            EventKind::NoticeSeen => language.pick("Melding gelezen", "Notice read"),
            EventKind::HandlerChanged => language.pick("Behandelaar gewijzigd", "Handler changed"),
            EventKind::OutcomeRecorded => language.pick("Uitkomst meegedeeld", "Outcome told"),
            EventKind::Closed => language.pick("Gesloten", "Closed"),
            EventKind::Reopened => language.pick("Heropend", "Reopened"),
            EventKind::Withdrawn => language.pick("Ingetrokken", "Withdrawn"),
            EventKind::ParkedSettled => {
                language.pick("Apart gezet stuk afgehandeld", "Set-aside item settled")
            }
            EventKind::AdmissibilityDecided => language.pick(
                "Beslist over in behandeling nemen",
                "Decided on taking into treatment",
            ),
            EventKind::SolvedInformally => language.pick("Informeel opgelost", "Solved informally"),
            EventKind::MadeFormal => language.pick("Formele klacht", "Formal complaint"),
            EventKind::NatureJudged => {
                language.pick("Incident of structureel", "Incident or structural")
            }
            EventKind::ApproachAgreed => language.pick("Aanpak afgesproken", "Approach agreed"),
            EventKind::Informed => language.pick("Geïnformeerd", "Informed"),
            EventKind::PersonResponded => language.pick(
                "Reactie van de betrokkene",
                "Response of the person concerned",
            ),
            EventKind::InformationAsked => {
                language.pick("Informatie gevraagd", "Information asked")
            }
            EventKind::InformationReceived => {
                language.pick("Informatie ontvangen", "Information received")
            }
            EventKind::AppointmentMade => language.pick("Afspraak gemaakt", "Appointment made"),
            EventKind::FeedbackDeclined => {
                language.pick("Geen terugkoppeling gewenst", "No feedback wanted")
            }
            EventKind::TermChosen => language.pick("Termijn gekozen", "Term chosen"),
            EventKind::TermExtended => language.pick("Termijn verlengd", "Term extended"),
            EventKind::ClockStopped => language.pick("Klok stilgezet", "Clock stopped"),
            EventKind::ClockResumed => language.pick("Klok loopt weer", "Clock runs on"),
            EventKind::ColleagueInvolved => {
                language.pick("Collega betrokken", "Colleague involved")
            }
            EventKind::ProposalMade => language.pick("Voorstel gedaan", "Proposal made"),
            EventKind::ProposalAnswered => {
                language.pick("Voorstel beantwoord", "Proposal answered")
            }
            EventKind::Escalated => language.pick("Doorgezet", "Escalated"),
            EventKind::MediationStarted => language.pick("Bemiddeling begonnen", "Mediation begun"),
            EventKind::MediationEnded => language.pick("Bemiddeling beëindigd", "Mediation ended"),
            EventKind::DamageEstablished => {
                language.pick("Schade vastgesteld", "Damage established")
            }
            EventKind::ClaimFiled => language.pick("Schadeclaim ingediend", "Claim filed"),
            EventKind::ClaimDecided => {
                language.pick("Beslist op de schadeclaim", "Claim decided on")
            }
            EventKind::CauseEstablished => {
                language.pick("Oorzaak vastgesteld", "Cause established")
            }
            EventKind::MeasurePlanned => language.pick("Maatregel afgesproken", "Measure planned"),
            EventKind::MeasureChecked => language.pick("Maatregel nagegaan", "Measure checked"),
            EventKind::SatisfactionMeasured => {
                language.pick("Tevredenheid gemeten", "Satisfaction measured")
            }
        }
    }
}

/// What stands after an event's name, where it is one of this program's own words: `refused` → `niet akkoord`.
pub fn qualifier_label(kind: EventKind, word: &str, language: Language) -> &str {
    let words = match (kind, word) {
        (_, "inspection") => ("inspectie", "inspection"),
        (_, "repair") => ("herstel", "repair"),
        (_, "nobody_home") => ("niemand thuis", "nobody at home"),
        (_, "no_access") => ("geen toegang", "no access"),
        (_, "unsafe") => ("onveilig", "unsafe"),
        (_, "other") => ("anders", "otherwise"),
        (_, "central") => ("centraal", "centrally"),
        (_, "decentral") => ("decentraal", "decentrally"),
        (EventKind::AdmissibilityDecided, "admitted") => ("uitzondering", "exception"),
        (EventKind::AdmissibilityDecided, "refused") => ("niet in behandeling", "not admitted"),
        (EventKind::ProposalAnswered, "accepted") => ("akkoord", "agreed"),
        (EventKind::ProposalAnswered, "refused") => ("niet akkoord", "not agreed"),
        (_, "incident") => ("incident", "incident"),
        (_, "structural") => ("structureel", "structural"),
        (_, "agreed") => ("klager akkoord", "complainant agrees"),
        (_, "not_agreed") => ("klager niet akkoord", "complainant disagrees"),
        (_, "solved") => ("opgelost", "solved"),
        (_, "unsolved") => ("niet opgelost", "not solved"),
        (_, "fully") => ("toegekend", "granted"),
        (_, "partly") => ("gedeeltelijk", "partly"),
        (EventKind::ClaimDecided, "refused") => ("afgewezen", "refused"),
        (_, "effective") => ("werkt", "works"),
        (_, "ineffective") => ("werkt niet", "does not work"),
        _ => (word, word),
    };
    language.pick(words.0, words.1)
}
