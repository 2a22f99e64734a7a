//! `glashelder procedure apply` and `versions`: by which version running dossiers go, and letting them go on by another.

use super::{Tongue, read};
use crate::cli::place::Place;
use crate::journal::{Decision, Variation, vary, versions};
use crate::procedures::Procedures;
use crate::register::facts::Facts;
use anyhow::{Context, bail};
use chrono::Utc;
use clap::Args;
use domain::language::Language;
use domain::moment::moment_with_year;
use domain::person::Role;
use domain::procedure::{Moved, Procedure};
use std::path::PathBuf;
use std::sync::Arc;

/// `glashelder procedure apply`
#[derive(Debug, Args)]
pub struct ApplyArgs {
    /// The file of the version that running dossiers go on by
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub place: Place,
    /// The organisation's short name: glaspunt
    #[arg(long)]
    pub organisation: String,
    /// Only shows what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Who decides: the e-mail address of an account of management, the coordinator or the administrator
    #[arg(long, value_name = "EMAIL", required_unless_present = "dry_run")]
    pub by: Option<String>,
    /// Why; it is told in every dossier that changes
    #[arg(long, required_unless_present = "dry_run")]
    pub reason: Option<String>,
    /// A folder with procedure files, besides those that the program carries with it
    #[arg(long, value_name = "FOLDER", env = "GLASHELDER_PROCEDURES")]
    pub procedures: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "nl")]
    pub language: Tongue,
}

/// `glashelder procedure versions`
#[derive(Debug, Args)]
pub struct VersionsArgs {
    #[command(flatten)]
    pub place: Place,
    /// The organisation's short name: glaspunt
    #[arg(long)]
    pub organisation: String,
}

/// Shows what changes, and without `--dry-run` changes it.
pub async fn run(args: ApplyArgs) -> anyhow::Result<()> {
    let new = Arc::new(read(&args.file)?);
    let procedures = Procedures::load(args.procedures.as_deref())?;
    let opened = args.place.open().await?;
    let applied = async {
        let facts = Facts::read(&opened.database, &procedures, &args.organisation).await?;
        if new.id != facts.procedure.id {
            bail!(
                "{} is procedure {}, and {} follows {}",
                args.file.display(),
                new.id,
                args.organisation,
                facts.procedure.id
            );
        }
        let decision = decision(&args, &facts)?;
        let varied = vary(
            &opened.database,
            facts.organisation,
            &facts.procedure,
            &new,
            decision.as_ref(),
            Utc::now(),
        )
        .await?;
        anyhow::Ok((varied, facts))
    };
    let applied = applied.await;
    opened.close().await?;
    let (varied, facts) = applied?;
    let language = args.language.into();
    for variation in &varied {
        println!("{}", told(variation, &new, language));
    }
    println!("{}", summed(&varied, &new, args.dry_run, language));
    if facts.procedure.fingerprint() != new.fingerprint() {
        println!(
            "{}",
            language.pick(
                "Nieuwe dossiers volgen het bestand in de map van de server; zet dit er ook neer en start opnieuw.",
                "New dossiers follow the file in the server's folder; put this one there as well, and start again."
            )
        );
    }
    Ok(())
}

/// Lists versions: since when each was followed, and how many dossiers go by it.
pub async fn list(args: VersionsArgs) -> anyhow::Result<()> {
    let opened = args.place.open().await?;
    let read = async {
        let organisation = sqlx::query_scalar!(
            "select id from organisations where slug = $1",
            args.organisation
        )
        .fetch_optional(opened.database.pool())
        .await?
        .with_context(|| format!("there is no organisation {}", args.organisation))?;
        let organisation = domain::id::OrganisationId(organisation);
        let mut transaction = opened.database.organisation(organisation).await?;
        anyhow::Ok(versions(&mut transaction, organisation).await?)
    };
    let kept = read.await;
    opened.close().await?;
    for kept in kept? {
        let procedure = &kept.version.procedure;
        println!(
            "{} {} v{}: {} dossiers, {} {}",
            &kept.version.fingerprint.as_str()[..12],
            procedure.id,
            procedure.version,
            kept.dossiers,
            Language::Nl.pick("sinds", "since"),
            moment_with_year(&procedure.calendar, kept.since, Language::Nl)
        );
    }
    Ok(())
}

