//! Attacks the sync: the real engine on many devices and the real server on a real Postgres, driven by one number (the
//! seed) through lost requests and answers, crashes, two tabs, wrong clocks, changed rights, poisoned messages, broken
//! connections and restored backups. After the faults stop, every promise of NX-04 is checked.
//!
//! One seed gives one list of [`plan::Act`]s; a list that ends in a violation is made shorter ([`shrink`]) and told.

pub mod device;
pub mod dice;
pub mod oracle;
pub mod plan;
pub mod regressions;
pub mod run;
pub mod sabotage;
pub mod shrink;
pub mod world;

pub use plan::plan;
pub use run::{Outcome, run};
pub use sabotage::Sabotage;
pub use world::Cluster;
