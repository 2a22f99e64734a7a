//! Taking over a register: everything is read and rehearsed first; only when all is right it is written, at once.

use super::entry::Entry;
use super::facts::{Facts, Presence};
use super::fault::Fault;
use super::mapping::{FileShape, Mapping, Plan};
use super::own;
use super::reading::Reading;
use super::rehearsal;
use super::source;
use super::table::{self, Row, Table};
use super::telling::{Origin, Told, tell};
use super::vocabulary::folded;
use crate::database::Database;
use crate::journal::{PostgresJournal, Poured};
use chrono::{DateTime, Utc};
use domain::id::DossierId;
use domain::language::{Language, Text};
use domain::moment::text;
use domain::party::Field;
use domain::person::Actor;
use sqlx::PgConnection;
use std::collections::{BTreeMap, HashMap};

/// A register that was read, with the mapping that fits it.
#[derive(Debug, Clone)]
pub struct Register {
    pub table: Table,
    pub plan: Plan,
    /// How the file turned out to be written.
    pub encoding: &'static str,
}

/// What came, or would come, of an import.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Rows that are new here.
    pub new: usize,
    /// Rows whose dossier is here already; it stays as it is.
    pub present: usize,
    pub faults: Vec<Fault>,
    /// New rows by the year in which they were received.
    pub years: BTreeMap<i32, usize>,
    /// New rows by how they end: `open`, `closed`, `withdrawn`.
    pub ends: BTreeMap<&'static str, usize>,
}

/// Which mapping a register has.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    Given(&'a Mapping),
    /// This program wrote the register.
    Own,
}

/// Reads bytes as a register, or tells all that stands in the way.
pub fn read(bytes: &[u8], which: Which<'_>, facts: &Facts) -> Result<Register, Vec<Text>> {
    let shape = match which {
        Which::Given(mapping) => mapping.file.clone(),
        Which::Own => FileShape::default(),
    };
    let (table, encoding) = open(bytes, &shape).map_err(|wrong| vec![wrong])?;
    let plan = match which {
        Which::Given(mapping) => mapping.bind(&table, facts)?,
        Which::Own => own::mapping(&table)
            .map_err(|wrong| vec![wrong])?
            .bind(&table, facts)?,
    };
    Ok(Register {
        table,
        plan,
        encoding,
    })
}

/// Reads bytes as a table, and says in which encoding they were.
pub fn open(bytes: &[u8], shape: &FileShape) -> Result<(Table, &'static str), Text> {
    let source = source::decode(bytes, shape.encoding.as_deref())?;
    Ok((table::read(&source.text, shape.delimiter)?, source.encoding))
}

/// Takes a register over as `actor`; `dry`: only says what would come of it.
pub async fn import(
    database: &Database,
    facts: &Facts,
    register: &Register,
    actor: &Actor,
    origin: &Origin,
    dry: bool,
) -> anyhow::Result<Outcome> {
    let mut transaction = database.organisation(facts.organisation).await?;
    // Two imports of one organisation follow each other, so that the second knows what the first brought.
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended($1, 1))",
        facts.organisation.to_string()
    )
    .execute(&mut *transaction)
    .await?;
    let presence = Presence::read(&mut transaction).await?;
    let (outcome, poured) = prepare(register, facts, &presence, actor, origin)?;
    if dry || !outcome.faults.is_empty() || poured.is_empty() {
        transaction.rollback().await?;
        return Ok(outcome);
    }
    // Plans are kept from when the tables held nothing; reading those through for each row would take ever longer.
    sqlx::query("set local enable_seqscan = off")
        .execute(&mut *transaction)
        .await?;
    let journal = PostgresJournal::new(database.clone(), facts.procedure.clone(), actor.clone());
    pour(&journal, &mut transaction, &poured, origin.now).await?;
    transaction.commit().await?;
    // So much at once would leave Postgres guessing until its own housekeeping comes by.
    if poured.len() >= MANY {
        sqlx::query(ANALYZE).execute(database.pool()).await?;
    }
    Ok(outcome)
}

const MANY: usize = 1_000;
const ANALYZE: &str = "analyze dossiers, events, receipts, assigned, noticed, obligations, texts";

async fn pour(
    journal: &PostgresJournal,
    connection: &mut PgConnection,
    poured: &[Poured],
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    Ok(journal.pour(connection, poured, now).await?)
}

