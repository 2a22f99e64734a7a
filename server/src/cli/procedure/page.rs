//! A procedure as a page that people read: who, what comes in, what is owed, who judges, what is learned.

use super::picture::picture;
use domain::event::{EventKind, qualifier_label};
use domain::language::Language;
use domain::permission::{Deed, Reach, reach};
use domain::person::Role;
use domain::procedure::{ObligationRule, Procedure, alternatives};

/// Rows of cells under a heading.
struct Table {
    title: &'static str,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The page as Markdown; the picture in it is SVG.
pub fn markdown(procedure: &Procedure, language: Language) -> String {
    let mut page = format!("# {}\n\n{}\n", procedure.name, picture(procedure, language));
    for table in tables(procedure, language) {
        page.push_str(&format!(
            "\n## {}\n| {} |\n",
            table.title,
            table.heads.join(" | ")
        ));
        page.push_str(&format!("|{}\n", "---|".repeat(table.heads.len())));
        for row in table.rows {
            page.push_str(&format!("| {} |\n", row.join(" | ")));
        }
    }
    page
}

/// The page as HTML, complete in itself.
pub fn html(procedure: &Procedure, language: Language) -> String {
    let mut body = format!(
        "<h1>{}</h1>\n{}",
        escaped(&procedure.name),
        picture(procedure, language)
    );
    for table in tables(procedure, language) {
        let cells = |row: &[String], tag: &str| {
            let cells = row
                .iter()
                .map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell)));
            format!("<tr>{}</tr>", cells.collect::<String>())
        };
        let rows: String = table.rows.iter().map(|row| cells(row, "td")).collect();
        let heads = cells(&table.heads, "th");
        body.push_str(&format!(
            "\n<h2>{}</h2>\n<table>{heads}{rows}</table>",
            table.title
        ));
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>{STYLE}</style></head>\n<body>{body}\n</body></html>\n",
        language.code(),
        escaped(&procedure.name)
    )
}

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#12211f;background:#f7faf9}\
    table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #c9d5d2;padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:top}\
    svg{max-width:100%;height:auto}";

