//! Opening hours: the blocks of a weekday ("08:00-12:00").

use std::fmt;

/// A stretch of one day in which the organisation is open, in minutes since midnight; `end` may be 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    pub(super) start: u16,
    pub(super) end: u16,
}

/// A text that is no block.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotABlock {
    Unreadable,
    /// It ends when or before it starts.
    Reversed,
}

/// Monday to Friday 08:00–17:00, Monday first.
pub(super) fn office_week() -> [Vec<Block>; 7] {
    std::array::from_fn(|day| {
        if day < 5 {
            vec![Block {
                start: 8 * 60,
                end: 17 * 60,
            }]
        } else {
            Vec::new()
        }
    })
}

impl Block {
    /// Reads "08:00-12:30"; "24:00" is midnight at the end of the day.
    pub(super) fn read(text: &str) -> Result<Block, NotABlock> {
        let (start, end) = text.split_once(['-', '–']).ok_or(NotABlock::Unreadable)?;
        let (start, end) = (minutes(start)?, minutes(end)?);
        if end <= start {
            Err(NotABlock::Reversed)
        } else {
            Ok(Block { start, end })
        }
    }
}

impl fmt::Display for Block {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Block { start, end } = self;
        write!(
            out,
            "{:02}:{:02}-{:02}:{:02}",
            start / 60,
            start % 60,
            end / 60,
            end % 60
        )
    }
}

fn minutes(text: &str) -> Result<u16, NotABlock> {
    let (hours, minutes) = text.trim().split_once(':').ok_or(NotABlock::Unreadable)?;
    let number = |digits: &str, widths: std::ops::RangeInclusive<usize>| {
        let readable =
            widths.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits
            .parse::<u16>()
            .ok()
            .filter(|_| readable)
            .ok_or(NotABlock::Unreadable)
    };
    let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
    let total = hours * 60 + minutes;
    if minutes < 60 && total <= 1440 {
        Ok(total)
    } else {
        Err(NotABlock::Unreadable)
    }
}
