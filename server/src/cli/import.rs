//! `glashelder import`: takes over a complaints register that was kept in a spreadsheet.

use super::place::Place;
use super::term::Tongue;
use crate::procedures::Procedures;
use crate::register::facts::Facts;
use crate::register::fault::{report, rows};
use crate::register::import::{self, Outcome, Register, Which};
use crate::register::mapping::{FileShape, Mapping};
use crate::register::source::LARGEST;
use crate::register::suggest::suggest;
use crate::register::telling::Origin;
use crate::register::vocabulary::STATUSES;
use anyhow::{Context, anyhow, bail};
use chrono::Utc;
use clap::Args;
use domain::language::{Language, Text};
use std::path::{Path, PathBuf};

/// `glashelder import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    pub place: Place,

    /// The register: CSV with headings, semicolons or commas, UTF-8 or Windows-1252
    pub file: PathBuf,

    /// The organisation's short name: glaspunt
    #[arg(long, required_unless_present = "suggest")]
    pub organisation: Option<String>,

    /// Which column is what: a file that --suggest can begin
    #[arg(long, value_name = "FILE", required_unless_present_any = ["own", "suggest"])]
    pub mapping: Option<PathBuf>,

    /// The register was written by `glashelder export`; no mapping is needed
    #[arg(long, conflicts_with = "mapping")]
    pub own: bool,

    /// Writes a first mapping from the column names, and ends; with --organisation words are translated too
    #[arg(long, conflicts_with_all = ["own", "mapping", "dry_run"])]
    pub suggest: bool,

    /// Only says what would come in, and what is wrong
    #[arg(long)]
    pub dry_run: bool,

    /// E-mail address of the coordinator or deputy in whose name it comes in; without it the only coordinator
    #[arg(long = "as", value_name = "EMAIL")]
    pub author: Option<String>,

    /// Show at most so many wrong values; all are counted
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    pub most: usize,

    /// A folder with procedure files, besides those that the program carries with it
    #[arg(long, value_name = "FOLDER", env = "GLASHELDER_PROCEDURES")]
    pub procedures: Option<PathBuf>,

    /// The language of messages
    #[arg(long, value_enum, default_value_t)]
    pub language: Tongue,
}

pub async fn run(args: ImportArgs) -> anyhow::Result<()> {
    let language: Language = args.language.into();
    let bytes = bytes(&args.file, language)?;
    if args.suggest {
        return propose(&args, &bytes, language).await;
    }
    let mapping = match &args.mapping {
        Some(file) => Some(mapping(file, language)?),
        None => None,
    };
    let opened = args.place.open().await?;
    let done = async {
        let procedures = Procedures::load(args.procedures.as_deref())?;
        let slug = args.organisation.as_deref().unwrap_or_default();
        let facts = Facts::read(&opened.database, &procedures, slug).await?;
        let which = mapping.as_ref().map_or(Which::Own, Which::Given);
        let register =
            import::read(&bytes, which, &facts).map_err(|wrong| listed(&wrong, language))?;
        let keeper = facts.keeper(args.author.as_deref())?;
        println!("{}", seen(&register, &keeper.name, language));
        let origin = Origin {
            file: args
                .file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            now: Utc::now(),
        };
        let outcome = import::import(
            &opened.database,
            &facts,
            &register,
            &keeper.actor,
            &origin,
            args.dry_run,
        )
        .await?;
        tell(&outcome, &args, language)
    };
    let done = done.await;
    let closed = opened.close().await;
    done.and(closed)
}

async fn propose(args: &ImportArgs, bytes: &[u8], language: Language) -> anyhow::Result<()> {
    let (table, encoding) =
        import::open(bytes, &FileShape::default()).map_err(|wrong| listed(&[wrong], language))?;
    let Some(slug) = &args.organisation else {
        print!("{}", suggest(&table, encoding, None, language));
        return Ok(());
    };
    let opened = args.place.open().await?;
    let facts = async {
        let procedures = Procedures::load(args.procedures.as_deref())?;
        Facts::read(&opened.database, &procedures, slug).await
    };
    let facts = facts.await;
    opened.close().await?;
    print!("{}", suggest(&table, encoding, Some(&facts?), language));
    Ok(())
}

