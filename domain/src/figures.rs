//! Figures over many dossiers, without anybody's name: what came in, what was kept in time, what was learned (GP-11, LU-10,
//! LU-11, LG-11, GW-10, FC-09, FC-10).

use crate::dossier::Dossier;
use crate::language::{Language, Text};
use crate::moment::text;
use crate::obligation::{ObligationState, obligations};
use crate::person::{Actor, Role};
use crate::procedure::Procedure;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of the dossiers that were received in a period, both days included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub received: usize,
    /// Of those, how many are still open.
    pub open: usize,
    pub months: Vec<Month>,
    /// Kinds, channels, categories, rulings, causes: each with how often, the most frequent first.
    pub groups: Vec<Group>,
    pub kept: Vec<Kept>,
    pub satisfaction: Option<Satisfied>,
    pub measures: Measures,
}

/// A month of the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    pub received: usize,
    /// Of those, how many have ended.
    pub ended: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub name: Text,
    pub counts: Vec<Count>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    pub name: Text,
    pub count: usize,
}

/// How often a promise was kept in time, of all of which that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub name: Text,
    pub rule: String,
    pub kept: usize,
    pub of: usize,
    /// How many of a hundred should be, where the procedure sets a goal.
    pub goal: Option<u8>,
}

/// What complainants thought of the handling.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Satisfied {
    /// The mean score in tenths: 78 is 7.8.
    pub tenths: usize,
    pub answers: usize,
    pub highest: u8,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    pub planned: usize,
    pub checked: usize,
    pub effective: usize,
}

impl Kept {
    /// Of a hundred, rounded down; `None` where nothing is known.
    pub fn percent(&self) -> Option<usize> {
        (self.of > 0).then(|| self.kept * 100 / self.of)
    }

    /// Whether the goal is reached, where there is one and something is known.
    pub fn reached(&self) -> Option<bool> {
        let goal = usize::from(self.goal?);
        (self.of > 0).then_some(self.kept * 100 >= self.of * goal)
    }
}

/// Whether somebody gets figures: whoever makes or gets one of the procedure's reports, sees to all complaints, or leads.
pub fn may_see_figures(actor: &Actor, procedure: &Procedure) -> bool {
    let mut reports = procedure.reports.iter();
    procedure.coordinates(actor)
        || procedure.holds(actor, &[Role::Management, procedure.central_handler()])
        || reports.any(|report| {
            procedure.holds(actor, &[report.by]) || procedure.holds(actor, &report.to)
        })
}

/// Counts dossiers, one after the other.
#[derive(Debug)]
pub struct Tally {
    figures: Figures,
    groups: [(Text, BTreeMap<String, Count>); 5],
    kept: Vec<(String, Kept)>,
    scores: usize,
}

impl Tally {
    /// Begins with nothing; `procedure` is today's, whose promises are told in its order.
    pub fn new(procedure: &Procedure, from: NaiveDate, until: NaiveDate) -> Tally {
        let group = |nl: &str, en: &str| (text(nl, en), BTreeMap::new());
        let goal = |id: &str| {
            let mut kpis = procedure.kpis.iter();
            kpis.find(|kpi| kpi.obligation == id).map(|kpi| kpi.percent)
        };
        let promises = procedure.obligations.iter().filter(|rule| !rule.aim);
        let months = std::iter::successors(from.with_day(1), |first| {
            first.checked_add_months(chrono::Months::new(1))
        });
        let month = |first| Month {
            first,
            received: 0,
            ended: 0,
        };
        Tally {
            figures: Figures {
                from,
                until,
                received: 0,
                open: 0,
                months: months
                    .take_while(|first| *first <= until)
                    .take(120)
                    .map(month)
                    .collect(),
                groups: vec![],
                kept: vec![],
                satisfaction: None,
                measures: Measures::default(),
            },
            groups: [
                group("Soort", "Kind"),
                group("Kanaal", "Channel"),
                group("Onderwerp", "Subject"),
                group("Oordeel", "Ruling"),
                group("Oorzaak", "Cause"),
            ],
            kept: promises
                .map(|rule| {
                    let kept = Kept {
                        name: rule.name.clone(),
                        rule: rule.rule.clone(),
                        kept: 0,
                        of: 0,
                        goal: goal(&rule.id),
                    };
                    (rule.id.clone(), kept)
                })
                .collect(),
            scores: 0,
        }
    }

