//! Reading a procedure file, so that every fault names its line and column; writing one.

use super::{Fault, Procedure, ProcedureError};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

impl Procedure {
    /// Reads a procedure from TOML and checks it.
    pub fn from_toml(text: &str) -> Result<Procedure, ProcedureError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let procedure = Procedure::from_toml_unchecked(text)?;
        let mut faults = procedure.faults();
        if faults.is_empty() {
            return Ok(procedure);
        }
        if let Ok(table) = DeTable::parse(text) {
            for fault in &mut faults {
                if let Some(offset) = offset(table.get_ref(), &fault.place) {
                    (fault.line, fault.column) = position(text, offset);
                }
            }
        }
        faults.sort_by_key(|fault| (fault.line, fault.column));
        Err(ProcedureError { faults })
    }

    /// Reads a procedure without asking whether it can work.
    pub fn from_toml_unchecked(text: &str) -> Result<Procedure, ProcedureError> {
        if nested_too_deeply(text) {
            let wrong = "brackets stand in brackets too deeply".to_owned();
            return Err(fault(wrong, (0, 0)));
        }
        toml::from_str(text).map_err(|error| shape(text, &error))
    }

    /// The procedure as TOML: everything that counts, without the comments of the file that it came from.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }
}

/// A file that is no TOML, or that has other keys and values than a procedure.
fn shape(text: &str, error: &toml::de::Error) -> ProcedureError {
    let (line, column) = match error.span() {
        Some(span) => position(text, span.start),
        None => (0, 0),
    };
    let wrong = error.message().trim_end_matches('.').replace('\n', " ");
    fault(wrong, (line, column))
}

fn fault(wrong: String, (line, column): (usize, usize)) -> ProcedureError {
    ProcedureError {
        faults: vec![Fault {
            place: vec![],
            line,
            column,
            wrong,
            right: "docs/procedures.md tells every key and what it can be".to_owned(),
        }],
    }
}

/// How deep tables and lists stand in each other in a file that people write; a real one has three.
const DEEPEST: usize = 64;

/// Whether brackets stand in brackets so deeply that reading the file would exhaust the stack. Those in texts count too,
/// which harms nobody.
pub fn nested_too_deeply(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// Line and column of an offset, both from 1; the column counts characters.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line, column)
}

/// Where in the file the innermost part of a place stands that exists.
fn offset(table: &DeTable<'_>, place: &[String]) -> Option<usize> {
    let (first, rest) = place.split_first()?;
    let (key, value) = table
        .iter()
        .find(|(key, _)| key.get_ref().as_ref() == first.as_str())?;
    if rest.is_empty() {
        return Some(key.span().start);
    }
    inner(value, rest).or(Some(key.span().start))
}

fn inner(value: &Spanned<DeValue<'_>>, place: &[String]) -> Option<usize> {
    match value.get_ref() {
        DeValue::Table(table) => offset(table, place),
        DeValue::Array(values) => {
            let (first, rest) = place.split_first()?;
            let entry = values.get(first.parse::<usize>().ok()?)?;
            inner(entry, rest).or(Some(entry.span().start))
        }
        _ => None,
    }
}
