//! The device's own side: its store, its engine, its tabs, and what pages see of them.

pub mod desk;
pub mod device;
pub mod drafts;
mod drive;
pub mod exported;
mod live;
mod opened;
mod patience;
pub mod photo;
mod show;
pub mod small;
pub mod space;
mod spare;
mod store;
mod tabs;
mod timeline;
mod transport;
pub mod vault;
pub mod withdrawn;

pub use desk::{Connection, Desk};
pub use live::{every, on_window, reload};
pub use opened::Opened;
