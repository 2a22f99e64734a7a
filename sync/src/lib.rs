//! How copies agree: the wire messages, and the device's engine as a pure state machine.
//! Pure: no input or output, no clock, no randomness.

pub mod engine;
pub mod message;
pub mod outbox;
pub mod splice;
