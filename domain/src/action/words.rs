//! Actions in words: what is asked, and what stands on the button.

use super::Action;
use crate::event::Purpose;
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
        }
    }
}
