//! Which passwords are good enough: long, and not soon guessed by who has the lists of leaked ones.

use app::api::ApiError;
use std::collections::BTreeSet;
use zxcvbn::{Score, zxcvbn};

/// Characters that a password has at least.
const SHORTEST: usize = 12;
/// Characters that a password has at most: hashing a whole book would only keep the server busy.
pub const LONGEST: usize = 256;
/// Below this score fewer than 10^10 guesses will do for somebody who tries what leaked, words, names, keyboards and dates,
/// and all of these together.
const ENOUGH: Score = Score::Four;

/// What is tried first in Dutch, and about this program: the lists of the estimator are English.
const WELL_KNOWN: [&str; 44] = [
    "glashelder",
    "wachtwoord",
    "welkom",
    "geheim",
    "geheimpje",
    "voorjaar",
    "lente",
    "zomer",
    "herfst",
    "najaar",
    "winter",
    "januari",
    "februari",
    "maart",
    "april",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "nederland",
    "amsterdam",
    "rotterdam",
    "feyenoord",
    "ajax",
    "hallo",
    "ikhouvanjou",
    "hetisgeheim",
    "schatje",
    "lieverd",
    "beheerder",
    "klacht",
    "klachten",
    "kozijn",
    "monteur",
];

/// Refuses a password in words that say what to do. `known` is what others know of the person: name, address,
/// organisation.
pub fn check(password: &str, known: &[String]) -> Result<(), ApiError> {
    let length = password.chars().count();
    if length < SHORTEST {
        return refused(
            format!(
                "Een wachtwoord heeft minstens {SHORTEST} tekens; dit zijn er {length}. Kies drie woorden die niets met elkaar te maken hebben."
            ),
            format!(
                "A password has at least {SHORTEST} characters; these are {length}. Choose three words that have nothing to do with each other."
            ),
        );
    }
    if length > LONGEST {
        return refused(
            format!("Een wachtwoord heeft hoogstens {LONGEST} tekens."),
            format!("A password has at most {LONGEST} characters."),
        );
    }
    let lower = password.to_lowercase();
    let different: BTreeSet<char> = lower.chars().collect();
    if different.len() < 5 {
        return refused(
            "Dit wachtwoord herhaalt steeds dezelfde tekens. Kies drie woorden die niets met elkaar te maken hebben."
                .into(),
            "This password repeats the same characters. Choose three words that have nothing to do with each other."
                .into(),
        );
    }
    let parts = parts(known);
    let rest = parts
        .iter()
        .fold(lower.clone(), |rest, part| rest.replace(part, ""));
    if rest != lower && rest.chars().count() < 8 {
        return refused(
            "Dit wachtwoord lijkt te veel op uw naam, e-mailadres of organisatie. Kies drie woorden die niets met u en met elkaar te maken hebben."
                .into(),
            "This password is too much like your name, e-mail address or organisation. Choose three words that have nothing to do with you or each other."
                .into(),
        );
    }
    let context: Vec<&str> = WELL_KNOWN
        .into_iter()
        .chain(parts.iter().map(String::as_str))
        .collect();
    if zxcvbn(password, &context).score() < ENOUGH {
        return refused(
            "Dit wachtwoord is te snel te raden: het lijkt op wachtwoorden die al zijn uitgelekt. Kies drie woorden die niets met elkaar te maken hebben."
                .into(),
            "This password is too soon guessed: it is like passwords that have leaked. Choose three words that have nothing to do with each other."
                .into(),
        );
    }
    Ok(())
}

/// The words in what others know, that are long enough to mean something.
fn parts(known: &[String]) -> BTreeSet<String> {
    let words = known
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words
        .map(str::to_lowercase)
        .filter(|part| part.chars().count() >= 4)
        .collect()
}

fn refused(nl: String, en: String) -> Result<(), ApiError> {
    Err(ApiError::Refused { nl, en })
}

#[cfg(test)]
mod tests {
    use super::{ENOUGH, WELL_KNOWN, check};

    fn known() -> Vec<String> {
        [
            "samira.bakker@glaspunt.example",
            "Samira Bakker",
            "Glaspunt Nederland",
        ]
        .map(str::to_owned)
        .into()
    }

    #[test]
    fn a_password_is_long_and_not_what_everybody_would_try() {
        let cases = [
            ("correct paard batterij", true),
            ("kozijn-regen-42", true),
            ("sponning kit rubber", true),
            ("glas in lood 1900", true),
            ("tafel giraf donderdag", true),
            ("9vK2qLw8TzRm", true),
            ("kort", false),
            ("elf tekens.", false),
            ("aaaaaaaaaaaaaaaa", false),
            ("abababababababab", false),
            ("Wachtwoord2026", false),
            ("W4chtwoord2026!", false),
            ("123456789012", false),
            ("samirabakker1", false),
            ("samira-bakker-1", false),
            ("glaspunt2026!", false),
            ("NederlandGlaspunt", false),
            ("Welkom0123456", false),
            ("welkomwelkom1", false),
            ("Zomer2026Zomer", false),
            ("HerfstNovember26", false),
            ("qwertyuiop1234", false),
            ("1q2w3e4r5t6y7u", false),
            ("1qaz2wsx3edc", false),
            ("q1w2e3r4t5y6", false),
            ("passwordpassword", false),
            ("Password123456!", false),
            ("P@ssw0rd2026!!", false),
            ("iloveyouforever", false),
            ("trustno1trustno1", false),
            ("superman123456", false),
            ("administrator1", false),
            ("ikhouvanjou1", false),
            ("21-11-2026 2026", false),
        ];
        let wrong: Vec<_> = cases
            .into_iter()
            .filter(|(password, good)| check(password, &known()).is_ok() != *good)
            .map(|(password, _)| {
                (
                    password,
                    zxcvbn::zxcvbn(password, &WELL_KNOWN).guesses_log10(),
                )
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}, {ENOUGH}");
        assert!(check(&"lang genoeg ".repeat(30), &known()).is_err());
    }

    /// Judging must not be a way to keep the server busy.
    #[test]
    fn judging_the_longest_password_is_quick() {
        let longest = "aZ3$é1q2w3e4r"
            .repeat(20)
            .chars()
            .take(256)
            .collect::<String>();
        let began = std::time::Instant::now();
        assert!(check(&longest, &known()).is_ok());
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    }
}
