//! Which code an input reached: the counters that the compiler puts on every branch of our own crates (`./dev fuzz`).
//! Without them nothing is new, and inputs are made from samples alone.

/// Counters that are looked at together.
const PAGE: usize = 512;
const UNTOUCHED: [u8; PAGE] = [0; PAGE];

/// What was reached so far.
pub struct Reached {
    /// For each counter the sizes that were seen, as bits.
    seen: Vec<u8>,
    /// Branches that were reached at all.
    pub branches: usize,
}

impl Reached {
    pub fn new() -> Reached {
        Reached {
            seen: vec![0; counters().len()],
            branches: 0,
        }
    }

    /// Whether the compiler put counters there.
    pub fn is_led(&self) -> bool {
        !self.seen.is_empty()
    }

    /// Forgets what was reached since it was last asked, as after preparing a parser.
    pub fn begin(&self) {
        counters().fill(0);
    }

    /// Whether the input that was just fed reached something new, or something oftener than any before it.
    pub fn takes_note(&mut self) -> bool {
        let mut is_new = false;
        let pages = counters().chunks_mut(PAGE);
        for (seen, counters) in self.seen.chunks_mut(PAGE).zip(pages) {
            // One input reaches little of all code; most pages are passed at once.
            if *counters == UNTOUCHED[..counters.len()] {
                continue;
            }
            for (seen, counter) in seen.iter_mut().zip(counters) {
                let size = size(*counter);
                *counter = 0;
                if *seen & size != size {
                    self.branches += usize::from(*seen == 0);
                    *seen |= size;
                    is_new = true;
                }
            }
        }
        is_new
    }
}

/// 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127 and more often are told apart.
fn size(count: u8) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        4..=7 => 8,
        8..=15 => 16,
        16..=31 => 32,
        32..=127 => 64,
        128..=255 => 128,
    }
}

#[cfg(not(glashelder_counters))]
fn counters() -> &'static mut [u8] {
    &mut []
}

// The compiler lays the counters of all crates in one section, and the linker names its ends. Each target runs on one
// thread, and nothing else reads or writes them but the counting itself.
#[cfg(glashelder_counters)]
#[allow(unsafe_code)]
fn counters() -> &'static mut [u8] {
    unsafe extern "C" {
        #[link_name = "__start___sancov_cntrs"]
        static mut START: u8;
        #[link_name = "__stop___sancov_cntrs"]
        static mut STOP: u8;
    }
    let (start, stop) = (&raw mut START, &raw mut STOP);
    unsafe { std::slice::from_raw_parts_mut(start, stop.offset_from_unsigned(start)) }
}

/// Every crate tells at the start where its counters are; the section is enough.
#[cfg(glashelder_counters)]
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(_start: *mut u8, _stop: *mut u8) {}
