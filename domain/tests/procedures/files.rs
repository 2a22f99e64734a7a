//! The files themselves: each can work, and what is printed is read back the same.

use super::{FILES, read};
use domain::procedure::Procedure;

#[test]
fn every_procedure_can_work() {
    for (id, _) in FILES {
        assert_eq!(read(id).id, id);
    }
}

#[test]
fn a_procedure_that_is_printed_and_read_again_is_the_same() {
    for (id, _) in FILES {
        let procedure = read(id);
        let printed = procedure.to_toml().unwrap();
        assert_eq!(
            Procedure::from_toml(&printed).as_ref(),
            Ok(procedure),
            "{id}"
        );
        let json = serde_json::to_string(procedure).unwrap();
        let received: Procedure = serde_json::from_str(&json).unwrap();
        assert_eq!(&received, procedure, "{id}");
    }
}
