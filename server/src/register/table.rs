//! A text as a table: the delimiter seen or as named, headings, and rows that know where they stand.

use super::guard::unguarded;
use super::line::{Line, lines};
use domain::language::Text;
use domain::moment::text;

/// A register as it stands in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub delimiter: char,
    /// Trimmed, each on one line.
    pub headings: Vec<String>,
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub line: Line,
    /// As many as it has; [`Row::cell`] gives an empty one for what it lacks.
    pub cells: Vec<String>,
}

impl Row {
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads a table. Rows of empty cells only are left out, as spreadsheets write them below the last.
pub fn read(source: &str, named: Option<char>) -> Result<Table, Text> {
    let (source, told) = match told_delimiter(source) {
        Some((rest, delimiter)) => (rest, Some(delimiter)),
        None => (source, None),
    };
    let skipped = usize::from(told.is_some());
    let delimiter = named.or(told).unwrap_or_else(|| sniff(source));
    let byte = u8::try_from(delimiter).ok().filter(u8::is_ascii);
    let byte = byte.ok_or_else(|| {
        text(
            format!("{delimiter:?} kan geen scheidingsteken zijn; kies ; of , of een tab."),
            format!("{delimiter:?} cannot be a delimiter; choose ; or , or a tab."),
        )
    })?;
    let places = lines(source, byte).map_err(|line| unclosed(line + skipped))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(byte)
        .has_headers(false)
        .flexible(true)
        .from_reader(source.as_bytes());
    let mut rows = Vec::with_capacity(places.len());
    for (record, place) in reader.records().zip(&places) {
        let record = record.map_err(|error| {
            text(
                format!("De tabel is niet te lezen: {error}."),
                format!("The table cannot be read: {error}."),
            )
        })?;
        let line = Line {
            line: place.line + skipped,
            row: place.row + skipped,
        };
        let cells = record.iter().map(|cell| unguarded(cell).to_owned());
        rows.push(Row {
            line,
            cells: cells.collect(),
        });
    }
    let mut rows = rows.into_iter().filter(|row| !row.is_blank());
    let headings = rows.next().map(|row| row.cells).unwrap_or_default();
    if headings.len() > MOST_COLUMNS {
        return Err(too_wide(headings.len(), delimiter));
    }
    Ok(Table {
        delimiter,
        headings: headings
            .iter()
            .map(|heading| on_one_line(heading))
            .collect(),
        rows: rows.collect(),
    })
}

/// Words with single spaces between them.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Excel's own first line: `sep=;`.
fn told_delimiter(source: &str) -> Option<(&str, char)> {
    let (first, rest) = source.split_once('\n')?;
    let mut told = first.trim_end_matches('\r').strip_prefix("sep=")?.chars();
    match (told.next(), told.next()) {
        (Some(delimiter), None) => Some((rest, delimiter)),
        _ => None,
    }
}

/// The delimiter that splits the first rows most evenly, and then into most cells.
fn sniff(source: &str) -> char {
    let sample: String = source.lines().take(40).collect::<Vec<_>>().join("\n");
    let score = |delimiter: char| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter as u8)
            .has_headers(false)
            .flexible(true)
            .from_reader(sample.as_bytes());
        let widths: Vec<usize> = reader.records().flatten().map(|r| r.len()).collect();
        let first = widths.first().copied().unwrap_or(1);
        let even = widths.iter().filter(|width| **width == first).count();
        (first > 1, even * first)
    };
    [';', ',', '\t']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| score(*delimiter))
        .unwrap_or(';')
}

/// As many columns as a worksheet of Excel or LibreOffice can have.
const MOST_COLUMNS: usize = 16_384;

fn too_wide(columns: usize, delimiter: char) -> Text {
    text(
        format!(
            "De eerste rij heeft {columns} cellen; een register heeft er hoogstens {MOST_COLUMNS}. Scheidt {delimiter:?} de cellen wel?"
        ),
        format!(
            "The first row has {columns} cells; a register has {MOST_COLUMNS} at most. Is {delimiter:?} what separates the cells?"
        ),
    )
}

fn unclosed(line: usize) -> Text {
    text(
        format!(
            "Op regel {line} begint een cel met een aanhalingsteken dat nergens sluit; alles erna zou in die ene cel terechtkomen. Zet er een \" achter, of verdubbel het (\"\") als het bij de tekst hoort."
        ),
        format!(
            "On line {line} a cell begins with a quote that is never closed; all that follows would end up in that one cell. Put a \" after it, or double it (\"\") where it belongs to the text."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn delimiters_are_seen_told_and_named() {
        let cases = [
            ("a;b;c\n1,5;2;3\n", None, ';', 3),
            ("a,b\n1;2,\"3;4\"\n", None, ',', 2),
            ("a\tb\n1\t2\n", None, '\t', 2),
            ("sep=,\na,b\n1,2\n", None, ',', 2),
            ("naam, voorletters;datum\nX;1\nY;2\n", None, ';', 2),
            ("a,b;c\n", Some(','), ',', 2),
            ("alleen\n1\n", None, ';', 1),
        ];
        for (source, named, delimiter, width) in cases {
            let table = read(source, named).unwrap();
            assert_eq!(
                (table.delimiter, table.headings.len()),
                (delimiter, width),
                "{source}"
            );
        }
        assert_eq!(
            read("sep=;\r\na;b\r\n1;2", None).unwrap().rows[0].line.line,
            3
        );
    }

    #[test]
    fn no_register_is_wider_than_a_worksheet() {
        let wide = "x;".repeat(MOST_COLUMNS);
        let refused = read(&wide, None).unwrap_err();
        assert!(refused.nl.contains("16385 cellen"), "{}", refused.nl);
        assert!(read(&wide[..wide.len() - 1], None).is_ok());
    }

    #[test]
    fn blank_rows_are_left_out_and_lines_stay_right() {
        let table = read("a;\"b\n c\"\n;\n1;\"x\ny\"\n\n2;z\n", None).unwrap();
        assert_eq!(table.headings, ["a", "b c"]);
        let places: Vec<_> = table
            .rows
            .iter()
            .map(|r| (r.line.line, r.line.row))
            .collect();
        assert_eq!(places, [(4, 3), (7, 5)]);
        assert!(read("a;b\n1;\"x", None).unwrap_err().nl.contains("regel 2"));
    }

    proptest! {
        #[test]
        fn every_row_has_its_line(cells in proptest::collection::vec("[a;\"\r\n=' ]{0,5}", 1..12)) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![]);
            for cell in &cells {
                writer.write_record([cell.as_str(), "x"]).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(lines(&text, b';').unwrap().len(), cells.len());
        }
    }
}
