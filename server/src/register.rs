//! A complaints register as a table: an old one is taken over (import), one's own is given out (export).
//!
//! A table's cell goes through: [`source`] (bytes to text), [`table`] (text to rows with their lines), [`mapping`]
//! (which column is what), [`reading`] (a row's values), [`telling`] (values to events), [`rehearsal`] (would they be
//! admitted), and the journal's `pour`. Nothing is written while any row is wrong.

pub mod column;
pub mod entry;
pub mod export;
pub mod facts;
pub mod fault;
pub mod guard;
pub mod heading;
pub mod identity;
pub mod import;
pub mod line;
pub mod mapping;
pub mod moment;
pub mod own;
pub mod place;
pub mod reading;
pub mod rehearsal;
pub mod sheet;
pub mod source;
pub mod suggest;
pub mod table;
pub mod telling;
pub mod vocabulary;
