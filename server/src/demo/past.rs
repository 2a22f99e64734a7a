//! Complaints that are over: each takes one of the ways that the procedure allows.

use super::case::{Case, Opening};
use super::chance::Chance;
use super::stories::{self, COMPLIMENTS, IDEAS};
use super::world::World;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::event::{FailedReason, Purpose};

/// A complaint that came in on a day and is over by now.
pub fn complaint<'a>(
    world: &'a World<'a>,
    chance: Chance,
    day: NaiveDate,
    talk: usize,
) -> Case<'a> {
    let diary = &world.diary;
    let room = (diary.today - day).num_days();
    let mut chance = chance;
    let at = diary.within(day, (8, 15), &mut chance);
    let route = chance.between(0, 99);
    // What takes weeks cannot have begun last week and be over.
    let by_telephone = route < 8 || (route >= 14 && room < 45);
    let (topic, founded) = stories::settled_by_telephone(&mut chance);
    let topic = by_telephone.then_some(topic);
    let mut case = Case::open(
        world,
        chance,
        at,
        Opening {
            talk,
            topic,
            ..Opening::default()
        },
    );
    confirm(&mut case, at);
    match route {
        _ if by_telephone => same_day(&mut case, founded),
        0..=13 => withdrawn(&mut case, day),
        _ => handled(&mut case, day, route >= 90, room),
    }
    case
}

/// An idea or compliment: registered, thanked for, and that is all (GP-01).
pub fn welcome<'a>(world: &'a World<'a>, chance: Chance, day: NaiveDate, index: usize) -> Case<'a> {
    let mut chance = chance;
    let at = world.diary.within(day, (8, 16), &mut chance);
    let idea = index.is_multiple_of(2);
    let texts = if idea { IDEAS } else { COMPLIMENTS };
    let text = texts
        .get(index / 2 % texts.len())
        .copied()
        .unwrap_or_default();
    let kind = if idea { "idea" } else { "compliment" };
    let mut case = Case::open(
        world,
        chance,
        at,
        Opening {
            welcome: Some((kind, text)),
            ..Opening::default()
        },
    );
    if case.chance.percent(70) {
        let thanked = case.after(at, 10, 25);
        case.confirm(thanked);
    }
    case
}

fn confirm(case: &mut Case<'_>, at: DateTime<Utc>) {
    let diary = &case.world.diary;
    let day = diary.date(at);
    let confirmed = match case.chance.between(0, 99) {
        0..=2 => diary.within(diary.after(day, 2), (9, 12), &mut case.chance),
        3..=16 => diary.within(diary.after(day, 1), (8, 10), &mut case.chance),
        _ => case.after(at, 6, 50),
    };
    case.confirm(confirmed);
}

/// GP-06: solved on the day itself, by telephone.
fn same_day(case: &mut Case<'_>, founded: bool) {
    let start = case.last();
    let mut clock = case.after(start, 5, 20);
    let ruled = clock;
    case.rule(ruled, founded, None);
    if founded {
        clock = case.after(clock, 1, 3);
        case.assign(clock);
        clock = case.after(clock, 6, 18);
        case.solve_at_desk(clock);
    }
    clock = case.after(clock, 4, 12);
    case.answer(clock, founded);
    let close = case.after(clock, 26, 40);
    case.talk_rest(clock, close);
    case.close(close);
}

fn withdrawn(case: &mut Case<'_>, day: NaiveDate) {
    let diary = &case.world.diary;
    let days = case.chance.between(3, 5) as u32;
    let at = diary.within(diary.after(day, days), (9, 16), &mut case.chance);
    if case.topic.fault.is_some() {
        let asked = case.after(case.last(), 10, 40);
        case.request(asked);
    }
    case.talk_rest(case.last(), at);
    case.withdraw(at);
}

/// Inspected where that is of use, judged, solved, answered, closed; sometimes reopened.
fn handled(case: &mut Case<'_>, day: NaiveDate, decentral: bool, room: i64) {
    if decentral {
        let at = case.after(case.last(), 20, 90);
        case.take_decentral(at);
    }
    let founded = case.chance.percent(64);
    let seen = if case.topic.fault.is_some() {
        inspect(case, founded)
    } else {
        case.last()
    };
    let ruled = judge(case, day, seen, founded);
    if founded {
        solve(case, ruled);
    }
    finish(case, founded);
    if founded && room > 150 && case.chance.percent(7) {
        again(case);
    }
}

