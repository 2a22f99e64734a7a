//! A window as a technician sees it from inside: wall, frame, panes, and what is outside.

use super::canvas::{Canvas, Colour, HEIGHT, WIDTH, between};
use crate::demo::chance::Chance;

/// The glass, as faults are drawn on it.
pub const GLASS: (i64, i64, i64, i64) = (120, 70, 680, 500);

/// Draws one of many windows.
pub fn draw(chance: &mut Chance) -> Canvas {
    let mut canvas = Canvas::new();
    let wall = chance.pick(&WALLS);
    canvas.fill(
        (0, 0, WIDTH, HEIGHT),
        wall,
        between(wall, [90, 84, 78], 1, 3),
    );
    let frame = chance.pick(&FRAMES);
    let (left, top, right, bottom) = GLASS;
    canvas.fill(
        (left - 46, top - 42, right + 46, bottom + 40),
        between(frame, [255; 3], 1, 6),
        frame,
    );
    canvas.fill(
        (left - 12, top - 10, right + 12, bottom + 10),
        between(frame, [0; 3], 1, 3),
        between(frame, [0; 3], 1, 5),
    );
    outside(&mut canvas, chance);
    bars(&mut canvas, frame, chance);
    canvas.fill(
        (40, bottom + 44, WIDTH - 40, bottom + 68),
        [226, 222, 214],
        [168, 162, 152],
    );
    if chance.percent(55) {
        handle(&mut canvas, chance);
    }
    canvas
}

/// Sky, houses and green, not sharp.
fn outside(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    let (high, low) = chance.pick(&SKIES);
    let horizon = top + (bottom - top) * chance.between(52, 70) / 100;
    canvas.fill((left, top, right, horizon), high, low);
    canvas.fill((left, horizon, right, bottom), [96, 112, 78], [70, 82, 60]);
    let mut x = left;
    while x < right {
        let width = chance.between(50, 130);
        let roof = horizon - chance.between(20, 120);
        let brick = chance.pick(&BRICKS);
        canvas.fill(
            (x, roof, (x + width).min(right), horizon + 26),
            brick,
            between(brick, [20; 3], 1, 3),
        );
        for column in 0..chance.between(1, 3) {
            let from = x + 12 + column * 34;
            canvas.fill(
                (from, roof + 14, (from + 18).min(right), roof + 36),
                [188, 198, 208],
                [120, 130, 142],
            );
        }
        x += width + chance.between(0, 26);
    }
    for _ in 0..chance.between(2, 6) {
        let at = (
            chance.between(left + 40, right - 40),
            horizon + chance.between(-10, 60),
        );
        canvas.stain(at, chance.between(18, 40), [58, 84, 48], 210);
    }
}

/// What divides the window.
fn bars(canvas: &mut Canvas, frame: Colour, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    let dark = between(frame, [0; 3], 1, 4);
    let middle = (left + right) / 2 + chance.between(-60, 60);
    match chance.between(0, 2) {
        0 => canvas.fill((middle - 16, top, middle + 16, bottom), frame, dark),
        1 => canvas.fill((left, top + 96, right, top + 122), frame, dark),
        _ => {}
    }
}

fn handle(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, _, right, _) = GLASS;
    let x = if chance.percent(50) {
        left - 34
    } else {
        right + 22
    };
    let y = chance.between(250, 340);
    canvas.fill((x, y, x + 12, y + 74), [206, 208, 210], [122, 124, 128]);
    canvas.stain((x + 6, y + 8), 13, [176, 178, 182], 230);
}

const WALLS: [Colour; 5] = [
    [232, 228, 219],
    [214, 219, 222],
    [240, 236, 228],
    [200, 190, 176],
    [222, 226, 214],
];
const FRAMES: [Colour; 5] = [
    [236, 236, 232],
    [92, 70, 52],
    [64, 72, 78],
    [58, 84, 72],
    [206, 198, 180],
];
const BRICKS: [Colour; 4] = [
    [142, 84, 66],
    [158, 122, 96],
    [112, 92, 84],
    [176, 168, 158],
];
const SKIES: [(Colour, Colour); 5] = [
    ([112, 158, 206], [206, 222, 234]),
    ([150, 160, 170], [206, 208, 210]),
    ([92, 128, 176], [236, 210, 176]),
    ([128, 140, 154], [182, 188, 194]),
    ([140, 182, 220], [226, 234, 240]),
];