/// Reads and rehearses every row.
fn prepare(
    register: &Register,
    facts: &Facts,
    presence: &Presence,
    actor: &Actor,
    origin: &Origin,
) -> anyhow::Result<(Outcome, Vec<Poured>)> {
    let mut outcome = Outcome::default();
    let mut poured: Vec<(DateTime<Utc>, Poured)> = Vec::new();
    let mut seen: HashMap<DossierId, &Row> = HashMap::new();
    let mut numbers: HashMap<String, &Row> = HashMap::new();
    let people = facts.colleagues();
    for row in &register.table.rows {
        let told = match tell(row, &register.plan, facts, origin) {
            Ok(told) => told,
            Err(faults) => {
                outcome.faults.extend(faults);
                continue;
            }
        };
        let mut reading = Reading::new(&register.plan, facts, row);
        let same = seen.insert(told.dossier, row);
        let named = told.number.clone();
        let same = same.or(named.and_then(|number| numbers.insert(number, row)));
        if let Some(earlier) = same {
            twice(&mut reading, earlier);
        } else if is_present(&told, presence, facts, &mut reading) {
            outcome.present += 1;
            continue;
        } else if let Some(ready) =
            rehearsal::rehearse(&told, actor, &people, &facts.procedure, &mut reading)?
        {
            count(&mut outcome, &told, facts);
            poured.push((told.received_at, ready));
        }
        outcome.faults.append(&mut reading.faults);
    }
    rehearsal::add_hints(&mut outcome.faults);
    // New numbers follow the order in which the complaints came, whatever the order of the file.
    poured.sort_by_key(|(received_at, _)| *received_at);
    Ok((
        outcome,
        poured.into_iter().map(|(_, ready)| ready).collect(),
    ))
}

fn count(outcome: &mut Outcome, told: &Told, facts: &Facts) {
    use chrono::Datelike;
    outcome.new += 1;
    let year = facts.procedure.calendar.wall(told.received_at).year();
    *outcome.years.entry(year).or_default() += 1;
    let ended = |entry: Entry| told.happenings.iter().any(|h| h.entry == entry);
    let end = match (ended(Entry::Closed), ended(Entry::Withdrawn)) {
        (true, _) => "closed",
        (_, true) => "withdrawn",
        _ => "open",
    };
    *outcome.ends.entry(end).or_default() += 1;
}

/// Whether the row's dossier is here. A number that another complaint has here is a fault.
fn is_present(told: &Told, presence: &Presence, facts: &Facts, reading: &mut Reading<'_>) -> bool {
    let day = |at| facts.procedure.calendar.wall(at).date();
    let own = presence.by_id.get(&told.dossier);
    let holder = told
        .number
        .as_ref()
        .and_then(|number| presence.by_number.get(number));
    let holder = holder.and_then(|id| presence.by_id.get(id));
    let Some(present) = own.or(holder) else {
        return false;
    };
    // Of what came from a register its number is enough, whatever was corrected here since; a number that was given
    // here may be another complaint's.
    let same_day = day(present.received_at) == day(told.received_at);
    let same_name = folded(&present.complainant) == folded(&told.complainant);
    let same = same_day && (own.is_some() || same_name);
    if !same {
        let (name, received) = (
            super::fault::shown(&present.complainant),
            day(present.received_at),
        );
        reading.wrong(
            Entry::Number,
            text(
                format!("dit nummer heeft hier al een andere klacht ({name}, {received})."),
                format!("another complaint has this number here ({name}, {received})."),
            ),
            another_number(),
        );
    }
    same
}

fn another_number() -> Text {
    text(
        "Begint de nummering elk jaar opnieuw, zet dan numbers = \"with_year\" bij [file] in de koppeling; geef de rij anders een eigen nummer.",
        "Where the numbering begins anew every year, put numbers = \"with_year\" under [file] in the mapping; else give the row a number of its own.",
    )
}

fn twice(reading: &mut Reading<'_>, earlier: &Row) {
    let (nl, en) = (
        earlier.line.words(Language::Nl),
        earlier.line.words(Language::En),
    );
    if reading.cell(Entry::Number).is_empty() {
        reading.wrong(
            Entry::Of(Field::Description),
            text(
                format!("dezelfde klacht staat ook op {nl}."),
                format!("the same complaint is on {en} too."),
            ),
            text(
                "Haal er een weg, of geef ze elk een nummer.",
                "Remove one, or give each a number.",
            ),
        );
    } else {
        reading.wrong(
            Entry::Number,
            text(
                format!("dit nummer staat ook op {nl}."),
                format!("this number is on {en} too."),
            ),
            another_number(),
        );
    }
}