    /// Counts a dossier, by its own version of the procedure; one that was received outside of the period is left out.
    pub fn add(&mut self, dossier: &Dossier, own: &Procedure, now: DateTime<Utc>) {
        let day = own.calendar.wall(dossier.received_at).date();
        let figures = &mut self.figures;
        if day < figures.from || day > figures.until {
            return;
        }
        let ended = !dossier.is_open() || !own.handles(&dossier.kind);
        figures.received += 1;
        figures.open += usize::from(!ended);
        let same = |month: &&mut Month| {
            (month.first.year(), month.first.month()) == (day.year(), day.month())
        };
        if let Some(month) = figures.months.iter_mut().find(same) {
            month.received += 1;
            month.ended += usize::from(ended);
        }
        for measure in &dossier.course.measures {
            figures.measures.planned += 1;
            if let Some(checked) = &measure.checked {
                figures.measures.checked += 1;
                figures.measures.effective += usize::from(checked.what.effective);
            }
        }
        let score = dossier.course.satisfaction.as_ref();
        if let Some(score) = score.and_then(|made| made.what.score) {
            let highest = own.satisfaction.as_ref().map_or(10, |rule| rule.highest);
            self.scores += usize::from(score);
            let answers = figures.satisfaction.map_or(0, |known| known.answers) + 1;
            figures.satisfaction = Some(Satisfied {
                tenths: self.scores * 10 / answers,
                answers,
                highest,
            });
        }
        for owed in obligations(dossier, own, now) {
            let known = match owed.state {
                ObligationState::Met(_) => true,
                ObligationState::Open => owed.was_late(now) && !owed.paused,
                ObligationState::Cancelled(_) => false,
            };
            let found = self.kept.iter_mut().find(|(id, _)| *id == owed.id);
            if let Some((_, kept)) = found.filter(|_| known) {
                kept.of += 1;
                kept.kept += usize::from(!owed.was_late(now));
            }
        }
        self.name(dossier, own);
    }

    fn name(&mut self, dossier: &Dossier, own: &Procedure) {
        let both = |name: &dyn Fn(Language) -> String| text(name(Language::Nl), name(Language::En));
        let [kinds, channels, categories, rulings, causes] = &mut self.groups;
        let kind = &dossier.kind;
        count(kinds, kind, both(&|l| own.kind_name(kind, l)));
        let channel = &dossier.channel;
        count(channels, channel, both(&|l| own.channel_name(channel, l)));
        let category = &dossier.category;
        count(
            categories,
            category,
            both(&|l| own.category_name(category, l)),
        );
        if let Some(ruling) = &dossier.ruling {
            let id = &ruling.what.ruling;
            count(rulings, id, both(&|l| own.ruling_name(id, l)));
        }
        for cause in &dossier.course.causes {
            let id = &cause.what.cause;
            count(causes, id, both(&|l| own.cause_name(id, l)));
        }
    }

    pub fn figures(self) -> Figures {
        let mut figures = self.figures;
        let groups = self.groups.into_iter().map(|(name, counts)| {
            let mut counts: Vec<Count> = counts.into_values().collect();
            counts.sort_by_key(|count| std::cmp::Reverse(count.count));
            Group { name, counts }
        });
        figures.groups = groups.filter(|group| !group.counts.is_empty()).collect();
        figures.kept = self.kept.into_iter().map(|(_, kept)| kept).collect();
        figures
            .kept
            .retain(|kept| kept.of > 0 || kept.goal.is_some());
        figures
    }
}

fn count((_, counts): &mut (Text, BTreeMap<String, Count>), id: &str, name: Text) {
    if id.is_empty() {
        return;
    }
    let entry = counts.entry(id.to_owned());
    entry.or_insert(Count { name, count: 0 }).count += 1;
}

impl Figures {
    /// As lines of a spreadsheet: what it is about, what, how many, and of how many.
    pub fn csv(&self, language: Language) -> String {
        let l = language;
        let mut lines = vec![vec![
            l.pick("Onderdeel", "Part").to_owned(),
            l.pick("Wat", "What").to_owned(),
            l.pick("Aantal", "Count").to_owned(),
            l.pick("Van", "Of").to_owned(),
        ]];
        let mut line = |part: &str, what: String, count: usize, of: Option<usize>| {
            let of = of.map(|of| of.to_string()).unwrap_or_default();
            lines.push(vec![part.to_owned(), what, count.to_string(), of]);
        };
        let period = format!("{} – {}", self.from, self.until);
        line(
            l.pick("Ontvangen", "Received"),
            period.clone(),
            self.received,
            None,
        );
        line(
            l.pick("Open", "Open"),
            period,
            self.open,
            Some(self.received),
        );
        for month in &self.months {
            let what = month.first.format("%Y-%m").to_string();
            line(l.pick("Maand", "Month"), what, month.received, None);
        }
        for group in &self.groups {
            for count in &group.counts {
                line(
                    group.name.get(l),
                    count.name.get(l).to_owned(),
                    count.count,
                    Some(self.received),
                );
            }
        }
        for kept in &self.kept {
            let what = format!("{} ({})", kept.name.get(l), kept.rule);
            line(l.pick("Op tijd", "In time"), what, kept.kept, Some(kept.of));
        }
        let measures = &self.measures;
        let working = l.pick("werkt", "works").to_owned();
        line(
            l.pick("Maatregelen", "Measures"),
            working,
            measures.effective,
            Some(measures.planned),
        );
        if let Some(satisfied) = self.satisfaction {
            let mean = format!("{}.{}", satisfied.tenths / 10, satisfied.tenths % 10);
            line(
                l.pick("Tevredenheid", "Satisfaction"),
                mean,
                satisfied.answers,
                None,
            );
        }
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = lines
            .iter()
            .map(|cells| cells.iter().map(quoted).collect::<Vec<_>>().join(";"));
        format!("\u{feff}{}\r\n", rows.collect::<Vec<_>>().join("\r\n"))
    }
}
