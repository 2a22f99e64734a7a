//! One complaint in each of the other stages: new, to be planned, waiting for glass, to be answered, to be closed; and
//! the repair that is late.

use super::{Case, Present, scene};
use chrono::TimeDelta;
use domain::event::{Purpose, Ruled};

pub fn all<'a>(present: &Present<'a, '_>) -> Vec<Case<'a>> {
    vec![
        present.unconfirmed(
            &scene(30, "wrong", "oost", "Joris", "telephone"),
            present.world.diary.just_now(),
        ),
        to_plan(present),
        waiting_for_glass(present),
        late_repair(present),
        two_rulings(present),
        to_close(present),
    ]
}

fn to_plan<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let mut case = present.open(
        &scene(31, "seal", "oost", "Samira", "website"),
        present.at(1, 11, 15),
    );
    case.request(present.at(1, 13, 20));
    case
}

/// The clock of the fix stands still until the glass is there.
fn waiting_for_glass<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let diary = &present.world.diary;
    let mut case = judged(present, scene(32, "seal", "oost", "Joris", "telephone"), 12);
    let expected = diary.after(diary.next_due_day(), 4);
    case.notice(present.at(11, 8, 30));
    case.order_glass(present.at(11, 10, 20), expected);
    case.talk = 2;
    case.talk_rest(present.at(10, 9, 0), present.at(2, 16, 0));
    case
}

/// The repair was called off and not planned again.
fn late_repair<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let mut case = judged(
        present,
        scene(33, "window", "zuid", "Pieter", "telephone"),
        8,
    );
    case.notice(present.at(7, 8, 30));
    case.plan(present.at(7, 9, 15), present.at(4, 13, 0), Purpose::Repair);
    case.cancel_visit(
        present.at(4, 10, 40),
        "Verkeerde scharnieren geleverd, nieuwe zijn onderweg.",
    );
    case.talk = 1;
    case.talk_rest(present.at(3, 9, 0), present.at(2, 16, 0));
    case
}

/// Repaired, to be answered. A member of the management judged it as well, offline and too late: set aside.
fn two_rulings<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let scene = scene(34, "sealant", "west", "Bram", "email");
    let mut case = present.founded(&scene);
    let (ruled, meeting) = present.ruled_on();
    let diary = &present.world.diary;
    let late = diary.at(ruled, 9, 50);
    // What was seen ends before the ruling and the assignment, the last two of the log.
    let seen = case.head - 2;
    let ruling = Ruled {
        ruling: "unfounded".into(),
        reasons: "Volgens mij is dit overgeschilderd. Zonder overleg vanuit de trein beoordeeld."
            .into(),
        meeting,
        with: vec![],
        ..Ruled::default()
    };
    case.say_unseeing(
        present.world.named("Hans"),
        late,
        late + TimeDelta::hours(3),
        seen,
        ruling,
    );
    case.plan(
        diary.at(ruled, 15, 20),
        present.at(1, 8, 30),
        Purpose::Repair,
    );
    case.notice(diary.at(ruled, 16, 20));
    case.repair(present.at(1, 8, 30));
    case
}

/// Unfounded, answered; only closing is left.
fn to_close<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let diary = &present.world.diary;
    let (ruled, meeting) = present.ruled_on();
    let began = diary.before(ruled, 3);
    let mut case = present.open(
        &scene(35, "delivery", "noord", "Sietse", "telephone"),
        diary.at(began, 9, 35),
    );
    case.rule(diary.at(ruled, 10, 55), false, meeting);
    case.answer(present.at(1, 9, 25), false);
    case
}

/// A founded complaint that was judged so many working days ago.
fn judged<'a>(present: &Present<'a, '_>, scene: super::Scene, back: u32) -> Case<'a> {
    let mut case = present.open(&scene, present.at(back + 4, 9, 15));
    case.request(present.at(back + 4, 9, 45));
    case.plan(
        present.at(back + 4, 10, 0),
        present.at(back + 2, 11, 0),
        Purpose::Inspection,
    );
    case.inspect(present.at(back + 2, 11, 0), true);
    case.rule(present.at(back, 10, 20), true, None);
    case.assign(present.at(back, 10, 50));
    case
}
