//! What is wrong with the glass, drawn on the window.

use super::Subject;
use super::canvas::{Canvas, HEIGHT};
use super::window::GLASS;
use crate::demo::chance::Chance;

/// Draws a fault; clean glass gets a reflection only.
pub fn draw(subject: Subject, canvas: &mut Canvas, chance: &mut Chance) {
    match subject {
        Subject::Scratch => scratches(canvas, chance),
        Subject::Condensation => condensation(canvas, chance),
        Subject::Crack => crack(canvas, chance),
        Subject::Sealant => sealant(canvas, chance),
        Subject::Leak => leak(canvas, chance),
        Subject::Gap => gap(canvas, chance),
        Subject::Hardware => hardware(canvas, chance),
        Subject::Room | Subject::Repaired => reflection(canvas, chance),
    }
}

fn scratches(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    let from = (
        chance.between(left + 60, right - 220),
        chance.between(top + 60, bottom - 120),
    );
    let slope = (chance.between(80, 200), chance.between(-40, 90));
    for _ in 0..chance.between(1, 5) {
        let start = (
            from.0 + chance.between(-14, 14),
            from.1 + chance.between(-24, 24),
        );
        let part = chance.between(40, 100);
        let end = (
            start.0 + slope.0 * part / 100,
            start.1 + slope.1 * part / 100,
        );
        canvas.line(start, end, [246, 248, 250], 205, 1);
        canvas.line(
            (start.0, start.1 + 1),
            (end.0, end.1 + 1),
            [60, 66, 72],
            90,
            1,
        );
    }
}

fn condensation(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    let level = chance.between(top + 110, bottom - 120);
    canvas.veil((left, level, right, bottom), [228, 233, 236], 190);
    for _ in 0..40 {
        let at = (
            chance.between(left + 26, right - 26),
            chance.between(level, bottom - 26),
        );
        canvas.stain(at, chance.between(16, 26), [232, 236, 238], 90);
    }
    for _ in 0..chance.between(60, 120) {
        let at = (
            chance.between(left + 8, right - 8),
            chance.between(level, bottom - 8),
        );
        canvas.stain(at, chance.between(2, 5), [250, 252, 253], 200);
    }
    for _ in 0..chance.between(4, 9) {
        let x = chance.between(left + 10, right - 10);
        let y = chance.between(level, bottom - 90);
        canvas.line(
            (x, y),
            (x + chance.between(-3, 3), y + chance.between(30, 88)),
            [120, 136, 148],
            150,
            2,
        );
    }
}

fn crack(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    let mut at = (chance.between(left + 80, right - 80), bottom - 1);
    // A thermal crack leaves the edge at a right angle and then wanders.
    let mut drift = chance.between(-3, 3);
    while at.1 > top + 6 && at.0 > left + 8 && at.0 < right - 8 {
        let next = (at.0 + drift, at.1 - chance.between(10, 22));
        canvas.line(at, next, [250, 252, 254], 225, 2);
        canvas.line((at.0 + 2, at.1), (next.0 + 2, next.1), [40, 46, 52], 130, 1);
        if chance.percent(10) {
            canvas.line(
                next,
                (
                    next.0 + chance.between(-70, 70),
                    next.1 - chance.between(20, 60),
                ),
                [240, 244, 246],
                170,
                1,
            );
        }
        drift += chance.between(-6, 6);
        at = next;
    }
}

fn sealant(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    let mut x = left;
    while x < right {
        let width = chance.between(18, 60);
        let rise = chance.between(-3, 6);
        canvas.fill(
            (x, bottom - 8 - rise, (x + width).min(right), bottom + 8),
            [206, 202, 192],
            [148, 142, 132],
        );
        x += width
            + if chance.percent(25) {
                chance.between(8, 26)
            } else {
                0
            };
    }
    for _ in 0..chance.between(6, 14) {
        let at = (chance.between(left, right), bottom - chance.between(2, 12));
        canvas.stain(at, chance.between(3, 8), [34, 36, 34], 170);
    }
    let y = chance.between(top + 40, bottom - 140);
    canvas.line((left + 6, y), (left + 12, y + 130), [224, 222, 214], 190, 5);
}

fn leak(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, _, right, bottom) = GLASS;
    for _ in 0..chance.between(4, 8) {
        let x = chance.between(left + 20, right - 20);
        canvas.line(
            (x, bottom + 8),
            (x + chance.between(-4, 4), HEIGHT - chance.between(6, 40)),
            [104, 92, 76],
            120,
            4,
        );
    }
    for _ in 0..chance.between(5, 9) {
        let at = (chance.between(left, right), bottom + chance.between(60, 92));
        canvas.stain(at, chance.between(16, 46), [126, 108, 82], 130);
    }
}

fn gap(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    let x = if chance.percent(50) {
        left - 12
    } else {
        right + 6
    };
    let width = chance.between(3, 8);
    canvas.fill(
        (x, top + chance.between(20, 120), x + width, bottom),
        [16, 16, 18],
        [30, 30, 32],
    );
    canvas.line(
        (x + width, top + 40),
        (x + width + 5, bottom - 30),
        [48, 48, 50],
        220,
        4,
    );
}

fn hardware(canvas: &mut Canvas, chance: &mut Chance) {
    let (_, top, right, bottom) = GLASS;
    for y in [top + 30, bottom - 90] {
        let lean = chance.between(-4, 9);
        canvas.fill(
            (right + 2 + lean, y, right + 26 + lean, y + 66),
            [190, 192, 196],
            [110, 112, 118],
        );
        for hole in [12, 33, 54] {
            canvas.stain((right + 14 + lean, y + hole), 5, [50, 52, 56], 230);
        }
    }
    canvas.line(
        (right + 4, bottom + 6),
        (right + 40, bottom + 12),
        [220, 216, 208],
        200,
        3,
    );
}

fn reflection(canvas: &mut Canvas, chance: &mut Chance) {
    let (left, top, right, bottom) = GLASS;
    for _ in 0..chance.between(1, 3) {
        let x = chance.between(left + 60, right - 200);
        canvas.line(
            (x, bottom - 40),
            (x + 150, top + 40),
            [248, 250, 252],
            60,
            26,
        );
    }
}
