//! What a complaint is: events, dossier, admission, procedure, calendar, terms, obligations, permissions.
//! Pure: no input or output, no clock, no randomness; `now` and ids are arguments.

pub mod absence;
pub mod action;
pub mod admissible;
pub mod admit;
pub mod calendar;
pub mod consequence;
pub mod deadline;
pub mod dossier;
pub mod due;
pub mod event;
pub mod figures;
pub mod form;
pub mod holiday;
pub mod id;
pub mod known;
pub mod language;
pub mod moment;
pub mod obligation;
pub mod party;
pub mod permission;
pub mod person;
pub mod procedure;
pub mod promise;
pub mod record;
pub mod refusal;
pub mod rehearsal;
pub mod report;
pub mod slot;
pub mod stage;
pub mod story;
pub mod summary;
pub mod term;
pub mod validate;
