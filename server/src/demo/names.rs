//! People and firms with believable Dutch names, and telephone numbers and mailboxes that belong to nobody.

use super::chance::Chance;
use super::places::Town;
use domain::party::{Address, Party};

/// A private person at an address.
pub fn resident(town: &Town, address: Address, chance: &mut Chance) -> Party {
    let last = last_name(chance);
    let name = match chance.between(0, 9) {
        0..=3 => format!("{} {last}", chance.pick(FIRST)),
        4..=6 => format!("Mevrouw {}", capital(&last)),
        7..=8 => format!("De heer {}", capital(&last)),
        _ => format!("Familie {}", capital(&last)),
    };
    let email = if chance.percent(60) {
        mailbox(&last, chance)
    } else {
        String::new()
    };
    Party {
        name,
        address,
        phone: phone(town, chance),
        email,
        ..Party::default()
    }
}

/// Someone who reports for a firm, a landlord or an owners' association.
pub fn business(town: &Town, address: Address, chance: &mut Chance) -> Party {
    let (organisation, function) = chance.pick(FIRMS);
    let last = last_name(chance);
    Party {
        name: format!("{} {last}", chance.pick(FIRST)),
        address,
        phone: phone(town, chance),
        email: mailbox(&last, chance),
        organisation: organisation.replace("{plaats}", town.city),
        function: function.to_owned(),
    }
}

/// A number that can be dialled by nobody's neighbour: mobile numbers that begin with 069 and fixed ones whose
/// subscriber part begins with 1 are not given out.
pub fn phone(town: &Town, chance: &mut Chance) -> String {
    if chance.percent(75) {
        return format!("069{:07}", chance.between(0, 9_999_999));
    }
    let length = 10 - town.area_code.len() - 1;
    let rest: String = (0..length)
        .map(|_| char::from(b'0' + chance.below(10) as u8))
        .collect();
    format!("{}1{rest}", town.area_code)
}

fn mailbox(last: &str, chance: &mut Chance) -> String {
    let plain: String = last
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_lowercase)
        .collect();
    let initial = char::from(b'a' + chance.below(26) as u8);
    format!(
        "{initial}.{plain}@{}",
        chance.pick(&[
            "thuis.example",
            "post.example",
            "mail.example",
            "brievenbus.example"
        ])
    )
}

fn last_name(chance: &mut Chance) -> String {
    chance.pick(LAST).to_owned()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

const FIRST: &[&str] = &[
    "Jan",
    "Anja",
    "Kees",
    "Wilma",
    "Mohamed",
    "Ellen",
    "Johan",
    "Sabine",
    "Erik",
    "Marianne",
    "Ahmet",
    "Lieke",
    "Peter",
    "Hanneke",
    "Dirk",
    "Rosa",
    "Youssef",
    "Tineke",
    "Stefan",
    "Judith",
    "Henk",
    "Naima",
    "Maarten",
    "Els",
    "Frank",
    "Gülay",
    "Paul",
    "Simone",
    "Thijs",
    "Corrie",
    "Gijs",
    "Mirjam",
    "Rob",
    "Aafke",
    "Teun",
    "Nienke",
    "Willem",
    "Shirley",
    "Leo",
    "Jacqueline",
    "Bert",
    "Ilse",
    "Koen",
    "Truus",
    "Vincent",
    "Fenna",
    "Harm",
    "Loes",
    "Niels",
    "Riet",
];

const LAST: &[&str] = &[
    "de Jong",
    "Jansen",
    "de Vries",
    "van den Berg",
    "Bakker",
    "van Dijk",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Leeuwen",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Dijkstra",
    "Smits",
    "de Graaf",
    "van der Meer",
    "van der Linden",
    "Kok",
    "Jacobs",
    "van Vliet",
    "de Haan",
    "Vermeulen",
    "van den Heuvel",
    "van der Veen",
    "van den Broek",
    "de Bruijn",
    "van der Heijden",
    "Schouten",
    "van Beek",
    "Willems",
    "van Vugt",
    "Kuijpers",
    "Hoekstra",
    "Koster",
    "Prins",
    "Blom",
    "Huisman",
    "Peeters",
    "de Bruin",
    "Yılmaz",
    "Özdemir",
    "El Amrani",
    "Bouzid",
    "Ramdin",
    "Wijngaarde",
    "Nguyen",
    "Kowalski",
    "Timmermans",
    "Groen",
    "Gerritsen",
    "Scholten",
    "Veldhuis",
    "Wolters",
    "Postma",
    "Kramer",
    "Molenaar",
    "Boersma",
    "Hofman",
    "Driessen",
    "Claassen",
    "van Schaik",
    "Bosman",
    "Evers",
    "Verbruggen",
    "ten Brink",
    "ter Horst",
    "Sijbesma",
    "van 't Hof",
    "op den Kamp",
    "in 't Veld",
];

const FIRMS: &[(&str, &str)] = &[
    ("Woningstichting De Linde", "opzichter"),
    ("Woonbedrijf {plaats}", "medewerker onderhoud"),
    ("VvE Parkzicht", "voorzitter"),
    ("VvE Het Anker", "penningmeester"),
    ("Bakkerij Zoet & Zout", "eigenaar"),
    ("Basisschool De Regenboog", "conciërge"),
    ("Kapsalon Knip", "eigenaar"),
    ("Fysiotherapie {plaats}-Centrum", "praktijkhouder"),
    ("Bouwbedrijf Ter Haar", "uitvoerder"),
    ("Makelaardij Van Essen", "beheerder"),
    ("Zorgcentrum De Wilgen", "hoofd technische dienst"),
    ("Kinderdagverblijf Pippeloentje", "locatiemanager"),
    ("Aannemersbedrijf Kroon", "projectleider"),
    ("Restaurant De Waag", "bedrijfsleider"),
];
