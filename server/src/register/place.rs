//! A whole address in one cell: `Kerkstraat 12 bis, 6825 MN Arnhem`.

use domain::party::Address;
use domain::validate;

/// Splits it; `None` where street and number cannot be told apart.
pub fn split(cell: &str) -> Option<Address> {
    let cell = super::table::on_one_line(&cell.replace(['\r', '\n'], ", "));
    let (before, postcode, after) = postcode_in(&cell);
    let trim = |text: &str| text.trim_matches([' ', ',', ';']).to_owned();
    let before = trim(&before);
    let (door, city) = match (before.split_once(','), trim(&after)) {
        (Some((door, city)), after) if after.is_empty() => (trim(door), trim(city)),
        (_, after) => (before, after),
    };
    let (street, number) = door_of(&door)?;
    Some(Address {
        street,
        number,
        postcode,
        city,
    })
}

/// What stands before a postcode, the postcode in its right form, and what stands after it.
fn postcode_in(cell: &str) -> (String, String, String) {
    let words: Vec<&str> = cell.split(' ').collect();
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1).copied().unwrap_or_default();
        let bare = |text: &str| text.trim_matches([',', ';']).to_owned();
        for (text, length) in [(bare(word), 1), (bare(&format!("{word}{next}")), 2)] {
            if let Some(postcode) = validate::postcode(&text) {
                let rest = words.get(index + length..).unwrap_or_default().join(" ");
                let before = words.get(..index).unwrap_or_default().join(" ");
                return (before, postcode, rest);
            }
        }
    }
    (cell.to_owned(), String::new(), String::new())
}

/// `1e Weteringdwarsstraat 12 bis` is a street and a number: the number begins at the last word in figures.
fn door_of(door: &str) -> Option<(String, String)> {
    if door.is_empty() {
        return Some((String::new(), String::new()));
    }
    let words: Vec<&str> = door.split(' ').collect();
    let begins = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let number = words.iter().skip(1).rposition(begins)? + 1;
    let join = |words: Option<&[&str]>| words.unwrap_or_default().join(" ");
    Some((join(words.get(..number)), join(words.get(number..))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_split() {
        let cases = [
            ("Kerkstraat 12", ["Kerkstraat", "12", "", ""]),
            (
                "Kerkstraat 12 bis, 6825mn Arnhem",
                ["Kerkstraat", "12 bis", "6825 MN", "Arnhem"],
            ),
            (
                "1e Dwarsstraat 3-II\n1011 AB Amsterdam",
                ["1e Dwarsstraat", "3-II", "1011 AB", "Amsterdam"],
            ),
            (
                "Plein 1944 7, Nijmegen",
                ["Plein 1944", "7", "", "Nijmegen"],
            ),
            ("6825 MN Arnhem", ["", "", "6825 MN", "Arnhem"]),
        ];
        for (cell, [street, number, postcode, city]) in cases {
            let found = split(cell).unwrap();
            assert_eq!(
                [found.street, found.number, found.postcode, found.city],
                [street, number, postcode, city].map(str::to_owned),
                "{cell}"
            );
        }
        assert_eq!(split("Kerkstraat"), None);
    }
}
