//! `glashelder export`: gives a complaints register out, one row a dossier.

use super::place::Place;
use super::term::Tongue;
use crate::procedures::Procedures;
use crate::register::export::{Wish, csv, sheet};
use crate::register::facts::Facts;
use crate::register::sheet::workbook;
use anyhow::{Context, bail};
use chrono::{NaiveDate, Utc};
use clap::{Args, ValueEnum};
use domain::language::Language;
use std::io::Write;
use std::path::{Path, PathBuf};

/// `glashelder export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub place: Place,

    /// The organisation's short name: glaspunt
    #[arg(long)]
    pub organisation: String,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// The file to write; it must not be there yet
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// Only what was received on this day or later: 2025-01-01
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,

    /// Only what was received on this day or earlier: 2025-12-31
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,

    /// Overwrites the file where it is there
    #[arg(long)]
    pub force: bool,

    /// A folder with procedure files, besides those that the program carries with it
    #[arg(long, value_name = "FOLDER", env = "GLASHELDER_PROCEDURES")]
    pub procedures: Option<PathBuf>,

    /// The language of headings and words
    #[arg(long, value_enum, default_value_t)]
    pub language: Tongue,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Semicolons and a byte order mark: opens in a Dutch Excel
    #[default]
    Csv,
    /// A workbook with real dates
    Xlsx,
}

pub async fn run(args: ExportArgs) -> anyhow::Result<()> {
    let language: Language = args.language.into();
    if let (Some(from), Some(until)) = (args.from, args.until)
        && until < from
    {
        bail!(language.pick("--until ligt voor --from.", "--until is before --from."));
    }
    let opened = args.place.open().await?;
    let made = async {
        let procedures = Procedures::load(args.procedures.as_deref())?;
        let facts = Facts::read(&opened.database, &procedures, &args.organisation).await?;
        let wish = Wish {
            language,
            from: args.from,
            until: args.until,
            now: Utc::now(),
        };
        let sheet = sheet(&opened.database, &facts, wish).await?;
        let bytes = match args.format {
            Format::Csv => csv(&sheet, &facts, language)?,
            Format::Xlsx => workbook(&sheet, &facts, language)?,
        };
        anyhow::Ok((bytes, sheet.rows.len()))
    };
    let made = made.await;
    opened.close().await?;
    let (bytes, rows) = made?;
    write(&args.output, &bytes, args.force).with_context(|| match language {
        Language::Nl => format!(
            "{} is niet te schrijven; geef een andere naam, of --force om het te vervangen",
            args.output.display()
        ),
        Language::En => format!(
            "{} cannot be written; give another name, or --force to replace it",
            args.output.display()
        ),
    })?;
    let file = args.output.display();
    println!(
        "{}",
        language.pick(
            format!("{rows} dossiers staan in {file}."),
            format!("{rows} dossiers are in {file}.")
        )
    );
    Ok(())
}

/// For its owner's eyes only: a register holds names and addresses.
fn write(file: &Path, bytes: &[u8], force: bool) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).mode(0o600);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let mut opened = options.open(file)?;
    opened.write_all(bytes)?;
    opened.sync_all()
}
