//! The mapping of a register that this program wrote.

use super::column;
use super::mapping::Mapping;
use super::table::Table;
use domain::language::{Language, Text};
use std::fmt::Write;

/// The mapping's file for a register with headings in a language.
pub fn text(language: Language) -> String {
    let mut text = String::from(language.pick(
        "# De koppeling van een register dat `glashelder export` schreef.\n",
        "# The mapping of a register that `glashelder export` wrote.\n",
    ));
    text += "# glashelder import --own\n\n[columns]\n";
    for entry in column::entries() {
        let _ = writeln!(text, "\"{entry}\" = \"{}\"", entry.heading(language));
    }
    text
}

/// The mapping in the language of a table's headings.
pub fn mapping(table: &Table) -> Result<Mapping, Text> {
    let fits = |language: Language| {
        let names: Vec<String> = column::entries()
            .iter()
            .map(|entry| entry.heading(language))
            .collect();
        table
            .headings
            .iter()
            .filter(|heading| names.contains(heading))
            .count()
    };
    let language = if fits(Language::En) > fits(Language::Nl) {
        Language::En
    } else {
        Language::Nl
    };
    Mapping::from_toml(&text(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_are_these() {
        let nl = include_str!("../../../docs/examples/own-nl.toml");
        let en = include_str!("../../../docs/examples/own-en.toml");
        assert_eq!(text(Language::Nl), nl);
        assert_eq!(text(Language::En), en);
        assert!(Mapping::from_toml(nl).is_ok() && Mapping::from_toml(en).is_ok());
    }
}
