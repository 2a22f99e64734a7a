//! Giving a register out: every dossier of an organisation as a row, as CSV or as a workbook.

use super::column::{Cell, Column, Line, columns};
use super::facts::Facts;
use super::guard::guarded;
use crate::database::Database;
use crate::journal::{Versions, recorded};
use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use domain::dossier::Dossier;
use domain::language::Language;
use domain::record::Recorded;
use futures::TryStreamExt;
use uuid::Uuid;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub language: Language,
    /// First and last day of receipt, both included.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub now: DateTime<Utc>,
}

/// A register as a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub columns: Vec<Column>,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// Reads the register, in the order of receipt.
pub async fn sheet(database: &Database, facts: &Facts, wish: Wish) -> anyhow::Result<Sheet> {
    let columns = columns(facts);
    let headings = columns
        .iter()
        .map(|column| column.heading(facts, wish.language))
        .collect();
    let mut rows: Vec<(DateTime<Utc>, Option<String>, Vec<Cell>)> = Vec::new();
    let mut transaction = database.organisation_snapshot(facts.organisation).await?;
    let today = facts.procedure.clone();
    let versions = Versions::read(&mut transaction, facts.organisation, today).await?;
    let mut stream = sqlx::query!(
        "select dossier, position, received_at, envelope from events where organisation = $1 order by dossier, position",
        facts.organisation.0
    )
    .fetch(&mut *transaction);
    let mut log: Vec<Recorded> = Vec::new();
    let mut current: Option<Uuid> = None;
    let mut take = |log: &mut Vec<Recorded>| {
        let log = std::mem::take(log);
        let dossier = Dossier::fold(&log)?;
        let day = facts.procedure.calendar.wall(dossier.received_at).date();
        let within =
            wish.from.is_none_or(|from| from <= day) && wish.until.is_none_or(|until| day <= until);
        if within {
            let own = versions.of(&dossier);
            let line = Line::new(facts, own, wish.language, wish.now, &dossier, &log);
            let cells = columns.iter().map(|column| line.cell(column)).collect();
            rows.push((dossier.received_at, dossier.number.clone(), cells));
        }
        Some(())
    };
    while let Some(row) = stream.try_next().await? {
        if current.replace(row.dossier) != Some(row.dossier) {
            take(&mut log);
        }
        log.push(recorded(row.position, row.received_at, &row.envelope)?);
    }
    take(&mut log);
    drop(stream);
    rows.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    Ok(Sheet {
        columns,
        headings,
        rows: rows.into_iter().map(|(.., cells)| cells).collect(),
    })
}

/// As CSV: semicolons and a byte order mark, so that a Dutch Excel opens it; cells that would be formulas are marked.
pub fn csv(sheet: &Sheet, facts: &Facts, language: Language) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(sheet.headings.iter().map(|heading| guarded(heading)))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| plain(cell, facts, language)))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error())
        .context("the register could not be written")
}

fn plain(cell: &Cell, facts: &Facts, language: Language) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Day(day) => day
            .format(language.pick("%d-%m-%Y", "%Y-%m-%d"))
            .to_string(),
        Cell::Moment(at) => {
            let wall = facts.procedure.calendar.wall(*at);
            wall.format(language.pick("%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M"))
                .to_string()
        }
    }
}
