//! How a complaint comes in: who, where, what, and the confirmation.

use super::Case;
use crate::demo::chance::Chance;
use crate::demo::stories::{self, Facts, Topic};
use crate::demo::world::World;
use crate::demo::{names, places};
use chrono::{DateTime, TimeDelta, Utc};
use domain::event::{ReceiptConfirmed, Registered};
use domain::id::DossierId;

/// What is fixed of a complaint before it is told; the rest is chance.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    pub topic: Option<&'static Topic>,
    pub region: Option<&'static str>,
    /// First name of the technician.
    pub technician: Option<&'static str>,
    pub channel: Option<&'static str>,
    /// `idea` or `compliment`, with its text; otherwise a complaint.
    pub welcome: Option<(&'static str, &'static str)>,
    /// How many calls, notes and further findings to tell.
    pub talk: usize,
}

impl<'a> Case<'a> {
    /// Registers it.
    pub fn open(
        world: &'a World<'a>,
        mut chance: Chance,
        at: DateTime<Utc>,
        opening: Opening,
    ) -> Case<'a> {
        let region = opening.region.unwrap_or_else(|| chance.pick(&REGIONS));
        let technician = match opening.technician {
            Some(name) => world.named(name),
            None => world.technician(region, &mut chance),
        };
        let town = places::town(region, &mut chance);
        let address = town.address(&mut chance);
        let complainant = if chance.percent(16) {
            names::business(town, address, &mut chance)
        } else {
            names::resident(town, address, &mut chance)
        };
        let topic = opening.topic.unwrap_or_else(|| stories::topic(&mut chance));
        let mut case = Case {
            world,
            id: DossierId(chance.id_at(at)),
            topic,
            facts: Facts::draw(&mut chance),
            // Divisible by the length of every list of variants.
            variant: chance.below(12),
            complainant,
            technician,
            manager: world.regional_manager(region),
            decentral: false,
            welcome: opening.welcome.is_some(),
            happenings: Vec::new(),
            head: 0,
            visit: None,
            talk: opening.talk,
            chance,
        };
        let registered = case.registration(at, region, town, &opening);
        // GP-12: now and then a complaint reaches the regional manager first.
        let direct = registered.channel == "in_person" && case.chance.percent(50);
        let author = if direct { case.manager } else { world.desk(at) };
        case.say(author, at, registered);
        // The server numbers it at once.
        case.head += 1;
        case
    }

    /// GP-05.
    pub fn confirm(&mut self, at: DateTime<Utc>) {
        let channel = if self.complainant.email.is_empty() {
            "telephone"
        } else {
            "email"
        };
        let texts = match (self.welcome, channel) {
            (true, _) => &THANKS,
            (false, "telephone") => &BY_TELEPHONE,
            (false, _) => &BY_EMAIL,
        };
        let text = self.text(texts);
        self.say(
            self.handler(at),
            at,
            ReceiptConfirmed {
                channel: channel.into(),
                text,
            },
        );
    }

    fn registration(
        &mut self,
        at: DateTime<Utc>,
        region: &str,
        town: &places::Town,
        opening: &Opening,
    ) -> Registered {
        let channel = opening
            .channel
            .unwrap_or_else(|| self.chance.pick(&CHANNELS));
        let waited = match channel {
            "letter" => self.chance.between(120, 1_200),
            "email" | "website" => self.chance.between(5, 180),
            _ => self.chance.between(2, 9),
        };
        let chance = &mut self.chance;
        let tenant = self.complainant.organisation.is_empty() && chance.percent(12);
        let customer = tenant.then(|| {
            let address = town.address(chance);
            names::business(town, address, chance)
        });
        let elsewhere = !self.complainant.organisation.is_empty() && chance.percent(45);
        let site = elsewhere.then(|| town.address(chance));
        let reference = if chance.percent(70) {
            format!("GL-{}", chance.between(210_000, 268_999))
        } else {
            String::new()
        };
        let (kind, category, description) = match opening.welcome {
            Some((kind, text)) => (kind, "", text.to_owned()),
            None => (
                "complaint",
                self.topic.category,
                stories::told(self.topic, self.variant, &self.facts, chance),
            ),
        };
        let about = if self.topic.about_technician && opening.welcome.is_none() {
            vec![self.technician.person]
        } else {
            vec![]
        };
        Registered {
            kind: kind.into(),
            channel: channel.into(),
            received_at: at - TimeDelta::minutes(waited),
            complainant: self.complainant.clone(),
            customer,
            site,
            description,
            category: category.into(),
            region: region.into(),
            reference,
            about,
            ..Registered::default()
        }
    }
}

/// The busiest regions more often.
const REGIONS: [&str; 10] = [
    "oost", "oost", "oost", "west", "west", "west", "zuid", "zuid", "midden", "noord",
];

const CHANNELS: [&str; 20] = [
    "telephone",
    "telephone",
    "telephone",
    "telephone",
    "telephone",
    "telephone",
    "telephone",
    "telephone",
    "telephone",
    "email",
    "email",
    "email",
    "email",
    "email",
    "website",
    "website",
    "website",
    "letter",
    "in_person",
    "in_person",
];

const THANKS: [&str; 3] = [
    "Bedankt voor uw bericht. Wij geven het door aan de collega's.",
    "Wat leuk dat u dit laat weten. Dank u wel.",
    "Dank voor het meedenken. U hoort het als wij er iets mee doen.",
];

const BY_TELEPHONE: [&str; 3] = [
    "Gebeld: klacht is binnen, u hoort uiterlijk over een week wat wij ervan vinden.",
    "Verteld dat de klacht is geregistreerd en wat de volgende stap is.",
    "Nummer van de klacht doorgegeven en gezegd wanneer wij weer bellen.",
];

const BY_EMAIL: [&str; 3] = [
    "Wij hebben uw klacht ontvangen. Binnen een week hoort u wat wij ervan vinden. Moet er iemand komen kijken, dan bellen wij voor een afspraak.",
    "Dank voor uw bericht. Uw klacht is geregistreerd. Wij nemen contact met u op over de volgende stap.",
    "Uw klacht is bij ons binnen. Hebt u foto's, dan mag u die als antwoord op deze mail sturen.",
];
