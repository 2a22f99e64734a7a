//! What follows when the faults stop.

use super::{ROUNDS, Run};
use crate::plan::{Fate, News};
use chrono::TimeDelta;
use std::collections::BTreeMap;

impl Run<'_> {
    /// The faults stop. Gives after how many rounds every queue was empty and every copy still.
    pub(super) async fn settle(&mut self) -> anyhow::Result<usize> {
        self.world.fail_at(None).await?;
        let mut quiet = 0;
        for round in 1..=ROUNDS {
            self.now += TimeDelta::seconds(61);
            let mut moved = false;
            for device in 0..self.devices.len() {
                self.devices[device].fuse = None;
                self.devices[device].ghosts.clear();
                self.tell(device, News::SignIn);
                self.tell(device, News::Online);
                if quiet == 0 {
                    self.tell(device, News::Heal);
                }
                for _ in 0..40 {
                    if self.devices[device].way.is_empty() {
                        break;
                    }
                    moved = true;
                    self.carry(device, 0, Fate::Done).await?;
                }
                moved |= self.devices[device].unsent() > 0;
            }
            self.listen().await?;
            if self.violation.is_some() {
                return Ok(round);
            }
            // One more look after all was sent, because what one device sent another must still hear.
            quiet = if moved && self.devices.iter().any(|device| device.unsent() > 0) {
                0
            } else {
                quiet + 1
            };
            if quiet == 3 {
                for device in 0..self.devices.len() {
                    self.tell(device, News::Heal);
                    for _ in 0..40 {
                        if self.devices[device].way.is_empty() {
                            break;
                        }
                        self.carry(device, 0, Fate::Done).await?;
                    }
                }
                return Ok(round - 2);
            }
        }
        let stuck: BTreeMap<usize, usize> = self
            .devices
            .iter()
            .enumerate()
            .map(|(number, device)| (number, device.unsent()))
            .filter(|(_, unsent)| *unsent > 0)
            .collect();
        self.broken(format!(
            "after {ROUNDS} rounds devices still hold unsent work: {stuck:?}"
        ));
        Ok(ROUNDS)
    }
}
