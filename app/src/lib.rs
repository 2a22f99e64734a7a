//! The app in the browser: pages, ui, the device's store, and the declarations of the server functions.

pub mod api;
