//! `glashelder permissions`: the table of rights, printed from the code that decides them.

use domain::event::EventKind;
use domain::language::Language;
use domain::permission::{Deed, Reach, table as reach};
use domain::person::Role;
use std::io::Write;

/// Prints the table as Markdown.
pub fn run(out: &mut impl Write) -> anyhow::Result<()> {
    out.write_all(table().as_bytes())?;
    Ok(())
}

/// One row a deed, one column a role.
pub fn table() -> String {
    let mut text = String::from(
        "# Who may do what\n\n\
         Printed by `glashelder permissions` from `domain/src/permission.rs`; a test holds both equal.\n\n\
         *work*: dossiers on which one has work, or which one took in · *noticed*: dossiers of which one's role got a notice · \
         *decentral*: dossiers that are handled in one's own region · *region*: dossiers of one's own regions · \
         *all*: every dossier of the organisation. Nobody takes part in a complaint about themselves. \
         A procedure can give a role the rights of another, and say of a step who takes it: \
         `glashelder procedure show FILE` prints what holds then.\n\n",
    );
    text.push_str("| |");
    for role in Role::ALL {
        text.push_str(&format!(" {} |", role.label(Language::En)));
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(Role::ALL.len()));
    text.push('\n');
    let deeds = std::iter::once(Deed::See).chain(EventKind::ALL.iter().copied().map(Deed::Record));
    for deed in deeds {
        let name = match deed {
            Deed::See => "see".to_owned(),
            Deed::Record(kind) => format!("`{}`", kind.name()),
        };
        text.push_str(&format!("| {name} |"));
        for role in Role::ALL {
            let far = reach(role, deed).map_or("", word);
            text.push_str(&format!(" {far} |"));
        }
        text.push('\n');
    }
    text
}

fn word(reach: Reach) -> &'static str {
    match reach {
        Reach::Work => "work",
        Reach::Noticed => "noticed",
        Reach::Decentral => "decentral",
        Reach::Region => "region",
        Reach::Organisation => "all",
    }
}

#[cfg(test)]
mod tests {
    /// When this fails: `cargo run -p server -- permissions > docs/permissions.md`.
    #[test]
    fn the_printed_table_is_the_one_in_the_docs() {
        assert_eq!(super::table(), include_str!("../../../docs/permissions.md"));
    }
}