fn tables(p: &Procedure, l: Language) -> Vec<Table> {
    let mut tables = vec![
        people(p, l),
        reports(p, l),
        obligations(p, l),
        endings(p, l),
        rights(p, l),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

fn heads(language: Language, words: &[(&str, &str)]) -> Vec<String> {
    words
        .iter()
        .map(|(nl, en)| language.pick(*nl, *en).to_owned())
        .collect()
}

fn names(procedure: &Procedure, roles: &[Role], language: Language) -> String {
    let names: Vec<String> = roles
        .iter()
        .map(|role| procedure.role_name(*role, language))
        .collect();
    names.join(", ")
}

/// `Beoordeeld: founded` → `Beoordeeld (gegrond)`.
pub(super) fn trigger(procedure: &Procedure, trigger: &str, language: Language) -> String {
    let told = alternatives(trigger).map(|one| {
        let (name, qualifier) = one.split_once(':').unwrap_or((one, ""));
        let Some(kind) = EventKind::from_name(name) else {
            return one.to_owned();
        };
        let what = procedure.step_name(kind, language);
        if qualifier.is_empty() {
            return what;
        }
        let words = match kind {
            EventKind::Registered => {
                let (kind, channel) = qualifier.split_once(':').unwrap_or((qualifier, ""));
                let kind = procedure.kind_name(kind, language);
                let channel = procedure.channel_name(channel, language);
                format!("{kind} {channel}").trim().to_lowercase()
            }
            EventKind::Ruled if procedure.ruling(qualifier).is_some() => {
                procedure.ruling_name(qualifier, language).to_lowercase()
            }
            EventKind::Ruled => procedure.body_name(qualifier, language).to_lowercase(),
            EventKind::Escalated => {
                let role = Role::from_word(qualifier);
                role.map_or_else(
                    || qualifier.to_owned(),
                    |role| procedure.role_name(role, language).to_lowercase(),
                )
            }
            EventKind::Informed => procedure.topic_name(qualifier, language).to_lowercase(),
            EventKind::TermChosen | EventKind::TermExtended => procedure
                .obligation_name(qualifier, language)
                .to_lowercase(),
            EventKind::ClockStopped | EventKind::ClockResumed => {
                procedure.pause(qualifier).map_or_else(
                    || qualifier.to_owned(),
                    |pause| pause.name.get(language).to_lowercase(),
                )
            }
            kind => qualifier_label(kind, qualifier, language).to_owned(),
        };
        format!("{what} ({words})")
    });
    told.collect::<Vec<_>>().join(language.pick(" of ", " or "))
}

fn triggers(procedure: &Procedure, all: &[String], language: Language) -> String {
    let told: Vec<String> = all
        .iter()
        .map(|one| trigger(procedure, one, language))
        .collect();
    told.join("; ")
}

/// `2 werkdagen`, `6 weken tot 3 maanden`.
pub(super) fn term(rule: &ObligationRule, language: Language) -> String {
    let within = rule.within.display(language);
    let least = rule.at_least.map(|least| {
        format!(
            "{} {} {within}",
            least.display(language),
            language.pick("tot", "to")
        )
    });
    let aim = if rule.aim {
        language.pick(", streven", ", aim")
    } else {
        ""
    };
    format!("{}{aim}", least.unwrap_or(within))
}

fn people(p: &Procedure, l: Language) -> Table {
    let rows = p.roles.iter().map(|role| {
        let like = role
            .like
            .map(|like| format!("{} {}", l.pick("als", "like"), p.role_name(like, l)));
        vec![
            role.name.get(l).to_owned(),
            role.id.word().to_owned(),
            role.rule.clone(),
            like.unwrap_or_default(),
        ]
    });
    Table {
        title: l.pick("Wie doet mee", "Who takes part"),
        heads: heads(
            l,
            &[
                ("Naam", "Name"),
                ("Rol", "Role"),
                ("Regel", "Rule"),
                ("Werkt als", "Works as"),
            ],
        ),
        rows: rows.collect(),
    }
}

fn reports(p: &Procedure, l: Language) -> Table {
    let kinds = p.kinds.iter().map(|kind| {
        let handled = if kind.runs_procedure {
            l.pick("wordt behandeld", "is handled")
        } else {
            l.pick("wordt genoteerd", "is noted")
        };
        vec![
            kind.name.get(l).to_owned(),
            handled.to_owned(),
            String::new(),
        ]
    });
    let channels = p.channels.iter().map(|channel| {
        let open = if channel.accepted {
            l.pick("open kanaal", "open channel")
        } else {
            l.pick("gesloten kanaal", "closed channel")
        };
        let message = channel
            .message
            .as_ref()
            .map(|message| message.get(l).to_owned());
        vec![
            channel.name.get(l).to_owned(),
            open.to_owned(),
            message.unwrap_or_default(),
        ]
    });
    let rules = p.admissibility.iter().map(|rule| {
        let what = rule.within.map_or_else(
            || {
                rule.asks
                    .as_ref()
                    .map(|asks| asks.get(l).to_owned())
                    .unwrap_or_default()
            },
            |within| format!("{} {}", l.pick("binnen", "within"), within.display(l)),
        );
        let by = names(p, &rule.exception_by, l);
        let exception = if by.is_empty() {
            String::new()
        } else {
            format!(" {} {by}.", l.pick("Uitzondering door", "Exception by"))
        };
        vec![
            format!("{} ({})", rule.name.get(l), rule.rule),
            what,
            format!("{}{exception}", rule.message.get(l)),
        ]
    });
    Table {
        title: l.pick("Wat komt binnen", "What comes in"),
        heads: heads(
            l,
            &[
                ("Wat", "What"),
                ("Hoe", "How"),
                ("Wat de klager hoort", "What the complainant hears"),
            ],
        ),
        rows: kinds.chain(channels).chain(rules).collect(),
    }
}

fn obligations(p: &Procedure, l: Language) -> Table {
    let rows = p.obligations.iter().map(|rule| {
        vec![
            rule.name.get(l).to_owned(),
            rule.rule.clone(),
            p.role_name(rule.owner, l),
            triggers(p, &rule.starts, l),
            term(rule, l),
            triggers(p, &rule.discharged_by, l),
            names(p, &rule.breach_to, l),
        ]
    });
    Table {
        title: l.pick("Wat is beloofd", "What is owed"),
        heads: heads(
            l,
            &[
                ("Wat", "What"),
                ("Regel", "Rule"),
                ("Wie", "Who"),
                ("Begint met", "Begins with"),
                ("Binnen", "Within"),
                ("Gedaan met", "Done with"),
                ("Te laat? Hoort het", "Late? Is told"),
            ],
        ),
        rows: rows.collect(),
    }
}

fn endings(p: &Procedure, l: Language) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |what: &str, told: String, rule: &str| {
        if !told.is_empty() {
            rows.push(vec![what.to_owned(), told, rule.to_owned()]);
        }
    };
    let rulings: Vec<&str> = p.rulings.iter().map(|ruling| ruling.name.get(l)).collect();
    add(l.pick("Oordelen", "Rulings"), rulings.join(", "), "");
    for body in &p.bodies {
        add(body.name.get(l), names(p, &body.by, l), &body.rule);
    }
    for escalation in &p.escalations {
        add(
            escalation.name.get(l),
            p.role_name(escalation.to, l),
            &escalation.rule,
        );
    }
    add(
        l.pick("Sluiten kan na", "Closing needs"),
        triggers(p, &p.closing.requires, l),
        &p.closing.rule,
    );
    for kpi in &p.kpis {
        let told = format!(
            "{} %: {}",
            kpi.percent,
            p.obligation_name(&kpi.obligation, l)
        );
        add(kpi.name.get(l), told, &kpi.rule);
    }
    for report in &p.reports {
        let told = format!(
            "{} {} → {}",
            l.pick("elke", "every"),
            report.every.display(l),
            names(p, &report.to, l)
        );
        add(report.name.get(l), told, &report.rule);
    }
    if let Some(retention) = &p.retention {
        let noted = retention.keep_noted.map(|term| {
            let term = term.display(l);
            l.pick(
                format!("; wat alleen geregistreerd wordt {term}"),
                format!("; what is only registered {term}"),
            )
        });
        let kept = retention.keep.display(l) + &noted.unwrap_or_default();
        add(l.pick("Bewaren", "Kept"), kept, &retention.rule);
    }
    Table {
        title: l.pick("Oordelen, sluiten, leren", "Judging, closing, learning"),
        heads: heads(l, &[("Wat", "What"), ("Hoe", "How"), ("Regel", "Rule")]),
        rows,
    }
}

/// Who may record what, as far as the procedure knows it.
fn rights(p: &Procedure, l: Language) -> Table {
    let deeds = std::iter::once(Deed::See).chain(
        EventKind::ALL
            .iter()
            .copied()
            .filter(|kind| p.uses(*kind))
            .map(Deed::Record),
    );
    let rows = deeds.map(|deed| {
        let name = match deed {
            Deed::See => l.pick("Zien", "See").to_owned(),
            Deed::Record(kind) => p.step_name(kind, l),
        };
        let far = p.roles.iter().map(|role| {
            reach(role.id, deed, p).map_or_else(String::new, |far| word(far, l).to_owned())
        });
        std::iter::once(name).chain(far).collect()
    });
    let roles = p.roles.iter().map(|role| role.name.get(l).to_owned());
    Table {
        title: l.pick("Wie mag wat", "Who may do what"),
        heads: std::iter::once(String::new()).chain(roles).collect(),
        rows: rows.collect(),
    }
}

fn word(reach: Reach, language: Language) -> &'static str {
    match reach {
        Reach::Work => language.pick("eigen werk", "own work"),
        Reach::Noticed => language.pick("gemeld", "noticed"),
        Reach::Decentral => language.pick("in de regio behandeld", "handled in the region"),
        Reach::Region => language.pick("regio", "region"),
        Reach::Organisation => language.pick("alles", "all"),
    }
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
