//! What is wrong in a register, for the person who puts it right: where, what stands there, what would be right.

use super::entry::Entry;
use super::line::Line;
use domain::language::{Language, Text};
use std::collections::BTreeMap;
use std::fmt::Write;

/// One wrong value of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub line: Line,
    pub entry: Entry,
    /// The headings of its columns; empty when the mapping itself gives the value.
    pub column: String,
    pub value: String,
    pub wrong: Text,
    pub right: Text,
}

impl Fault {
    /// `regel 14 (rij 12), kolom "Telefoon", "061": dit is geen telefoonnummer. Een telefoonnummer heeft 10 cijfers …`.
    pub fn sentence(&self, language: Language) -> String {
        let place = self.line.words(language);
        let (wrong, right) = (self.wrong.get(language), self.right.get(language));
        format!(
            "{place}, {}, \"{}\": {wrong} {right}",
            self.place(language),
            shown(&self.value)
        )
    }

    fn place(&self, language: Language) -> String {
        match (self.column.as_str(), language) {
            ("", Language::Nl) => format!("{} (uit de koppeling)", self.entry),
            ("", Language::En) => format!("{} (from the mapping)", self.entry),
            (column, _) => format!("{} \"{}\"", language.pick("kolom", "column"), shown(column)),
        }
    }
}

/// A cell on one line, cut where it is long; nothing in it can steer a terminal.
pub fn shown(value: &str) -> String {
    const MOST: usize = 60;
    let plain = |c: char| match c {
        '\n' => '⏎',
        c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {
            '·'
        }
        c => c,
    };
    let line: String = value
        .replace("\r\n", "\n")
        .chars()
        .take(MOST)
        .map(plain)
        .collect();
    if value.chars().count() > MOST {
        format!("{line}…")
    } else {
        line
    }
}

/// All faults as a text: in the order of the file, at most so many; then how often each kind occurs.
pub fn report(faults: &[Fault], most: usize, language: Language) -> String {
    let mut sorted: Vec<&Fault> = faults.iter().collect();
    sorted.sort_by_key(|fault| fault.line);
    let mut text = String::new();
    for fault in sorted.iter().take(most) {
        let _ = writeln!(text, "{}", fault.sentence(language));
    }
    let more = sorted.len().saturating_sub(most);
    if more > 0 {
        let _ = match language {
            Language::Nl => writeln!(text, "… en nog {more}."),
            Language::En => writeln!(text, "… and {more} more."),
        };
    }
    let mut kinds: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for fault in &sorted {
        *kinds
            .entry((fault.place(language), fault.wrong.get(language)))
            .or_default() += 1;
    }
    if sorted.len() > kinds.len() {
        let mut counted: Vec<_> = kinds.into_iter().collect();
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let _ = writeln!(text, "{}", language.pick("\nSamengevat:", "\nIn short:"));
        for ((place, wrong), count) in counted.into_iter().take(30) {
            let _ = writeln!(text, "{count:>6} × {place}: {wrong}");
        }
    }
    text
}

/// How many rows have a fault.
pub fn rows(faults: &[Fault]) -> usize {
    let lines: std::collections::BTreeSet<Line> = faults.iter().map(|fault| fault.line).collect();
    lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::text;

    fn fault(line: usize, value: &str) -> Fault {
        Fault {
            line: Line { line, row: line },
            entry: Entry::Ruling,
            column: "Gegrond?".into(),
            value: value.into(),
            wrong: text("dit woord is niet bekend.", "this word is not known."),
            right: text("Kies ja of nee.", "Choose yes or no."),
        }
    }

    #[test]
    fn a_report_is_in_order_bounded_and_counted() {
        let faults = [fault(9, "x"), fault(3, "a\nb\u{1b}[31m"), fault(5, "z")];
        let text = report(&faults, 2, Language::Nl);
        assert!(text.starts_with("regel 3, kolom \"Gegrond?\", \"a⏎b·[31m\": dit woord is niet bekend. Kies ja of nee.\n"), "{text}");
        assert!(text.contains("… en nog 1."), "{text}");
        assert!(text.contains("3 × kolom \"Gegrond?\""), "{text}");
        assert_eq!(rows(&faults), 3);
    }
}
