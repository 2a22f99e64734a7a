//! A picture to draw on: soft shapes at half size, then enlarged, grained and compressed as a camera does.

use crate::demo::chance::Chance;
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

/// Size of the drawing; the photo is twice as wide and high.
pub const WIDTH: i64 = 800;
pub const HEIGHT: i64 = 600;

/// A colour.
pub type Colour = [u8; 3];

/// The drawing: rows of points, three bytes each.
pub struct Canvas {
    image: Vec<u8>,
}

impl Canvas {
    pub fn new() -> Canvas {
        Canvas {
            image: vec![0; (WIDTH * HEIGHT * 3) as usize],
        }
    }

    /// A rectangle whose colour runs from top to bottom.
    pub fn fill(
        &mut self,
        (left, top, right, bottom): (i64, i64, i64, i64),
        from: Colour,
        to: Colour,
    ) {
        let (left, right) = (
            left.clamp(0, WIDTH) as usize,
            right.clamp(0, WIDTH) as usize,
        );
        let height = (bottom - top).max(1);
        let stride = WIDTH as usize * 3;
        for y in top.max(0)..bottom.min(HEIGHT) {
            let colour = between(from, to, y - top, height);
            let row = colour.repeat(right.saturating_sub(left));
            let start = y as usize * stride + left * 3;
            if let Some(target) = self.image.get_mut(start..start + row.len()) {
                target.copy_from_slice(&row);
            }
        }
    }

    /// Lays a colour over one point; `strength` from 0 to 255.
    pub fn touch(&mut self, x: i64, y: i64, colour: Colour, strength: i64) {
        if (0..WIDTH).contains(&x) && (0..HEIGHT).contains(&y) {
            let start = (y * WIDTH + x) as usize * 3;
            if let Some(point) = self.image.get_mut(start..start + 3) {
                let old = [point[0], point[1], point[2]];
                point.copy_from_slice(&between(old, colour, strength, 255));
            }
        }
    }

    /// Lays a colour over a whole area, stronger towards the bottom.
    pub fn veil(
        &mut self,
        (left, top, right, bottom): (i64, i64, i64, i64),
        colour: Colour,
        strength: i64,
    ) {
        for y in top..bottom {
            let here = strength * (y - top) / (bottom - top).max(1);
            for x in left..right {
                self.touch(x, y, colour, here);
            }
        }
    }

    /// A line with soft edges.
    pub fn line(
        &mut self,
        from: (i64, i64),
        to: (i64, i64),
        colour: Colour,
        strength: i64,
        width: i64,
    ) {
        let steps = (to.0 - from.0).abs().max((to.1 - from.1).abs()).max(1);
        for step in 0..=steps {
            let x = from.0 + (to.0 - from.0) * step / steps;
            let y = from.1 + (to.1 - from.1) * step / steps;
            for side in 0..width {
                self.touch(x + side, y, colour, strength);
                self.touch(x, y + side, colour, strength);
            }
            self.touch(x - 1, y, colour, strength / 3);
            self.touch(x + width, y, colour, strength / 3);
        }
    }

    /// A round stain that fades towards its edge.
    pub fn stain(&mut self, (cx, cy): (i64, i64), radius: i64, colour: Colour, strength: i64) {
        let square = (radius * radius).max(1);
        for dy in -radius..=radius {
            for dx in -radius..=radius {
                let distance = dx * dx + dy * dy;
                if distance < square {
                    self.touch(
                        cx + dx,
                        cy + dy,
                        colour,
                        strength * (square - distance) / square,
                    );
                }
            }
        }
    }

    /// The photo: 1600 by 1200 points, with the grain of a small sensor.
    pub fn jpeg(mut self, chance: &mut Chance) -> image::ImageResult<Vec<u8>> {
        // Eight grains from one draw: a draw a point would take most of the time of a whole picture.
        for points in self.image.chunks_mut(24) {
            let grains = chance.next().to_le_bytes();
            for (point, grain) in points.chunks_mut(3).zip(grains) {
                let grain = i16::from(grain % 13) - 6;
                for value in point {
                    *value = (i16::from(*value) + grain).clamp(0, 255) as u8;
                }
            }
        }
        let photo = doubled(&self.image);
        let mut bytes = Vec::new();
        let (width, height) = (WIDTH as u32 * 2, HEIGHT as u32 * 2);
        JpegEncoder::new_with_quality(&mut bytes, 78).encode(
            &photo,
            width,
            height,
            ExtendedColorType::Rgb8,
        )?;
        Ok(bytes)
    }
}

/// A colour on the way from one to another: `part` of `whole`.
pub fn between(from: Colour, to: Colour, part: i64, whole: i64) -> Colour {
    let mix = |a: u8, b: u8| {
        (i64::from(a) + (i64::from(b) - i64::from(a)) * part / whole.max(1)).clamp(0, 255) as u8
    };
    [
        mix(from[0], to[0]),
        mix(from[1], to[1]),
        mix(from[2], to[2]),
    ]
}

/// Twice as wide and high, with the mean of its neighbours for every new point.
fn doubled(image: &[u8]) -> Vec<u8> {
    let mut large: Vec<u8> = Vec::with_capacity(image.len() * 4);
    let mut above: Vec<u8> = Vec::new();
    for row in image.chunks(WIDTH as usize * 3) {
        let wide = widened(row);
        if !above.is_empty() {
            large.extend(above.iter().zip(&wide).map(|(a, b)| a.midpoint(*b)));
        }
        large.extend(&wide);
        above = wide;
    }
    large.extend(&above);
    large
}

fn widened(row: &[u8]) -> Vec<u8> {
    let mut wide = Vec::with_capacity(row.len() * 2);
    let next = row
        .get(3..)
        .unwrap_or_default()
        .chunks(3)
        .chain(row.rchunks(3).take(1));
    for (point, next) in row.chunks(3).zip(next) {
        wide.extend_from_slice(point);
        wide.extend(point.iter().zip(next).map(|(a, b)| a.midpoint(*b)));
    }
    wide
}
