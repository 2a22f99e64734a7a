//! What people complain about and what comes of it, as ready sentences to choose from. Places in braces are filled
//! in: `{raam}` (`het linkerraam`), `{kamer}` (`keuken`), `{wanneer}` (`drie weken geleden`), `{maat}` (`1180 x 1420 mm`).

mod fittings;
mod glass;
mod kind_words;
mod placing;
mod service;

pub use kind_words::{COMPLIMENTS, IDEAS};

use super::chance::Chance;
use super::pictures::Subject;
use domain::event::{Cause, Fault, Quantity};

/// One kind of trouble, from the first call to the last letter. Lists of what was seen, judged, done and answered run
/// alongside each other: the third of one goes with the third of the other.
#[derive(Debug)]
pub struct Topic {
    /// A category of the procedure.
    pub category: &'static str,
    /// What a technician would find; `None` when there is nothing to look at on site.
    pub fault: Option<Fault>,
    pub subject: Subject,
    /// The complaint is about the person who did the work (NX-07).
    pub about_technician: bool,
    /// The first sentence already says which of the variants it is.
    pub told_by_variant: bool,
    /// How it is told: one of each row, the first row always, the others mostly.
    pub told: &'static [&'static [&'static str]],
    /// What the technician is asked to look at.
    pub look: &'static [&'static str],
    pub seen: &'static [Seen],
    /// What is measured, from lowest to highest.
    pub measures: &'static [(Quantity, f64, f64)],
    /// Reasons for a ruling.
    pub founded: &'static [&'static str],
    pub unfounded: &'static [&'static str],
    /// What must be done, and what was done.
    pub remedy: &'static [&'static str],
    pub repaired: &'static [&'static str],
    /// What is ordered, when new glass is needed.
    pub glass: &'static [&'static str],
    /// The letter's middle.
    pub answer_founded: &'static [&'static str],
    pub answer_unfounded: &'static [&'static str],
}

/// One thing that a technician may write down.
#[derive(Debug)]
pub struct Seen {
    pub text: &'static str,
    pub cause: Cause,
    /// Whether it speaks for the complainant.
    pub founded: bool,
}

/// All topics; those that come up most stand more than once.
pub fn topic(chance: &mut Chance) -> &'static Topic {
    let all = [
        &glass::SCRATCH,
        &glass::SCRATCH,
        &glass::SEAL,
        &glass::SEAL,
        &glass::SEAL,
        &glass::CRACK,
        &glass::CRACK,
        &glass::WRONG,
        &placing::DRAUGHT,
        &placing::DRAUGHT,
        &placing::WHISTLE,
        &placing::SEALANT,
        &placing::SEALANT,
        &placing::LEAK,
        &placing::LEAK,
        &fittings::WINDOW,
        &fittings::SLIDING_DOOR,
        &fittings::DAMAGE,
        &service::APPOINTMENT,
        &service::DELIVERY,
        &service::INVOICE,
        &service::CONDUCT,
    ];
    chance.pick(&all)
}

/// A topic that can be settled by telephone on the same day, and whether the complaint is founded (GP-06).
pub fn settled_by_telephone(chance: &mut Chance) -> (&'static Topic, bool) {
    chance.pick(&[
        (&service::PAPERS, true),
        (&service::INVOICE, true),
        (&service::OUTSIDE, false),
    ])
}

/// A topic that the present of the demo needs.
pub fn topic_named(name: &str) -> &'static Topic {
    match name {
        "scratch" => &glass::SCRATCH,
        "crack" => &glass::CRACK,
        "wrong" => &glass::WRONG,
        "draught" => &placing::DRAUGHT,
        "sealant" => &placing::SEALANT,
        "leak" => &placing::LEAK,
        "window" => &fittings::WINDOW,
        "sliding_door" => &fittings::SLIDING_DOOR,
        "damage" => &fittings::DAMAGE,
        "delivery" => &service::DELIVERY,
        "invoice" => &service::INVOICE,
        "conduct" => &service::CONDUCT,
        _ => &glass::SEAL,
    }
}

/// What fills the places in braces.
#[derive(Debug, Clone)]
pub struct Facts {
    pub room: &'static str,
    /// With its article: `het linkerraam`.
    pub element: &'static str,
    pub when: &'static str,
    /// Width and height in millimetres.
    pub size: (i64, i64),
}

impl Facts {
    pub fn draw(chance: &mut Chance) -> Facts {
        Facts {
            room: chance.pick(ROOMS),
            element: chance.pick(ELEMENTS),
            when: chance.pick(WHEN),
            size: (chance.between(45, 240) * 10, chance.between(60, 230) * 10),
        }
    }

