//! What waits for Monday's meeting (GP-08).

use super::{Case, Present, scene};
use domain::event::Purpose;

pub fn all<'a>(present: &Present<'a, '_>) -> Vec<Case<'a>> {
    vec![
        seen(
            present,
            scene(20, "crack", "west", "Bram", "telephone"),
            3,
            true,
        ),
        seen(
            present,
            scene(21, "scratch", "zuid", "Pieter", "email"),
            2,
            false,
        ),
        told(present, scene(22, "invoice", "noord", "Sietse", "email"), 2),
        told(present, scene(23, "conduct", "west", "Fatma", "letter"), 1),
        reopened(present),
    ]
}

/// A technician has been there. Never begun more than a week ago, also when holidays lie in between: it would be late.
fn seen<'a>(present: &Present<'a, '_>, scene: super::Scene, back: u32, founded: bool) -> Case<'a> {
    let week_ago = present.world.diary.minus(present.world.diary.today, 6);
    let back = if present.day(back) < week_ago {
        2
    } else {
        back
    };
    let mut case = present.open(&scene, present.at(back, 8, 50));
    case.request(present.at(back, 9, 22));
    let visit = present.at(back - 1, 9, 30);
    case.plan(present.at(back, 9, 35), visit, Purpose::Inspection);
    case.inspect(visit, founded);
    bring(present, &mut case);
    case
}

/// Nothing to look at on site.
fn told<'a>(present: &Present<'a, '_>, scene: super::Scene, back: u32) -> Case<'a> {
    let mut case = present.open(&scene, present.at(back, 10, 20));
    case.talk = 2;
    case.talk_rest(present.at(back, 10, 40), present.at(back, 13, 0));
    bring(present, &mut case);
    case
}

/// Closed weeks ago; the repair did not hold.
fn reopened<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let diary = &present.world.diary;
    let day = |back: u32| diary.before(present.day(1), back);
    let mut case = present.open(
        &scene(24, "leak", "zuid", "Lotte", "telephone"),
        diary.at(day(34), 9, 20),
    );
    case.request(diary.at(day(34), 9, 50));
    case.plan(
        diary.at(day(34), 10, 5),
        diary.at(day(32), 13, 0),
        Purpose::Inspection,
    );
    case.inspect(diary.at(day(32), 13, 0), true);
    case.rule(diary.at(day(31), 10, 15), true, None);
    case.assign(diary.at(day(31), 10, 50));
    case.notice(diary.at(day(30), 8, 40));
    case.plan(
        diary.at(day(30), 9, 0),
        diary.at(day(28), 10, 0),
        Purpose::Repair,
    );
    case.repair(diary.at(day(28), 10, 0));
    case.answer(diary.at(day(27), 9, 30), true);
    case.close(diary.at(day(26), 15, 0));
    case.reopen(present.at(2, 11, 40));
    bring(present, &mut case);
    case
}

fn bring(present: &Present<'_, '_>, case: &mut Case<'_>) {
    let on = present.world.diary.coming_monday();
    case.agenda(present.at(1, 15, 45), on);
}
