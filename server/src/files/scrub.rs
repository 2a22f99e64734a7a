//! Takes out of a picture what tells of its maker: place, device, time, comments, embedded previews and whatever
//! hides behind its end. The pixels stay as they are coded; how to hold it upright and its colours are kept.

use bytes::Bytes;
use image::ImageFormat;
use image::metadata::Orientation;
use img_parts::ImageEXIF;
use img_parts::png::Png;
use img_parts::webp::WebP;

/// The picture without metadata; `None` when it is not of the format or damaged.
pub fn scrubbed(bytes: &Bytes, format: ImageFormat, orientation: Orientation) -> Option<Bytes> {
    let orientation =
        (orientation != Orientation::NoTransforms).then(|| only_orientation(orientation));
    match format {
        ImageFormat::Jpeg => jpeg(bytes, orientation.as_deref()),
        ImageFormat::Png => {
            let mut png = Png::from_bytes(bytes.clone()).ok()?;
            png.chunks_mut()
                .retain(|chunk| KEPT_OF_PNG.contains(&&chunk.kind()));
            png.set_exif(orientation.map(Bytes::from));
            Some(png.encoder().bytes())
        }
        ImageFormat::WebP => {
            let mut webp = WebP::from_bytes(bytes.clone()).ok()?;
            webp.chunks_mut()
                .retain(|chunk| KEPT_OF_WEBP.contains(&&chunk.id()));
            webp.set_exif(orientation.map(Bytes::from));
            Some(webp.encoder().bytes())
        }
        _ => None,
    }
}

const KEPT_OF_PNG: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"pHYs",
];
const KEPT_OF_WEBP: [&[u8; 4]; 7] = [
    b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];

/// Exif data (TIFF, little-endian) with one entry: the orientation.
fn only_orientation(orientation: Orientation) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation.to_exif(), 0, 0, 0, 0, 0, 0, 0]);
    exif
}

/// By hand, because the library takes everything from the first scan to the end of the file for pixels: a phone's
/// moving picture, with sound and place, would stay behind them.
fn jpeg(bytes: &[u8], exif: Option<&[u8]>) -> Option<Bytes> {
    let mut rest = bytes.strip_prefix(&[0xff, START])?;
    let mut kept = vec![0xff, START];
    if let Some(exif) = exif {
        let length = u16::try_from(2 + EXIF.len() + exif.len()).ok()?;
        kept.extend([0xff, 0xe1]);
        kept.extend(length.to_be_bytes());
        kept.extend(EXIF);
        kept.extend(exif);
    }
    let mut pixels = false;
    loop {
        // A camera that lost power leaves no end; decoders accept that.
        let Some((marker, after)) = next_marker(rest).filter(|(marker, _)| *marker != END) else {
            kept.extend([0xff, END]);
            return pixels.then(|| kept.into());
        };
        if matches!(marker, START | 0x01 | 0xd0..=0xd7) {
            rest = after;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(after.first_chunk().copied()?));
        let (segment, after) = after.split_at_checked(length)?;
        if keeps(marker, segment.get(2..)?) {
            kept.extend([0xff, marker]);
            kept.extend(segment);
        }
        rest = after;
        if marker == SCAN {
            let end = scan_end(rest);
            kept.extend(&rest[..end]);
            rest = &rest[end..];
            pixels = true;
        }
    }
}

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const EXIF: &[u8] = b"Exif\0\0";

/// Of the application's segments only those that a decoder needs for size and colour.
fn keeps(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xe0 => content.starts_with(b"JFIF\0"),
        0xe2 => content.starts_with(b"ICC_PROFILE\0"),
        0xee => content.starts_with(b"Adobe"),
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let start = bytes.iter().position(|byte| *byte == 0xff)?;
    let after = &bytes[start..];
    let marker = after.iter().position(|byte| *byte != 0xff)?;
    Some((after[marker], &after[marker + 1..]))
}

/// Where coded pixels end: at a marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8]) -> usize {
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xff | 0xd0..=0xd7);
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}
