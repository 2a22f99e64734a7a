//! A signature as a finger leaves it on a tablet.

use crate::demo::chance::Chance;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

const WIDTH: usize = 480;
const HEIGHT: usize = 160;

/// A PNG in grey on white.
pub fn png(chance: &mut Chance) -> image::ImageResult<Vec<u8>> {
    let mut ink = vec![255_u8; WIDTH * HEIGHT];
    let mut at = (40 + chance.below(40), HEIGHT / 2);
    for _ in 0..chance.between(9, 15) {
        let next = (at.0 + chance.below(34) + 6, 30 + chance.below(HEIGHT - 60));
        stroke(&mut ink, at, next);
        at = if chance.percent(30) {
            (next.0.saturating_sub(16), HEIGHT / 2)
        } else {
            next
        };
    }
    stroke(
        &mut ink,
        (50, HEIGHT - 26),
        (at.0.min(WIDTH - 20), HEIGHT - 34),
    );
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes).write_image(
        &ink,
        WIDTH as u32,
        HEIGHT as u32,
        ExtendedColorType::L8,
    )?;
    Ok(bytes)
}

fn stroke(ink: &mut [u8], from: (usize, usize), to: (usize, usize)) {
    for step in 0..=60 {
        let x = (from.0 * (60 - step) + to.0 * step) / 60;
        // A bow instead of a straight line: fingers turn.
        let bow = step * (60 - step) / 90;
        let y = ((from.1 * (60 - step) + to.1 * step) / 60).saturating_sub(bow);
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            if x + dx < WIDTH && y + dy < HEIGHT {
                ink[(y + dy) * WIDTH + x + dx] = 25;
            }
        }
    }
}