/// Who decides, and why.
fn decision(args: &ApplyArgs, facts: &Facts) -> anyhow::Result<Option<Decision>> {
    let (Some(email), Some(reason), false) = (&args.by, &args.reason, args.dry_run) else {
        return Ok(None);
    };
    let email = email.trim().to_lowercase();
    let entitled = |role: &Role| matches!(role, Role::Management | Role::Administrator);
    let by = facts
        .people
        .iter()
        .find(|person| person.email == email && person.active)
        .filter(|person| {
            person.actor.roles.iter().any(entitled) || facts.procedure.coordinates(&person.actor)
        })
        .with_context(|| {
            format!("{email} is no active account of management, a coordinator or an administrator")
        })?;
    if reason.trim().is_empty() {
        bail!("--reason is empty; say why, it stands in every dossier that changes");
    }
    Ok(Some(Decision {
        reason: reason.trim().to_owned(),
        by: by.actor.person,
    }))
}

/// What changes in one dossier.
fn told(variation: &Variation, new: &Procedure, language: Language) -> String {
    let head = format!(
        "{} (v{} → v{})",
        variation.number, variation.version, new.version
    );
    if !variation.unknown.is_empty() {
        let words = variation.unknown.join(", ");
        let why = language.pick(
            format!("houdt zijn versie: de nieuwe kent {words} niet"),
            format!("keeps its version: the new one has no {words}"),
        );
        return format!("{head} {why}");
    }
    if variation.moved.is_empty() {
        return format!(
            "{head} {}",
            language.pick("geen termijn verandert", "no deadline changes")
        );
    }
    let at = |at| moment_with_year(&new.calendar, at, language);
    let lines = variation.moved.iter().map(|moved| match moved {
        Moved::Begins(o) => language.pick(
            format!(
                "  + {} voor {}: {}",
                o.name.nl,
                new.role_name(o.owner, language),
                at(o.deadline.due)
            ),
            format!(
                "  + {} of {}: {}",
                o.name.en,
                new.role_name(o.owner, language),
                at(o.deadline.due)
            ),
        ),
        Moved::Falls(o) => language.pick(
            format!("  - {} vervalt (was {})", o.name.nl, at(o.deadline.due)),
            format!("  - {} falls away (was {})", o.name.en, at(o.deadline.due)),
        ),
        Moved::Changes {
            obligation: o,
            due,
            owner,
        } => {
            let whose = if *owner == o.owner {
                String::new()
            } else {
                format!(
                    "; {} → {}",
                    new.role_name(o.owner, language),
                    new.role_name(*owner, language)
                )
            };
            let name = o.name.get(language);
            format!("  ~ {name}: {} → {}{whose}", at(o.deadline.due), at(*due))
        }
    });
    [head]
        .into_iter()
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

fn summed(varied: &[Variation], new: &Procedure, dry: bool, language: Language) -> String {
    let kept = varied
        .iter()
        .filter(|variation| !variation.unknown.is_empty())
        .count();
    let (count, version) = (varied.len() - kept, new.version);
    let (nl, en) = if dry {
        (
            format!(
                "{count} lopende dossiers zouden versie {version} volgen; er is niets veranderd."
            ),
            format!(
                "{count} running dossiers would go on by version {version}; nothing was changed."
            ),
        )
    } else {
        (
            format!(
                "{count} lopende dossiers volgen nu versie {version}; het staat in elk dossier."
            ),
            format!(
                "{count} running dossiers now go on by version {version}; each dossier says so."
            ),
        )
    };
    let more = match kept {
        0 => String::new(),
        kept => language.pick(
            format!(" {kept} houden hun eigen versie."),
            format!(" {kept} keep their own version."),
        ),
    };
    format!("{}{more}", language.pick(nl, en))
}
