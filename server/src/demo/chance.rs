//! Chance that comes out the same every time: SplitMix64, so that a seed gives the same demo on every machine and
//! with every version of every dependency.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// A stream of chance.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A stream that depends on a name alone, whatever the seed.
    pub fn named(name: &str) -> Chance {
        // FNV-1a.
        Chance(name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// A stream of its own, so that drawing more for one thing changes nothing for another.
    pub fn branch(&self, salt: u64) -> Chance {
        let mut mixed = Chance(self.0 ^ salt.wrapping_mul(0xd6e8_feb8_6659_fd93));
        Chance(mixed.next())
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `lowest` to `highest`, both included.
    pub fn between(&mut self, lowest: i64, highest: i64) -> i64 {
        let width = highest.saturating_sub(lowest).max(0).unsigned_abs() + 1;
        lowest + (self.next() % width) as i64
    }

    /// True so many times out of a hundred.
    pub fn percent(&mut self, times: i64) -> bool {
        self.between(0, 99) < times
    }

    /// One of a list that is not empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Up to `count` different ones of a list, in the list's order.
    pub fn some<'a, T>(&mut self, list: &'a [T], count: usize) -> Vec<&'a T> {
        let mut left = count.min(list.len());
        let mut chosen = Vec::with_capacity(left);
        for (index, item) in list.iter().enumerate() {
            let rest = list.len() - index;
            if left > 0 && self.below(rest) < left {
                chosen.push(item);
                left -= 1;
            }
        }
        chosen
    }

    /// From 0 to `end`, without it.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }

    /// An id as a device makes it at a moment.
    pub fn id_at(&mut self, at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        let random = self.bytes();
        let mut ten = [0; 10];
        ten.copy_from_slice(&random[..10]);
        Builder::from_unix_timestamp_millis(millis, &ten).into_uuid()
    }

    /// An id without a moment.
    pub fn id(&mut self) -> Uuid {
        Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    fn bytes(&mut self) -> [u8; 16] {
        let both = (u128::from(self.next()) << 64) | u128::from(self.next());
        both.to_be_bytes()
    }
}
