//! What is wrong with a file is told with its line and column, and what would be right.

use super::FILES;
use domain::procedure::Procedure;

/// A change to Glaspunt's or Lagant's file, and the beginning of what is told about it.
struct Wrong {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// The text at which the fault stands.
    at: &'static str,
    told: &'static [&'static str],
}

const WRONG: &[Wrong] = &[
    Wrong {
        file: "lagant",
        from: "every = \"1 year\"",
        to: "every = \"12 hours\"",
        at: "every = \"12 hours\"",
        told: &["a report is made over days, weeks, months or years"],
    },
    Wrong {
        file: "gelukwerkt",
        from: "decided_by = [\"management\"]",
        to: "decided_by = [\"employee\"]",
        at: "decided_by = [\"employee\"]",
        told: &["`employee` decides on what it does not get"],
    },
    Wrong {
        file: "glaspunt",
        from: "owner = \"technician\"\nkinds = [\"complaint\"]\nstarts = [\"inspection_requested\"]",
        to: "owner = \"technicain\"\nkinds = [\"complaint\"]\nstarts = [\"inspection_requested\"]",
        at: "\"technicain\"",
        told: &["unknown variant `technicain`", "`technician`"],
    },
    Wrong {
        file: "glaspunt",
        from: "owner = \"technician\"\nkinds = [\"complaint\"]\nstarts = [\"inspection_requested\"]",
        to: "owner = \"arbiter\"\nkinds = [\"complaint\"]\nstarts = [\"inspection_requested\"]",
        at: "owner = \"arbiter\"",
        told: &[
            "nobody is `arbiter` here",
            "add a [[role]] with id = \"arbiter\"",
        ],
    },
    Wrong {
        file: "glaspunt",
        from: "starts = [\"inspection_requested\"]",
        to: "starts = [\"inspection_reqested\"]",
        at: "\"inspection_reqested\"",
        told: &[
            "there is no event `inspection_reqested`",
            "did you mean `inspection_requested`?",
        ],
    },
    Wrong {
        file: "glaspunt",
        from: "starts = [\"ruled:founded\"]",
        to: "starts = [\"ruled:fonded\"]",
        at: "\"ruled:fonded\"",
        told: &[
            "`ruled:fonded` cannot happen",
            "did you mean `ruled:founded`?",
        ],
    },
    Wrong {
        file: "glaspunt",
        from: "discharged_by = [\"repaired\"]",
        to: "discharged_by = [\"satisfaction_measured:good\"]",
        at: "\"satisfaction_measured:good\"",
        told: &[
            "obligation `fix`: nobody can discharge it so",
            "write `satisfaction_measured` alone",
        ],
    },
    Wrong {
        file: "glaspunt",
        from: "discharged_by = [\"repaired\"]",
        to: "discharged_by = [\"brought_to_meeting\"]",
        at: "discharged_by = [\"brought_to_meeting\"]",
        told: &[
            "obligation `fix`: its owner `technician` may record none of `brought_to_meeting`",
            "name another owner",
        ],
    },
    Wrong {
        file: "glaspunt",
        from: "within = \"5 working days\"",
        to: "within = \"5 fortnights\"",
        at: "\"5 fortnights\"",
        told: &["5 fortnights"],
    },
    Wrong {
        file: "glaspunt",
        from: "within = \"5 working days\"",
        to: "within = \"500 years\"",
        at: "within = \"500 years\"",
        told: &[
            "obligation `fix`: the term 500 years cannot be",
            "longer than 100 years",
        ],
    },
    Wrong {
        file: "glaspunt",
        from: "within = \"5 working days\"",
        to: "within = \"0 working days\"",
        at: "within = \"0 working days\"\nbreach_to = [\"coordinator\", \"regional_manager\", \"management\"]",
        told: &[
            "obligation `fix` is due the moment it begins",
            "`aim = true`",
        ],
    },
    Wrong {
        file: "glaspunt",
        from: "weekday = \"mon\"",
        to: "weekday = \"maandag\"",
        at: "weekday = \"maandag\"",
        told: &["`maandag` is no weekday", "write mon, tue"],
    },
    Wrong {
        file: "lagant",
        from: "enters = [\"escalated:management\"]",
        to: "enters = [\"escalated:mediator\"]",
        at: "\"escalated:mediator\"]\n[[stage]]",
        told: &[
            "stage `director` is unreachable",
            "after `escalated:` may stand `management`",
        ],
    },
    Wrong {
        file: "lagant",
        from: "enters = [\"information_asked\"]",
        to: "enters = []",
        at: "id = \"information\"",
        told: &["stage `information` is unreachable: nothing enters it"],
    },
    Wrong {
        file: "lagant",
        from: "discharged_by = [\"cause_established\"]",
        to: "discharged_by = [\"proposal_made\"]",
        at: "\"proposal_made\"]\ncancelled_by = [\"reopened\"]",
        told: &[
            "obligation `cause`: nobody can discharge it: `proposal_made` cannot be recorded once the dossier is closed",
        ],
    },
    Wrong {
        file: "lagant",
        from: "at_least = \"6 weeks\"",
        to: "at_least = \"6 months\"",
        at: "at_least = \"6 months\"",
        told: &["at least 6 months is not shorter than 3 months"],
    },
    Wrong {
        file: "lagant",
        from: "within = \"2 weeks\"\nexception_by = [\"management\"]",
        to: "within = \"2 weeks\"\nexception_by = [\"employee\"]",
        at: "exception_by = [\"employee\"]",
        told: &["`employee` may not record `admissibility_decided`"],
    },
    Wrong {
        file: "lagant",
        from: "[[category]]\nid = \"training\"",
        to: "[[admissibility]]\nid = \"later\"\nrule = \"X\"\nname = { nl = \"x\", en = \"x\" }\nmessage = { nl = \"x\", en = \"x\" }\nwithin = \"4 weeks\"\n[[category]]\nid = \"training\"",
        at: "within = \"4 weeks\"",
        told: &["admissibility `later` contradicts `too_late`: two terms for the same"],
    },
    Wrong {
        file: "lagant",
        from: "\"description\", \"arisen_on\"]\n[[kind]]",
        to: "\"description\"]\n[[kind]]",
        at: "within = \"2 weeks\"\nexception_by = [\"management\"]",
        told: &[
            "needs to know when a complaint arose",
            "add \"arisen_on\" to `required`",
        ],
    },
    Wrong {
        file: "lagant",
        from: "id = \"email\"\nname = { nl = \"E-mail\", en = \"E-mail\" }",
        to: "id = \"email\"\nname = { nl = \"E-mail\", en = \"E-mail\" }\naccepted = false",
        at: "accepted = false\n[[channel]]\nid = \"telephone\"",
        told: &["channel `email` is closed without a word"],
    },
    Wrong {
        file: "glaspunt",
        from: "version = 3",
        to: "version = 3\nverison = 3",
        at: "verison = 3",
        told: &["unknown field `verison`"],
    },
];

#[test]
fn nx_02_a_file_that_is_wrong_says_where_and_what_would_be_right() {
    for wrong in WRONG {
        let (_, text) = FILES.iter().find(|(id, _)| *id == wrong.file).unwrap();
        assert!(text.contains(wrong.from), "{}", wrong.from);
        let text = text.replacen(wrong.from, wrong.to, 1);
        let error = Procedure::from_toml(&text).unwrap_err();
        let fault = error
            .faults
            .iter()
            .find(|fault| {
                wrong
                    .told
                    .iter()
                    .all(|told| fault.to_string().contains(told))
            })
            .unwrap_or_else(|| panic!("{:?} is not told:\n{error}", wrong.told));
        let before = &text[..text.find(wrong.at).unwrap()];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        assert_eq!((fault.line, fault.column), (line, column), "{fault}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let (_, text) = FILES[0];
    let text = text
        .replace("weekday = \"mon\"", "weekday = \"maandag\"")
        .replace("\"ruled:founded\"", "\"ruled:fonded\"");
    let error = Procedure::from_toml(&text).unwrap_err();
    assert!(error.faults.len() >= 3, "{error}");
    assert!(error.faults.is_sorted_by_key(|fault| fault.line));
}
