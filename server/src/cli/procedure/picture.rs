//! The picture of a procedure: its stages as a chain, and under it each obligation from what begins to what ends it.

use super::page::{escaped, term, trigger};
use domain::language::Language;
use domain::procedure::{ObligationRule, Procedure};
use std::fmt::Write;

const WIDTH: usize = 1040;
const LINE: usize = 18;
/// Letters that fit beside a bar.
const LETTERS: usize = 42;

/// The picture as SVG, with its own colours: it is looked at outside of the program.
pub fn picture(procedure: &Procedure, language: Language) -> String {
    let mut drawn = String::new();
    let mut y = stages(procedure, language, &mut drawn);
    for rule in &procedure.obligations {
        y = obligation(procedure, rule, language, y, &mut drawn);
    }
    let title = language.pick("Stadia en beloften", "Stages and obligations");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" width=\"{WIDTH}\" height=\"{y}\" role=\"img\" font-family=\"system-ui,sans-serif\" font-size=\"13\"><title>{}: {title}</title>{drawn}</svg>",
        escaped(&procedure.name)
    )
}

/// Boxes from left to right, as many in a row as fit; where they end.
fn stages(procedure: &Procedure, language: Language, drawn: &mut String) -> usize {
    let (mut x, mut y) = (0, 4);
    for (index, stage) in procedure.stages.iter().enumerate() {
        let name = stage.name.get(language);
        let width = name.chars().count() * 8 + 24;
        if x + width > WIDTH {
            (x, y) = (0, y + 48);
        }
        if index > 0 && x > 0 {
            let _ = write!(
                drawn,
                "<path d=\"M{} {} h16 m-5 -4 l5 4 l-5 4\" fill=\"none\" stroke=\"#0b6b62\"/>",
                x - 20,
                y + 16
            );
        }
        let _ = write!(
            drawn,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"32\" rx=\"3\" fill=\"#dcefec\" stroke=\"#0b6b62\"/><text x=\"{}\" y=\"{}\" fill=\"#12211f\">{}</text>",
            x + 12,
            y + 20,
            escaped(name)
        );
        x += width + 24;
    }
    if procedure.stages.is_empty() {
        8
    } else {
        y + 56
    }
}

/// One row: what begins it, a bar with name and term, what ends it; where the row ends.
fn obligation(
    procedure: &Procedure,
    rule: &ObligationRule,
    language: Language,
    y: usize,
    drawn: &mut String,
) -> usize {
    let told = |all: &[String]| {
        let lines = all
            .iter()
            .flat_map(|one| folded(&trigger(procedure, one, language)));
        lines.collect::<Vec<_>>()
    };
    let (starts, ends) = (told(&rule.starts), told(&rule.discharged_by));
    let height = starts.len().max(ends.len()).max(2) * LINE + 12;
    let middle = y + height / 2;
    column(&starts, 0, middle, drawn);
    column(&ends, 740, middle, drawn);
    let dash = if rule.aim {
        " stroke-dasharray=\"5 4\""
    } else {
        ""
    };
    let owner = procedure.role_name(rule.owner, language);
    let _ = write!(
        drawn,
        "<path d=\"M306 {middle} h24 M710 {middle} h20 m-5 -4 l5 4 l-5 4\" fill=\"none\" stroke=\"#4d6460\"/>\
         <rect x=\"330\" y=\"{}\" width=\"380\" height=\"40\" rx=\"3\" fill=\"#ffffff\" stroke=\"#0b6b62\"{dash}/>\
         <text x=\"342\" y=\"{}\" font-weight=\"600\" fill=\"#12211f\">{}</text>\
         <text x=\"342\" y=\"{}\" fill=\"#4d6460\">{}</text>",
        middle - 20,
        middle - 3,
        escaped(rule.name.get(language)),
        middle + 14,
        escaped(&format!(
            "{} · {owner} · {}",
            term(rule, language),
            rule.rule
        )),
    );
    y + height
}

fn column(lines: &[String], x: usize, middle: usize, drawn: &mut String) {
    let top = middle + 5 - (lines.len().max(1) - 1) * LINE / 2;
    for (index, line) in lines.iter().enumerate() {
        let _ = write!(
            drawn,
            "<text x=\"{x}\" y=\"{}\" fill=\"#12211f\">{}</text>",
            top + index * LINE,
            escaped(line)
        );
    }
}

/// A text in lines that fit.
fn folded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
