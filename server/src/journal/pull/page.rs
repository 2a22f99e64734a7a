//! One page of an answer: enough to be worth a journey, little enough to arrive over a poor line.

use super::candidate::Candidate;

/// How many bytes of events one answer holds, roughly; a single dossier may be more.
const PAGE: u64 = 1_500_000;

/// The candidates that fit in one page, in their order, and whether some are left. Those without new events weigh
/// nothing and come with the last page: a device that asks again with its heads gets them again.
pub fn first(candidates: Vec<Candidate>) -> (Vec<Candidate>, bool) {
    let mut weight = 0;
    let mut left = false;
    let (quiet, telling): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| candidate.after >= candidate.head);
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in telling {
        weight += candidate.weight();
        if left || (weight > PAGE && !chosen.is_empty()) {
            left = true;
        } else {
            chosen.push(candidate);
        }
    }
    if !left {
        chosen.extend(quiet);
    }
    (chosen, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::DossierId;
    use domain::record::HeadHash;

    fn candidate(bytes: u64, after: u64) -> Candidate {
        Candidate {
            id: DossierId(uuid::Uuid::nil()),
            head: 10,
            head_hash: HeadHash::default(),
            bytes,
            region: String::new(),
            handling: String::new(),
            after,
        }
    }

    #[test]
    fn a_page_holds_what_fits_and_at_least_one() {
        for (sizes, expected, more) in [
            (vec![], 0, false),
            (vec![9_000_000], 1, false),
            (vec![9_000_000, 1], 1, true),
            (vec![700_000, 700_000, 700_000], 2, true),
            (vec![1_000; 300], 300, false),
        ] {
            let (chosen, left) =
                first(sizes.into_iter().map(|bytes| candidate(bytes, 0)).collect());
            assert_eq!((chosen.len(), left), (expected, more));
        }
    }

    #[test]
    fn what_has_no_new_events_waits_for_the_last_page() {
        let (chosen, more) = first(vec![
            candidate(1, 10),
            candidate(900_000, 0),
            candidate(900_000, 0),
        ]);
        assert!(more && chosen.iter().all(|candidate| candidate.after == 0));
        let (chosen, more) = first(vec![candidate(1, 10), candidate(900_000, 0)]);
        assert!(!more && chosen.len() == 2);
    }
}
