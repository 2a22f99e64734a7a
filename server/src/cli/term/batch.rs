//! Many terms at once: every line of input is answered by one line of output, a faulty one by its fault.

use std::io::{BufRead, Write};

use anyhow::{Context, Result, anyhow};
use domain::deadline::Deadline;
use serde_json::json;

use super::Question;

/// Lines are `from,term`. Answers are due moments, or objects with `json`.
pub(super) fn answer(
    question: &Question,
    json: bool,
    mut lines: impl BufRead,
    out: &mut impl Write,
) -> Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let unreadable = || {
            question
                .language
                .pick("De invoer is niet te lezen", "The input cannot be read")
        };
        if lines
            .read_until(b'\n', &mut line)
            .with_context(unreadable)?
            == 0
        {
            return Ok(());
        }
        // A line that is no UTF-8 is a faulty line, not the end of the run.
        let answer = one(question, &String::from_utf8_lossy(&line));
        match (answer, json) {
            (Ok(found), false) => writeln!(out, "{}", question.written(found.due))?,
            (Ok(found), true) => {
                writeln!(out, "{}", serde_json::to_string(&question.answer(&found))?)?
            }
            (Err(error), false) => writeln!(out, "error: {error}")?,
            (Err(error), true) => writeln!(out, "{}", json!({"error": error.to_string()}))?,
        }
    }
}

fn one(question: &Question, line: &str) -> Result<Deadline> {
    let line = line.trim_start_matches('\u{feff}').trim();
    let (from, term) = line.split_once([',', ';']).ok_or_else(|| {
        let line = line.chars().take(60).collect::<String>();
        anyhow!(question.language.pick(
            format!("\"{line}\" is geen regel met begin en termijn. Schrijf bijvoorbeeld 2026-12-24T09:00,1 working day."),
            format!("\"{line}\" is not a line with a start and a term. Write for example 2026-12-24T09:00,1 working day."),
        ))
    })?;
    let unquoted = |field: &str| field.trim().trim_matches('"').to_string();
    question.deadline(&unquoted(from), &unquoted(term))
}
