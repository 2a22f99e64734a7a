//! `glashelder term`: computes when a term ends and tells how, for one term or for a file of them.

use std::fs;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, ValueEnum};
use domain::calendar::Calendar;
use domain::deadline::{Deadline, DueMoment, Pause, Roll, Rule, Step, StepKind, deadline};
use domain::language::{Language, Text};
use domain::term::{Term, TermError};
use serde::Serialize;

mod batch;
#[cfg(test)]
mod tests;
mod wall_clock;

/// Computes when a term ends, and explains it
#[derive(Debug, Args)]
pub struct TermArgs {
    /// When the term starts: 2026-12-24T09:00 in the calendar's zone, or with an offset
    #[arg(
        long,
        value_name = "MOMENT",
        required_unless_present = "batch",
        requires = "within"
    )]
    pub from: Option<String>,

    /// The term: "2 working days", "24 hours", "1 month"
    #[arg(
        long,
        value_name = "TERM",
        required_unless_present = "batch",
        requires = "from"
    )]
    pub within: Option<String>,

    /// The calendar file; without it a Dutch office, Monday to Friday 08:00–17:00
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,

    /// When a term in working days ends on its last day
    #[arg(long, value_enum, default_value_t)]
    pub due: Due,

    /// Whether the end of a term in days to years moves off a weekend or holiday
    #[arg(long, value_enum, default_value_t)]
    pub roll: RollTo,

    /// Time in which the term stands still, FROM/UNTIL; may be given more than once
    #[arg(long, value_name = "FROM/UNTIL")]
    pub pause: Vec<String>,

    /// Read lines of FROM,TERM from a file, or from standard input (-), and answer each with a line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "within"])]
    pub batch: Option<PathBuf>,

    /// Print JSON
    #[arg(long)]
    pub json: bool,

    /// The language of sentences and names
    #[arg(long, value_enum, default_value_t)]
    pub language: Tongue,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Due {
    /// At closing time
    #[default]
    EndOfDay,
    /// At the wall-clock time of the start
    Instant,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum RollTo {
    #[default]
    Off,
    /// To the next working day
    Forward,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Tongue {
    #[default]
    Nl,
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Language {
        match tongue {
            Tongue::Nl => Language::Nl,
            Tongue::En => Language::En,
        }
    }
}

/// Answers on `out`. A fault in what was asked is the error; in a batch it stands in the answer instead.
pub fn run(args: TermArgs, out: &mut impl Write) -> Result<()> {
    unless_closed(answer(args, out))
}

fn answer(args: TermArgs, out: &mut impl Write) -> Result<()> {
    let language = args.language.into();
    let question = Question {
        calendar: read_calendar(args.calendar.as_deref(), language)?,
        due: match args.due {
            Due::EndOfDay => DueMoment::EndOfDay,
            Due::Instant => DueMoment::Instant,
        },
        roll: match args.roll {
            RollTo::Off => Roll::Off,
            RollTo::Forward => Roll::Forward,
        },
        pauses: Vec::new(),
        language,
    };
    let question = Question {
        pauses: pauses(&question, &args.pause)?,
        ..question
    };
    match (&args.batch, &args.from, &args.within) {
        (Some(file), ..) if file.as_os_str() == "-" => {
            batch::answer(&question, args.json, io::stdin().lock(), out)
        }
        (Some(file), ..) => {
            let lines = fs::File::open(file).map_err(|error| unreadable(file, error, language))?;
            batch::answer(&question, args.json, BufReader::new(lines), out)
        }
        (None, Some(from), Some(within)) => {
            let found = question.deadline(from, within)?;
            if args.json {
                writeln!(out, "{}", serde_json::to_string(&question.answer(&found))?)?;
            } else {
                for sentence in found.explain(&question.calendar, language) {
                    writeln!(out, "{sentence}")?;
                }
            }
            Ok(())
        }
        (None, ..) => Err(anyhow!(language.pick(
            "Geef --from en --within, of --batch met een bestand.",
            "Give --from and --within, or --batch with a file."
        ))),
    }
}

/// The calendar of a file, or that of a Dutch office.
pub(super) fn read_calendar(file: Option<&Path>, language: Language) -> Result<Calendar> {
    let Some(file) = file else {
        return Ok(Calendar::dutch_office());
    };
    let source = fs::read_to_string(file).map_err(|error| unreadable(file, error, language))?;
    Calendar::from_toml(&source)
        .map_err(|error| anyhow!("{}: {}", file.display(), error.message(language)))
}

/// Everything about a term but its start and length.
struct Question {
    calendar: Calendar,
    due: DueMoment,
    roll: Roll,
    pauses: Vec<Pause>,
    language: Language,
}

impl Question {
    fn deadline(&self, from: &str, within: &str) -> Result<Deadline> {
        let from = self.moment(from)?;
        let term = within.parse().map_err(|error| self.told(error))?;
        let rule = Rule {
            term,
            due: self.due,
            roll: self.roll,
        };
        deadline(&self.calendar, from, &rule, &self.pauses).map_err(|error| self.told(error))
    }

    fn moment(&self, text: &str) -> Result<DateTime<Utc>> {
        wall_clock::read(&self.calendar, text)
            .ok_or_else(|| anyhow!(wall_clock::unreadable(text, self.language)))
    }

    fn told(&self, error: TermError) -> anyhow::Error {
        anyhow!(error.message(self.language))
    }

    /// A moment with the offset of the calendar's zone.
    fn written(&self, at: DateTime<Utc>) -> String {
        self.calendar.local(at).to_rfc3339()
    }

    fn answer(&self, found: &Deadline) -> Answer {
        let step = |step: &Step| AnswerStep {
            date: step.date,
            kind: step.kind,
            name: step.name.get(self.language).to_string(),
        };
        Answer {
            from: self.written(found.from),
            term: found.term,
            due: self.written(found.due),
            steps: found.steps.iter().map(step).collect(),
        }
    }
}

/// The answer as JSON.
#[derive(Serialize)]
struct Answer {
    from: String,
    term: Term,
    due: String,
    steps: Vec<AnswerStep>,
}

#[derive(Serialize)]
struct AnswerStep {
    date: NaiveDate,
    kind: StepKind,
    name: String,
}

fn pauses(question: &Question, spans: &[String]) -> Result<Vec<Pause>> {
    let pause = |span: &String| {
        let (from, until) = span.split_once('/').ok_or_else(|| {
            anyhow!(question.language.pick(
                format!("\"{span}\" is geen pauze. Schrijf begin/einde, bijvoorbeeld 2026-12-28T10:00/2026-12-28T12:00."),
                format!("\"{span}\" is not a pause. Write from/until, for example 2026-12-28T10:00/2026-12-28T12:00."),
            ))
        })?;
        Ok(Pause {
            from: question.moment(from)?,
            until: question.moment(until)?,
            reason: Text::default(),
        })
    };
    spans.iter().map(pause).collect()
}

fn unreadable(file: &Path, error: io::Error, language: Language) -> anyhow::Error {
    let file = file.display();
    anyhow!(language.pick(
        format!("Het bestand {file} is niet te lezen ({error}). Controleer de naam en de rechten."),
        format!("The file {file} cannot be read ({error}). Check its name and permissions."),
    ))
}

/// Whoever reads the answer may stop reading, as `head` does; that is no fault.
pub(super) fn unless_closed(written: Result<()>) -> Result<()> {
    match written {
        Err(error)
            if error.downcast_ref().map(io::Error::kind) == Some(io::ErrorKind::BrokenPipe) =>
        {
            Ok(())
        }
        written => written,
    }
}
