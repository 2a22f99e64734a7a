//! The sixth procedure, from a file alone: the regulation of a public body.

use super::play::play;
use domain::refusal::Refusal;

const ID: &str = "public-body";
const WRITTEN: &str = "2026-03-02 10:00 registered:complaint:letter arisen_on=2026-02-20";

#[test]
fn confirmed_in_three_working_days_and_decided_in_six_weeks() {
    let play = play(ID, &[WRITTEN]);
    assert_eq!(play.due("confirmation"), "2026-03-05 17:00");
    assert_eq!(play.due("decision"), "2026-04-13 10:00");
}

#[test]
fn extended_once_by_four_weeks_at_most() {
    let mut play = play(ID, &[WRITTEN]);
    let too_long = play.refuses("2026-04-10 09:00 term_extended:decision until=2026-05-12");
    assert!(matches!(too_long, Refusal::Invalid { .. }), "{too_long:?}");
    play.goes("2026-04-10 09:00 term_extended:decision until=2026-05-11");
    assert_eq!(play.due("decision"), "2026-05-11 17:00");
    let again = play.refuses("2026-05-01 09:00 term_extended:decision until=2026-05-12");
    assert!(matches!(again, Refusal::Overtaken { .. }), "{again:?}");
}

#[test]
fn founded_partly_or_unfounded_and_told_before_it_closes() {
    for ruling in ["founded", "partly", "unfounded"] {
        let mut play = play(ID, &[WRITTEN, "2026-03-03 10:00 receipt_confirmed"]);
        play.goes(&format!("2026-03-20 10:00 ruled:{ruling}"));
        assert!(matches!(
            play.refuses("2026-03-20 11:00 closed"),
            Refusal::Missing { .. }
        ));
        play.goes("2026-03-21 10:00 outcome_recorded");
        play.goes("2026-03-21 11:00 closed");
    }
}

#[test]
fn conduct_of_more_than_a_year_ago_is_not_treated_unless_the_executive_wants_it() {
    let mut play = play(
        ID,
        &["2026-03-02 10:00 registered:complaint:letter arisen_on=2025-03-01"],
    );
    assert!(matches!(
        play.refuses("2026-03-03 10:00 ruled:founded"),
        Refusal::Inadmissible { .. }
    ));
    play.goes("2026-03-03 10:00 admissibility_decided:admitted by=management");
    play.goes("2026-03-03 11:00 ruled:founded");
}