    /// A text with its places filled, every sentence with a capital.
    pub fn fill(&self, text: &str) -> String {
        let filled = text
            .replace("{raam}", self.element)
            .replace("{kamer}", self.room)
            .replace("{wanneer}", self.when)
            .replace("{maat}", &format!("{} x {} mm", self.size.0, self.size.1));
        let mut begins = true;
        filled
            .chars()
            .map(|letter| {
                let shown = if begins {
                    letter.to_uppercase().next().unwrap_or(letter)
                } else {
                    letter
                };
                begins = matches!(letter, '.' | '?') || (begins && !letter.is_alphanumeric());
                shown
            })
            .collect()
    }

    /// The element without its article: `linkerraam`.
    pub fn bare_element(&self) -> &'static str {
        self.element
            .split_once(' ')
            .map_or(self.element, |(_, bare)| bare)
    }
}

/// The text of a variant; shorter lists begin again.
pub fn variant_of<'a>(choices: &[&'a str], variant: usize) -> &'a str {
    choices
        .get(variant % choices.len().max(1))
        .copied()
        .unwrap_or_default()
}

/// The complaint in the complainant's own words, one to six sentences.
pub fn told(topic: &Topic, variant: usize, facts: &Facts, chance: &mut Chance) -> String {
    let mut text = String::new();
    for (row, choices) in topic.told.iter().enumerate() {
        if row == 0 && topic.told_by_variant {
            text.push_str(variant_of(choices, variant));
            text.push(' ');
        } else if row == 0 || chance.percent(62) {
            text.push_str(chance.pick(choices));
            text.push(' ');
        }
    }
    if chance.percent(45) {
        text.push_str(chance.pick(FEELINGS));
        text.push(' ');
    }
    if chance.percent(50) {
        text.push_str(chance.pick(WISHES));
    }
    facts.fill(text.trim())
}

const ROOMS: &[&str] = &[
    "woonkamer",
    "keuken",
    "slaapkamer",
    "badkamer",
    "serre",
    "hal",
    "studeerkamer",
    "kinderkamer",
    "zolderkamer",
    "eetkamer",
    "logeerkamer",
    "voorkamer",
    "achterkamer",
    "bijkeuken",
    "erker",
    "wachtkamer",
];

const ELEMENTS: &[&str] = &[
    "het linkerraam",
    "het rechterraam",
    "het grote raam",
    "het middelste raam",
    "de schuifpui",
    "de tuindeur",
    "het dakraam",
    "het bovenlicht",
    "het klepraam",
    "de balkondeur",
    "het draairaam",
    "het zijlicht",
    "het raam aan de straatkant",
    "het raam aan de tuinkant",
    "het kiepraam",
    "de achterdeur",
];

const WHEN: &[&str] = &[
    "drie weken geleden",
    "vorige maand",
    "twee weken geleden",
    "in het voorjaar",
    "afgelopen herfst",
    "vorig jaar zomer",
    "een maand of twee geleden",
    "vorige week",
    "in de eerste week van deze maand",
    "net na de feestdagen",
    "een halfjaar geleden",
    "anderhalf jaar geleden",
    "in de week na de verhuizing",
    "tijdens de verbouwing",
];

const FEELINGS: &[&str] = &[
    "Ik vind dit voor een nieuw raam niet kunnen.",
    "Ik bel nu voor de tweede keer hierover.",
    "Daar hebben we niet voor betaald.",
    "Ik ben er heel verdrietig van, we hadden er zo naar uitgekeken.",
    "Mijn man zegt dat het wel meevalt, maar ik erger me er elke dag aan.",
    "We zijn verder tevreden over het werk, maar dit moet nog goed komen.",
    "Ik heb er foto's van als u die wilt hebben.",
    "De buren hebben hetzelfde glas en daar is niets aan te zien.",
    "Ik slaap er slecht door.",
    "Het is een huurwoning, dus de verhuurder wil het ook weten.",
    "De kleine is net vier maanden, dus het moet hier wel warm blijven.",
    "Ik had van jullie iets anders verwacht.",
    "Mijn moeder woont hier, zij is 84 en durft er niets van te zeggen.",
    "Het was eerst niet zo, dat weet ik zeker.",
];

const WISHES: &[&str] = &[
    "Kunt u iemand langs sturen?",
    "Ik wil graag dat het snel wordt opgelost.",
    "Ik ben op woensdag en vrijdag de hele dag thuis.",
    "Graag eerst bellen, de bel doet het niet.",
    "Wie kan ik hierover spreken?",
    "Het liefst na vier uur, want ik werk overdag.",
    "Ik hoor graag wat de volgende stap is.",
    "Als het kan nog voor het weekend.",
    "U mag ook mijn dochter bellen, zij woont om de hoek.",
    "Ik wil dat het glas wordt vervangen.",
    "Let op de hond, die is lief maar luidruchtig.",
    "Parkeren kan op de oprit.",
];
