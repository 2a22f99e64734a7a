//! `glashelder holidays`: the holidays that a calendar keeps, for a year or for several.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use domain::holiday::Holiday;
use domain::language::Language;
use domain::moment;
use serde_json::{Value, json};

use super::term::{Tongue, read_calendar, unless_closed};

/// Lists the holidays of a year, or of several
#[derive(Debug, Args)]
pub struct HolidaysArgs {
    /// The year, or the first of several
    #[arg(long)]
    pub year: i32,

    /// The last year
    #[arg(long, value_name = "YEAR")]
    pub until: Option<i32>,

    /// The calendar file; without it a Dutch office, with Liberation Day every fifth year
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,

    /// Print JSON
    #[arg(long)]
    pub json: bool,

    /// The language of the names
    #[arg(long, value_enum, default_value_t)]
    pub language: Tongue,
}

/// Lists them on `out` in the order of the calendar.
pub fn run(args: HolidaysArgs, out: &mut impl Write) -> Result<()> {
    unless_closed(list(args, out))
}

fn list(args: HolidaysArgs, out: &mut impl Write) -> Result<()> {
    let language: Language = args.language.into();
    let (first, last) = (args.year, args.until.unwrap_or(args.year));
    if last < first {
        bail!(language.pick(
            format!(
                "Het laatste jaar ({last}) ligt voor het eerste ({first}). Draai de twee jaren om."
            ),
            format!("The last year ({last}) is before the first ({first}). Swap the two years."),
        ));
    }
    if first < 1583 || last > 9999 {
        bail!(language.pick(
            "Feestdagen zijn bekend voor de jaren 1583 tot en met 9999. Kies een jaar daartussen.",
            "Holidays are known for the years 1583 to 9999. Choose a year in between.",
        ));
    }
    let calendar = read_calendar(args.calendar.as_deref(), language)?;
    let holidays: Vec<Holiday> = (first..=last)
        .flat_map(|year| calendar.holidays(year))
        .collect();
    if args.json {
        let days: Vec<Value> = holidays
            .iter()
            .map(|day| json!({"date": day.date, "name": day.name.get(language)}))
            .collect();
        writeln!(out, "{}", Value::Array(days))?;
        return Ok(());
    }
    if holidays.is_empty() {
        writeln!(
            out,
            "{}",
            language.pick(
                "Deze kalender kent geen feestdagen.",
                "This calendar keeps no holidays."
            )
        )?;
    }
    for day in &holidays {
        writeln!(
            out,
            "{}: {}",
            moment::day_with_year(day.date, language),
            day.name.get(language)
        )?;
    }
    Ok(())
}
