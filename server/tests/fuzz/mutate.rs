//! Makes broken input from samples, the same for the same seed.

/// What parsers have stumbled over.
const NASTY: [&str; 24] = [
    "\0",
    "\\u0000",
    "\u{feff}",
    "\u{202e}",
    "😀",
    "é",
    "\"",
    "\\",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\r\n",
    "-1",
    "0",
    "18446744073709551616",
    "1e999",
    "99999-12-31T23:59:60Z",
    "0000-01-01",
    "null",
    "../",
];

const NUMBERS: [u64; 12] = [
    0,
    1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fff_ffff,
    0xffff_ffff,
    0x7fff_ffff_ffff_ffff,
    u64::MAX,
    0x4000_0000,
];

/// Input does not grow without end.
const LONGEST: usize = 200_000;

pub struct Mutator<'a> {
    state: u64,
    samples: Vec<Vec<u8>>,
    words: Vec<&'a str>,
}

impl<'a> Mutator<'a> {
    pub fn new(seed: u64, samples: &[Vec<u8>], words: &[&'a str]) -> Mutator<'a> {
        Mutator {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            samples: samples.to_vec(),
            words: words.iter().chain(&NASTY).copied().collect(),
        }
    }

    /// From now on also a sample.
    pub fn keep(&mut self, input: Vec<u8>) {
        self.samples.push(input);
    }

    fn random(&mut self) -> u64 {
        // SplitMix64: every bit counts.
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.random() % (limit.max(1) as u64)).unwrap()
    }

    /// Two places in order, not far apart as a rule.
    fn span(&mut self, length: usize) -> (usize, usize) {
        let from = self.below(length + 1);
        let most = if self.below(4) == 0 {
            length - from
        } else {
            (length - from).min(24)
        };
        (from, from + self.below(most + 1))
    }

    fn sample(&mut self) -> Vec<u8> {
        let at = self.below(self.samples.len());
        self.samples[at].clone()
    }

    /// A sample with some changes.
    pub fn next(&mut self) -> Vec<u8> {
        let mut input = self.sample();
        for _ in 0..=self.below(6) {
            self.change(&mut input);
            input.truncate(LONGEST);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let (from, until) = self.span(input.len());
        match self.below(11) {
            0 if !input.is_empty() => {
                let at = self.below(input.len());
                input[at] ^= 1 << self.below(8);
            }
            1 if !input.is_empty() => {
                let at = self.below(input.len());
                input[at] = self.random() as u8;
            }
            2 => drop(input.drain(from..until)),
            3 => {
                let part = input[from..until].to_vec();
                let times = if self.below(20) == 0 {
                    2_000
                } else {
                    self.below(6)
                };
                for _ in 0..times.min(LONGEST / part.len().max(1)) {
                    input.splice(from..from, part.iter().copied());
                }
            }
            4 => {
                let at = self.below(self.words.len());
                let word = self.words[at];
                input.splice(from..until, word.bytes());
            }
            5 => {
                let other = self.sample();
                let (start, end) = self.span(other.len());
                input.splice(from..until, other[start..end].iter().copied());
            }
            6 => {
                // The first half of this with the second of another.
                let other = self.sample();
                let start = self.below(other.len() + 1);
                input.truncate(from);
                input.extend_from_slice(&other[start..]);
            }
            7 => input.truncate(from),
            8 => {
                let value = NUMBERS[self.below(NUMBERS.len())];
                let width = [1, 2, 4, 8][self.below(4)];
                let big = value.to_be_bytes()[8 - width..].to_vec();
                let bytes = if self.below(2) == 0 {
                    big
                } else {
                    value.to_le_bytes()[..width].to_vec()
                };
                let end = (from + width).min(input.len());
                input.splice(from..end, bytes);
            }
            9 => {
                // A number in a text.
                let digits: Vec<usize> = (0..input.len())
                    .filter(|at| input[*at].is_ascii_digit())
                    .collect();
                if !digits.is_empty() {
                    let at = digits[self.below(digits.len())];
                    let value = NUMBERS[self.below(NUMBERS.len())].to_string();
                    input.splice(at..=at, value.bytes());
                }
            }
            _ => {
                let depth = 1 + self.below(400);
                let (open, close) = [("[", "]"), ("{\"a\":", "}"), ("(", ")")][self.below(3)];
                let nested = format!("{}{}", open.repeat(depth), close.repeat(depth));
                input.splice(from..until, nested.bytes());
            }
        }
    }
}
