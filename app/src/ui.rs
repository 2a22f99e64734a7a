//! Parts that pages are made of; their markup is the contract of `docs/design.md`.

pub mod dialog;
pub mod field;
pub mod icon;
pub mod mark;
pub mod photo;
pub mod promise;
pub mod record;
pub mod segments;
pub mod standing;

pub use dialog::Dialog;
pub use field::{Choice, TextArea, TextField};
pub use icon::Icon;
pub use mark::{DossierMark, EntryMark};
pub use photo::Photo;
pub use promise::Promise;
pub use record::{Form, RecordDialog, said};
pub use segments::Segments;
pub use standing::Standing;
