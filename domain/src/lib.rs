//! What a complaint is: events, dossier, admission, procedure, calendar, terms, obligations, permissions.
//! Pure: no input or output, no clock, no randomness; `now` and ids are arguments.

pub mod language;
