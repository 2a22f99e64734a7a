//! Cells that a spreadsheet would carry out: marked on the way out, unmarked on the way in.

/// Whether a spreadsheet could take a cell for a formula, also behind marks or spaces.
fn is_dangerous(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let first = bare.trim_start().chars().next();
    bare.starts_with(['\t', '\r', '\n'])
        || first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
}

/// The cell with an apostrophe before it where it needs one: a spreadsheet then shows it as text.
pub fn guarded(cell: &str) -> String {
    if is_dangerous(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell as it was before [`guarded`]; any other cell as it is.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(bare) if is_dangerous(bare) => bare,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_marked_and_come_back() {
        for cell in [
            "=1+1",
            "+31612345678",
            "-5",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "'=1",
            "''+",
            " =1",
            "＝1",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"));
            assert_eq!(unguarded(&guarded(cell)), cell);
        }
        for cell in ["", "Jan", "'s-Gravenhage", "5-11-2025", "a=b"] {
            assert_eq!(guarded(cell), cell);
            assert_eq!(unguarded(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@\\-\t\r\n a-c]{0,6}|\\PC*") {
            let out = guarded(&cell);
            prop_assert_eq!(unguarded(&out), cell.as_str());
        }
    }
}
