//! Pictures: their type, their pixels, and what is taken out of them.

use crate::feed;
use bytes::Bytes;
use image::{DynamicImage, ImageFormat, RgbImage};
use server::files::picture;
use std::io::Cursor;

fn sample(format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(24, 16, |x, y| {
        image::Rgb([(x * 9) as u8, (y * 13) as u8, 77])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

/// A JPEG with notes of a camera.
fn with_notes() -> Vec<u8> {
    let plain = sample(ImageFormat::Jpeg);
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let mut noted = plain[..2].to_vec();
    noted.extend([0xff, 0xe1, 0, (exif.len() + 2) as u8]);
    noted.extend_from_slice(exif);
    noted.extend_from_slice(&plain[2..]);
    noted
}

#[test]
fn photos() {
    let samples = [
        sample(ImageFormat::Jpeg),
        sample(ImageFormat::Png),
        sample(ImageFormat::WebP),
        with_notes(),
        // Could be decoded, and no more once its notes were taken out.
        include_bytes!("found/photo-that-scrubbing-broke").to_vec(),
    ];
    feed(
        "photos",
        &samples,
        &[
            "Exif\0\0", "IHDR", "IDAT", "eXIf", "RIFF", "WEBP", "VP8X", "VP8L", "\u{ff}",
        ],
        |input| {
            let Ok(read) = picture::read(&Bytes::copy_from_slice(input)) else {
                return;
            };
            // What is kept is a picture of the same size, and keeping it again changes nothing.
            let again = picture::read(&read.content).expect("what was kept cannot be read");
            assert_eq!(
                (read.width, read.height, read.media_type),
                (again.width, again.height, again.media_type)
            );
            assert_eq!(read.content, again.content, "something was left in it");
            assert_eq!(image::guess_format(&read.thumb).unwrap(), ImageFormat::Jpeg);
        },
    );
}
