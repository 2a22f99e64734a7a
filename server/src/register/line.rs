//! Where a row stands in its file, as people see it there.

use domain::language::Language;

/// A row's place. The two differ once a cell has a line break, or a heading has one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// As an editor counts, from 1: where the row begins.
    pub line: usize,
    /// As a spreadsheet counts, from 1.
    pub row: usize,
}

impl Line {
    /// `regel 14`, or `regel 14 (rij 12)`.
    pub fn words(self, language: Language) -> String {
        let Line { line, row } = self;
        let name = language.pick("regel", "line");
        if line == row {
            format!("{name} {line}")
        } else {
            format!("{name} {line} ({} {row})", language.pick("rij", "row"))
        }
    }
}

/// Where each row begins, blank lines left out; or the line on which a quoted cell begins that never ends.
///
/// Quotes count as the crate `csv` counts them: only at the beginning of a cell, doubled inside.
pub fn lines(text: &str, delimiter: u8) -> Result<Vec<Line>, usize> {
    enum State {
        Row,
        Cell,
        Plain,
        Quoted,
        Quote,
    }
    let mut state = State::Row;
    let mut at = Line { line: 1, row: 1 };
    let mut opened = 1;
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    for (index, byte) in bytes.iter().copied().enumerate() {
        // CR LF is one break; it is counted at its LF.
        let first_half = byte == b'\r' && bytes.get(index + 1) == Some(&b'\n');
        let ends = matches!(byte, b'\r' | b'\n');
        let breaks = ends && !first_half;
        if matches!(state, State::Row) && !ends {
            found.push(at);
            state = State::Cell;
        }
        let quoted = matches!(state, State::Quoted);
        state = match (state, byte) {
            (State::Cell, b'"') => {
                opened = at.line;
                State::Quoted
            }
            (State::Quoted, b'"') => State::Quote,
            (State::Quoted, _) => State::Quoted,
            (State::Quote, b'"') => State::Quoted,
            (_, b'\r' | b'\n') => State::Row,
            (_, other) if other == delimiter => State::Cell,
            _ => State::Plain,
        };
        if breaks {
            at.line += 1;
            at.row += usize::from(!quoted);
        }
    }
    match state {
        State::Quoted => Err(opened),
        _ => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_where_an_editor_and_a_spreadsheet_show_it() {
        let text = "a;b\r\n1;\"x\r\ny\"\r\n\r\n2;\"z\"\"\n\"\n3;q";
        let expected = [(1, 1), (2, 2), (5, 4), (7, 5)];
        let found = lines(text, b';').unwrap();
        assert_eq!(
            found.iter().map(|l| (l.line, l.row)).collect::<Vec<_>>(),
            expected
        );
        assert_eq!(found[2].words(Language::Nl), "regel 5 (rij 4)");
        assert_eq!(found[0].words(Language::En), "line 1");
    }

    #[test]
    fn old_line_ends_count_too() {
        let found = lines("a\rb\r\rc", b';').unwrap();
        assert_eq!(found.iter().map(|l| l.line).collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn a_quote_that_never_ends_is_found_where_it_begins() {
        assert_eq!(lines("a;b\n1;\"x\n2;y\n", b';'), Err(2));
        assert!(lines("a;5\" glas\n", b';').is_ok());
    }
}
