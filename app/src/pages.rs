//! The pages, one a file; `app.rs` says under which address each is found.

pub mod accounts;
mod choose_password;
pub mod dossier;
pub mod due;
pub mod figures;
pub mod finding;
pub mod intake;
pub mod lock;
pub mod meeting;
pub mod outbox;
pub mod password_again;
pub mod planning;
pub mod repair;
pub mod report;
pub mod search;
pub mod second_step;
pub mod settings;
pub mod sign_in;
pub mod today;
pub mod visit_head;
pub mod worklist;