fn bytes(file: &Path, language: Language) -> anyhow::Result<Vec<u8>> {
    let name = file.display();
    let unreadable = || match language {
        Language::Nl => format!("{name} is niet te lezen; controleer de naam en de rechten"),
        Language::En => format!("{name} cannot be read; check its name and permissions"),
    };
    let size = std::fs::metadata(file).with_context(unreadable)?.len();
    if size > LARGEST {
        bail!(language.pick(
            format!("{name} is te groot; deel het register op in bestanden tot 256 MB."),
            format!("{name} is too large; divide the register into files of up to 256 MB."),
        ));
    }
    std::fs::read(file).with_context(unreadable)
}

fn mapping(file: &Path, language: Language) -> anyhow::Result<Mapping> {
    let source = std::fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
    Mapping::from_toml(&source)
        .map_err(|wrong| anyhow!("{}: {}", file.display(), wrong.get(language)))
}

fn listed(wrong: &[Text], language: Language) -> anyhow::Error {
    let lines: Vec<&str> = wrong.iter().map(|text| text.get(language)).collect();
    anyhow!("{}", lines.join("\n"))
}

/// How the file was read: nothing that was guessed stays unsaid.
fn seen(register: &Register, keeper: &str, language: Language) -> String {
    let Register {
        table,
        plan,
        encoding,
    } = register;
    let (rows, delimiter) = (table.rows.len(), table.delimiter);
    let unused = plan.unused().join(", ");
    let (none_nl, none_en) = if unused.is_empty() {
        ("geen", "none")
    } else {
        ("", "")
    };
    match language {
        Language::Nl => format!(
            "Gelezen: {rows} rijen, codering {encoding}, scheidingsteken {delimiter:?}. Op naam van {keeper}.\nKolommen die niet worden overgenomen: {unused}{none_nl}."
        ),
        Language::En => format!(
            "Read: {rows} rows, encoding {encoding}, delimiter {delimiter:?}. In the name of {keeper}.\nColumns that are not taken over: {unused}{none_en}."
        ),
    }
}

fn tell(outcome: &Outcome, args: &ImportArgs, language: Language) -> anyhow::Result<()> {
    let Outcome {
        new,
        present,
        faults,
        years,
        ends,
    } = outcome;
    if !faults.is_empty() {
        print!("{}", report(faults, args.most, language));
        let (values, rows) = (faults.len(), rows(faults));
        let count = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        bail!(language.pick(
            format!(
                "Er is niets overgenomen: {} in {}. Verbeter het en doe het opnieuw.",
                count(values, "fout", "fouten"),
                count(rows, "rij", "rijen")
            ),
            format!(
                "Nothing was taken over: {} in {}. Correct it and do it again.",
                count(values, "fault", "faults"),
                count(rows, "row", "rows")
            ),
        ));
    }
    if *new == 0 && *present == 0 {
        println!(
            "{}",
            language.pick(
                "Er staan geen rijen onder de koppen; er is niets overgenomen.",
                "There are no rows below the headings; nothing was taken over."
            )
        );
        return Ok(());
    }
    let mut parts: Vec<String> = years
        .iter()
        .map(|(year, count)| format!("{year}: {count}"))
        .collect();
    for (id, nl, en) in STATUSES {
        if let Some(count) = ends.get(id) {
            parts.push(format!("{}: {count}", language.pick(nl, en).to_lowercase()));
        }
    }
    let parts = if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    };
    println!(
        "{}",
        match (language, args.dry_run) {
            (Language::Nl, true) => format!(
                "Proef: {new} klachten zouden worden overgenomen{parts}; {present} zijn er al. Er is niets geschreven."
            ),
            (Language::Nl, false) => format!(
                "Overgenomen: {new} klachten{parts}. {present} waren er al en zijn gelaten zoals ze waren."
            ),
            (Language::En, true) => format!(
                "Rehearsal: {new} complaints would be taken over{parts}; {present} are here already. Nothing was written."
            ),
            (Language::En, false) => format!(
                "Taken over: {new} complaints{parts}. {present} were here already and were left as they were."
            ),
        }
    );
    Ok(())
}
