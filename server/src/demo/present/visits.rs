//! Visits of today and tomorrow, four of Samira's today among them.

use super::{Case, Present, scene};
use chrono::TimeDelta;
use domain::event::{DetailChanged, FailedReason, NoteAdded, Purpose};
use domain::party::{Field, PartyField};

pub fn all<'a>(present: &Present<'a, '_>) -> Vec<Case<'a>> {
    let today_second = || present.today(10, 30);
    vec![
        inspection(
            present,
            scene(1, "seal", "oost", "Samira", "telephone"),
            9,
            present.today(8, 45),
        ),
        inspection(
            present,
            scene(2, "leak", "oost", "Samira", "telephone"),
            11,
            today_second(),
        ),
        repair(
            present,
            scene(3, "draught", "oost", "Samira", "email"),
            present.today(13, 0),
        ),
        after_nobody_home(present),
        inspection(
            present,
            scene(5, "scratch", "noord", "Sietse", "website"),
            10,
            today_second(),
        ),
        two_numbers(present),
        late_visit(present),
        tomorrow(present, scene(8, "crack", "oost", "Samira", "telephone"), 9),
        repair(
            present,
            scene(9, "sealant", "oost", "Samira", "telephone"),
            present.tomorrow(11, 15),
        ),
        tomorrow(
            present,
            scene(10, "window", "zuid", "Lotte", "telephone"),
            10,
        ),
        decentral(present),
    ]
}

/// Asked for two working days ago: due at the coming closing time.
fn inspection<'a>(
    present: &Present<'a, '_>,
    scene: super::Scene,
    hour: u32,
    visit: chrono::DateTime<chrono::Utc>,
) -> Case<'a> {
    let mut case = present.open(&scene, present.at(2, hour, 5));
    case.request(present.at(2, hour, 31));
    case.plan(present.at(2, hour, 44), visit, Purpose::Inspection);
    case
}

fn tomorrow<'a>(present: &Present<'a, '_>, scene: super::Scene, hour: u32) -> Case<'a> {
    let mut case = present.open(&scene, present.at(1, hour, 12));
    case.request(present.at(1, hour, 40));
    case.plan(
        present.at(1, hour, 55),
        present.tomorrow(hour - 1, 15),
        Purpose::Inspection,
    );
    case
}

fn repair<'a>(
    present: &Present<'a, '_>,
    scene: super::Scene,
    visit: chrono::DateTime<chrono::Utc>,
) -> Case<'a> {
    let mut case = present.founded(&scene);
    let (ruled, _) = present.ruled_on();
    case.plan(
        present.world.diary.at(ruled, 15, 10),
        visit,
        Purpose::Repair,
    );
    case
}

/// Nobody was at home; a new appointment stands for today.
fn after_nobody_home<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let mut case = present.open(
        &scene(4, "sliding_door", "oost", "Samira", "telephone"),
        present.at(2, 13, 5),
    );
    case.request(present.at(2, 13, 32));
    case.plan(
        present.at(2, 13, 41),
        present.at(1, 9, 30),
        Purpose::Inspection,
    );
    case.fail(present.at(1, 9, 42), FailedReason::NobodyHome);
    case.replan(
        present.at(1, 11, 20),
        present.today(15, 15),
        "Klant is nu zeker thuis, graag een halfuur van tevoren bellen.",
    );
    case
}

/// The coordinator and the technician corrected the same telephone number without seeing each other.
fn two_numbers<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let mut case = inspection(
        present,
        scene(6, "draught", "oost", "Joris", "email"),
        14,
        present.today(11, 0),
    );
    let number = |value: &str| DetailChanged {
        field: Field::Complainant(PartyField::Phone),
        value: value.into(),
    };
    let at = present.at(1, 13, 5);
    let seen = case.head;
    case.say(case.handler(at), at, number("0690112233"));
    case.say(
        case.handler(at),
        at + TimeDelta::minutes(2),
        NoteAdded {
            text: "Klant belde: oude nummer werkt niet meer.".into(),
        },
    );
    let away = at + TimeDelta::minutes(40);
    case.say_unseeing(
        case.technician,
        away,
        away + TimeDelta::hours(2),
        seen,
        number("0690112323"),
    );
    case.head += 1;
    case
}

/// The technician was ill; the visit comes too late.
fn late_visit<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let mut case = present.open(
        &scene(7, "leak", "west", "Fatma", "telephone"),
        present.at(4, 10, 10),
    );
    case.request(present.at(4, 10, 41));
    case.plan(
        present.at(4, 10, 55),
        present.at(2, 14, 0),
        Purpose::Inspection,
    );
    case.replan(
        present.at(2, 8, 20),
        present.today(14, 0),
        "Monteur ziek, verzet. Klant is gebeld en baalt ervan.",
    );
    case
}

/// The regional manager handles it and has a visit planned (GP-12).
fn decentral<'a>(present: &Present<'a, '_>) -> Case<'a> {
    let mut case = present.open(
        &scene(11, "damage", "midden", "Daan", "in_person"),
        present.at(2, 11, 10),
    );
    case.take_decentral(present.at(2, 14, 25));
    case.request(present.at(1, 9, 5));
    case.plan(
        present.at(1, 9, 20),
        present.tomorrow(9, 30),
        Purpose::Inspection,
    );
    case
}
