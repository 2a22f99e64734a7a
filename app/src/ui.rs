//! Parts that pages are made of; their markup is the contract of `docs/design.md`.

pub mod consequences;
pub mod dialog;
pub mod field;
pub mod focus;
pub mod icon;
pub mod mark;
pub mod pane_diagram;
pub mod pen;
pub mod photo;
pub mod photos;
pub mod promise;
pub mod quantity;
pub mod record;
pub mod segments;
pub mod sheet;
pub mod signature;
pub mod sketch;
pub mod standing;

pub use consequences::Consequences;
pub use dialog::Dialog;
pub use field::{Choice, FieldError, FormError, TextArea, TextField};
pub use focus::focus;
pub use icon::Icon;
pub use mark::{DossierMark, EntryMark};
pub use pane_diagram::{PaneDiagram, PaneMarks};
pub use photo::Photo;
pub use photos::Photos;
pub use promise::Promise;
pub use quantity::Quantities;
pub use record::{Form, RecordDialog, said};
pub use segments::Segments;
pub use sheet::Sheet;
pub use signature::{Signature, Signed};
pub use sketch::Sketch;
pub use standing::Standing;
