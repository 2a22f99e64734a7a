//! Pictures as cameras make them, with secrets in every place where metadata can be.

use image::{DynamicImage, ImageFormat, RgbImage};
use std::io::Cursor;

/// Stands in every place where a camera tells where or by whom a photo was taken.
pub const SECRET: &[u8] = b"52.3702N 4.8952E";

/// A landscape of 640 by 400 pixels, top left darker, in one of the formats.
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(640, 400, |x, y| {
        image::Rgb([
            (x % 256) as u8,
            (y % 256) as u8,
            if x < 320 && y < 200 { 10 } else { 200 },
        ])
    });
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(pixels)
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

/// A JPEG to be turned a quarter, with Exif (place), XMP, a comment, an embedded preview and a film behind its end.
pub fn photo_with_place() -> Vec<u8> {
    let plain = picture(ImageFormat::Jpeg);
    let mut photo = plain[..2].to_vec();
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    // Orientation 6, and a pointer to the place.
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0");
    exif.extend(b"\0\0\0\0");
    exif.extend(b"\x01\0\x02\0\x02\0\x10\0\0\0\x3c\0\0\0\0\0\0\0\0\0\0\0");
    exif.extend(SECRET);
    segment(&mut photo, 0xe1, &exif);
    segment(
        &mut photo,
        0xe1,
        &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat(),
    );
    segment(&mut photo, 0xe2, &[b"MPF\0", SECRET].concat());
    segment(&mut photo, 0xed, &[b"Photoshop 3.0\0", SECRET].concat());
    segment(&mut photo, 0xfe, SECRET);
    photo.extend(&plain[2..]);
    photo.extend(b"\0\0\0\x18ftypmp42");
    photo.extend(SECRET);
    photo
}

/// A PNG with texts and Exif.
pub fn png_with_place() -> Vec<u8> {
    let plain = picture(ImageFormat::Png);
    let mut png = img_parts::png::Png::from_bytes(plain.into()).unwrap();
    for kind in [*b"tEXt", *b"iTXt", *b"eXIf", *b"prIv"] {
        png.chunks_mut()
            .insert(1, img_parts::png::PngChunk::new(kind, SECRET.into()));
    }
    let mut bytes = png.encoder().bytes().to_vec();
    bytes.extend(SECRET);
    bytes
}

/// A WebP with XMP and Exif.
pub fn webp_with_place() -> Vec<u8> {
    use img_parts::ImageEXIF;
    use img_parts::riff::{RiffChunk, RiffContent};
    let mut webp = img_parts::webp::WebP::from_bytes(picture(ImageFormat::WebP).into()).unwrap();
    webp.set_exif(Some(SECRET.into()));
    webp.chunks_mut()
        .push(RiffChunk::new(*b"XMP ", RiffContent::Data(SECRET.into())));
    webp.encoder().bytes().to_vec()
}

fn segment(photo: &mut Vec<u8>, marker: u8, content: &[u8]) {
    photo.extend([0xff, marker]);
    photo.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
    photo.extend(content);
}

pub fn holds_secret(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|window| window == SECRET)
}
