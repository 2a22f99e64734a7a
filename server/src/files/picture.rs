//! What a file really is: its type by its first bytes, its pixels by decoding them, and a thumbnail of them.

use super::limits::{LONGEST_SIDE, MOST_MEMORY, MOST_PIXELS, THUMB_SIDE};
use super::scrub::scrubbed;
use bytes::Bytes;
use fast_image_resize::Resizer;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use thiserror::Error;

/// A picture that can be kept.
#[derive(Debug, Clone)]
pub struct Picture {
    pub media_type: &'static str,
    /// The same pixels in the same coding, without metadata but how to hold it upright.
    pub content: Bytes,
    /// A small JPEG, upright.
    pub thumb: Bytes,
    /// Pixels, upright.
    pub width: u32,
    pub height: u32,
}

/// Why bytes are no picture that can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PictureError {
    #[error("no JPEG, PNG or WebP")]
    Type,
    #[error("the picture is damaged")]
    Damaged,
    #[error("the picture has too many pixels")]
    TooLarge,
}

/// Reads a picture. Takes up to seconds, so never on a thread that answers requests.
pub fn read(bytes: &Bytes) -> Result<Picture, PictureError> {
    let format = image::guess_format(bytes).map_err(|_| PictureError::Type)?;
    let media_type = match format {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::WebP => "image/webp",
        _ => return Err(PictureError::Type),
    };
    let orientation = opened(bytes, format)?.orientation().map_err(decoding)?;
    let content = scrubbed(bytes, format, orientation).ok_or(PictureError::Damaged)?;
    // What is kept is what was looked at.
    let pixels = DynamicImage::from_decoder(opened(&content, format)?).map_err(decoding)?;
    let mut thumb = small(&pixels).ok_or(PictureError::Damaged)?;
    thumb.apply_orientation(orientation);
    let lies = orientation.to_exif() >= 5;
    let (width, height) = if lies {
        (pixels.height(), pixels.width())
    } else {
        (pixels.width(), pixels.height())
    };
    Ok(Picture {
        media_type,
        content,
        thumb: as_jpeg(&thumb).ok_or(PictureError::Damaged)?,
        width,
        height,
    })
}

/// A picture whose size is known and allowed, before it is unpacked.
fn opened(bytes: &Bytes, format: ImageFormat) -> Result<impl ImageDecoder + '_, PictureError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(decoding)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(PictureError::TooLarge);
    }
    Ok(decoder)
}

fn decoding(error: image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}

/// At most as large as a thumbnail, on white: a signature is drawn in black on nothing.
fn small(pixels: &DynamicImage) -> Option<DynamicImage> {
    let (width, height) = (pixels.width(), pixels.height());
    let longest = width.max(height).max(1);
    let scaled = |side: u32| {
        u32::try_from(u64::from(side) * u64::from(THUMB_SIDE) / u64::from(longest))
            .map(|side| side.max(1))
    };
    let source = if pixels.color().has_alpha() {
        DynamicImage::ImageRgba8(pixels.to_rgba8())
    } else {
        DynamicImage::ImageRgb8(pixels.to_rgb8())
    };
    let small = if longest <= THUMB_SIDE {
        source
    } else {
        let mut target =
            DynamicImage::new(scaled(width).ok()?, scaled(height).ok()?, source.color());
        Resizer::new().resize(&source, &mut target, None).ok()?;
        target
    };
    Some(on_white(small))
}

fn on_white(pixels: DynamicImage) -> DynamicImage {
    if !pixels.color().has_alpha() {
        return pixels;
    }
    let drawn = pixels.to_rgba8();
    let flat = image::RgbImage::from_fn(drawn.width(), drawn.height(), |x, y| {
        let [red, green, blue, alpha] = drawn.get_pixel(x, y).0.map(u16::from);
        let over =
            |value: u16| u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        image::Rgb([over(red), over(green), over(blue)])
    });
    DynamicImage::ImageRgb8(flat)
}

fn as_jpeg(pixels: &DynamicImage) -> Option<Bytes> {
    let mut bytes = Vec::new();
    pixels
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 78))
        .ok()?;
    Some(bytes.into())
}