fn inspect(case: &mut Case<'_>, founded: bool) -> DateTime<Utc> {
    let diary = &case.world.diary;
    let asked = case.after(case.last(), 4, 30);
    case.request(asked);
    let planned = case.after(asked, 3, 25);
    // GP-07: within two working days; now and then it did not work out.
    let days = match case.chance.between(0, 99) {
        0..=34 => 1,
        35..=91 => 2,
        _ => case.chance.between(3, 4) as u32,
    };
    let mut visit = diary.appointment(
        diary.after(diary.date(planned), days),
        (8, 15),
        &mut case.chance,
    );
    case.plan(planned, visit, Purpose::Inspection);
    case.talk(planned, visit);
    if case.chance.percent(9) {
        let reason = if case.chance.percent(75) {
            FailedReason::NobodyHome
        } else {
            FailedReason::NoAccess
        };
        case.fail(visit + TimeDelta::minutes(11), reason);
        let again = visit + TimeDelta::minutes(case.chance.between(40, 100));
        visit = diary.appointment(diary.after(diary.date(visit), 1), (8, 15), &mut case.chance);
        case.replan(
            again,
            visit,
            "Nieuwe afspraak gemaakt, klant is nu zeker thuis.",
        );
    }
    case.inspect(visit, founded);
    case.happenings
        .last()
        .map_or(visit, |happening| happening.received_at)
}

/// On Monday, or sooner between two meetings when Monday would be too late (GP-08).
fn judge(case: &mut Case<'_>, day: NaiveDate, seen: DateTime<Utc>, founded: bool) -> DateTime<Utc> {
    let diary = &case.world.diary;
    let next = diary.plus(diary.date(seen), 1);
    let monday = diary.meeting(next);
    let in_time = monday <= diary.plus(day, 7);
    if case.decentral || (!in_time && case.chance.percent(80)) {
        let at = diary.within(diary.working(next), (8, 12), &mut case.chance);
        case.talk(seen, at);
        case.rule(at, founded, None);
        return at;
    }
    let brought = case.after(seen, 5, 25);
    case.agenda(brought, monday);
    let at = diary.at(monday, 10, 0) + TimeDelta::minutes(case.chance.between(2, 80));
    case.talk(brought, at - TimeDelta::minutes(60));
    case.rule(at, founded, Some(monday));
    at
}

fn solve(case: &mut Case<'_>, ruled: DateTime<Utc>) {
    let diary = &case.world.diary;
    let assigned = case.after(ruled, 5, 45);
    case.assign(assigned);
    let ruled_on = diary.date(ruled);
    if case.chance.percent(88) {
        let read = diary.within(diary.after(ruled_on, 1), (8, 9), &mut case.chance);
        case.notice(read);
    }
    if case.topic.fault.is_none() {
        let days = case.chance.between(2, 4) as u32;
        let done = diary.within(diary.after(ruled_on, days), (10, 16), &mut case.chance);
        case.solve_at_desk(done);
        return;
    }
    // GP-09: within five working days, unless glass must be made.
    let mut from = diary.after(ruled_on, 1);
    let new_glass = case.own(case.topic.remedy).contains(" mm");
    let order = new_glass && !case.topic.glass.is_empty() && case.chance.percent(80);
    if order {
        let days = case.chance.between(8, 15) as u32;
        let ordered = diary.within(from, (10, 12), &mut case.chance);
        let arrives = diary.after(from, days);
        case.order_glass(ordered, arrives);
        from = arrives;
        let arrived = diary.within(arrives, (8, 10), &mut case.chance);
        case.talk(ordered + TimeDelta::hours(1), arrived - TimeDelta::hours(1));
        case.glass_in(arrived);
    }
    let days = match case.chance.between(0, 99) {
        0..=88 => case.chance.between(1, if order { 2 } else { 3 }),
        _ => case.chance.between(5, 7),
    };
    let visit = diary.appointment(diary.after(from, days as u32), (8, 14), &mut case.chance);
    let planned = diary
        .within(from, (13, 15), &mut case.chance)
        .max(case.last() + TimeDelta::minutes(5));
    case.plan(planned, visit, Purpose::Repair);
    case.repair(visit);
}

fn finish(case: &mut Case<'_>, founded: bool) {
    let diary = &case.world.diary;
    let solved = case
        .happenings
        .last()
        .map_or(diary.now, |happening| happening.received_at);
    let answered = diary.within(
        diary.after(diary.date(solved), 1),
        (9, 12),
        &mut case.chance,
    );
    case.talk(solved, answered);
    case.answer(answered, founded);
    let days = case.chance.between(1, 3) as u32;
    let closed = diary.within(
        diary.after(diary.date(answered), days),
        (13, 16),
        &mut case.chance,
    );
    case.talk_rest(answered, closed);
    case.close(closed);
}

/// Comes back after closing.
fn again(case: &mut Case<'_>) {
    let diary = &case.world.diary;
    let days = case.chance.between(6, 18) as u32;
    let at = diary.within(
        diary.after(diary.date(case.last()), days),
        (9, 15),
        &mut case.chance,
    );
    case.reopen(at);
    let ruled = judge(case, diary.date(at), at, true);
    solve(case, ruled);
    finish(case, true);
}
