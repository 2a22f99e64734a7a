//! What goes on between the steps: calls and notes.

use super::Case;
use chrono::{DateTime, Utc};
use domain::event::{Called, Event, NoteAdded};

impl<'a> Case<'a> {
    /// Tells a part of the calls and notes, in office hours between two moments.
    pub fn talk(&mut self, from: DateTime<Utc>, until: DateTime<Utc>) {
        let share = self.talk.div_ceil(3);
        self.talk_of(share, from, until);
    }

    /// Tells all calls and notes that are left.
    pub fn talk_rest(&mut self, from: DateTime<Utc>, until: DateTime<Utc>) {
        self.talk_of(self.talk, from, until);
    }

    fn talk_of(&mut self, count: usize, from: DateTime<Utc>, until: DateTime<Utc>) {
        let mut moments: Vec<DateTime<Utc>> = (0..count)
            .filter_map(|_| self.office_moment(from, until))
            .collect();
        moments.sort();
        self.talk -= moments.len();
        for at in moments {
            let event = self.remark();
            self.say(self.handler(at), at, event);
        }
    }

    /// A moment at which the office was open; `None` when it was not open in between.
    fn office_moment(
        &mut self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let diary = &self.world.diary;
        let (first, last) = (diary.date(from), diary.date(until));
        let blocks: Vec<(DateTime<Utc>, DateTime<Utc>)> = first
            .iter_days()
            .take_while(|date| *date <= last)
            .flat_map(|date| diary.calendar.opening(date))
            .map(|(opens, closes)| (opens.max(from), closes.min(until)))
            .filter(|(opens, closes)| opens < closes)
            .collect();
        let (opens, closes) = *blocks.get(self.chance.below(blocks.len()))?;
        let seconds = self.chance.between(0, (closes - opens).num_seconds() - 1);
        Some(opens + chrono::TimeDelta::seconds(seconds))
    }

    fn remark(&mut self) -> Event {
        match self.chance.between(0, 9) {
            0..=4 => NoteAdded {
                text: self.text(&NOTES),
            }
            .into(),
            5 => Called {
                with: self.complainant.name.clone(),
                no_answer: true,
                text: String::new(),
            }
            .into(),
            6..=8 => Called {
                with: self.complainant.name.clone(),
                no_answer: false,
                text: self.text(&CALLS),
            }
            .into(),
            _ => {
                let with = self.chance.pick(&OTHERS).to_owned();
                Called {
                    with,
                    no_answer: false,
                    text: self.text(&OTHER_CALLS),
                }
                .into()
            }
        }
    }
}

const NOTES: [&str; 24] = [
    "Order opgezocht: geplaatst door ploeg 3, zonder opmerkingen opgeleverd.",
    "Klant heeft twee foto's gemaild, staan in de map van de order.",
    "Eerder ook gebeld over {raam}, toen geen klacht van gemaakt.",
    "Op de opleverbon staat niets over de {kamer}.",
    "Collega van de planning gevraagd of het deze week nog kan.",
    "Klant is alleen in de ochtend bereikbaar.",
    "Spreekt liever Engels.",
    "Mevrouw hoort slecht: langzaam spreken, of mailen.",
    "Let op: twee adressen in het systeem, het tweede is het oude.",
    "Inkoop gevraagd naar de levertijd van dit glas.",
    "Fabriek vraagt om een foto van de afstandhouder.",
    "Verhuurder is op de hoogte.",
    "Klant wil eerst overleggen met de VvE.",
    "Factuur staat nog open, administratie stuurt geen herinnering zolang dit loopt.",
    "Klant heeft een nieuwe afspraak liever op vrijdag.",
    "Maat volgens order: {maat}.",
    "Zelfde soort klacht als bij de buren vorig jaar.",
    "Voor het overleg: foto's zijn duidelijk genoeg.",
    "Hoogwerker nodig, raam zit op de tweede verdieping.",
    "Klant vraagt of een ander dan de vorige monteur kan komen.",
    "Steiger van de schilder blijft nog een week staan.",
    "Garantiebewijs gevonden en bij de order gezet.",
    "Klant is vriendelijk en heeft begrip.",
    "Let op: trap naar de {kamer} is steil en smal.",
];

const CALLS: [&str; 18] = [
    "Uitgelegd wat wij gaan doen en wanneer.",
    "Klant vraagt hoe het ermee staat. Verteld dat de monteur al is ingepland.",
    "Afspraak bevestigd.",
    "Klant wil liever in de middag, doorgegeven aan de planning.",
    "Klant is ongerust, rustig uitgelegd dat het raam veilig is.",
    "Gevraagd of het erger wordt. Het blijft gelijk.",
    "Klant stuurt vanavond nog foto's.",
    "Verteld dat het in het overleg van maandag komt.",
    "Klant is tevreden met de uitleg en wacht de brief af.",
    "Klant heeft het ordernummer opgezocht.",
    "Gevraagd of het raam van buiten te bereiken is. Ja, via de poort.",
    "Klant belt terug: morgen is toch goed.",
    "Klant vraagt of de kosten voor ons zijn. Gezegd dat dat na het oordeel duidelijk is.",
    "Nagevraagd wat er precies te zien is. Vooral bij laagstaande zon.",
    "Klant gaat twee weken op vakantie, daarna bellen.",
    "Klant bedankt voor het snelle terugbellen.",
    "Nieuwe datum doorgegeven, klant noteert het.",
    "Klant begrijpt dat het glas besteld moet worden.",
];

const OTHERS: [&str; 6] = [
    "Glasfabriek",
    "Opzichter van de verhuurder",
    "Schilder",
    "Dochter van de klager",
    "Voorzitter van de VvE",
    "Inkoop",
];

const OTHER_CALLS: [&str; 7] = [
    "Bevestigt wat de klager vertelde.",
    "Levering valt een week later uit.",
    "Kan de sleutel regelen.",
    "Heeft de order van toen opgezocht en mailt een kopie.",
    "Gaat akkoord met de afspraak.",
    "Steiger is donderdag weg.",
    "Vraagt om een kopie van de brief.",
];
