//! What a camera writes into its photos: the moment, its own name, and the place where it stood (Exif 2.3, TIFF 6.0).

use chrono::{DateTime, Utc};

/// A JPEG with its Exif block; `place` is latitude and longitude in degrees, north and east.
pub fn with_exif(jpeg: &[u8], taken: DateTime<Utc>, place: (f64, f64)) -> Vec<u8> {
    let tiff = tiff(taken, place);
    let mut app1 = b"Exif\0\0".to_vec();
    app1.extend(tiff);
    let (start, rest) = jpeg.split_at(2.min(jpeg.len()));
    let length = (app1.len() + 2) as u16;
    let mut bytes = start.to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(app1);
    bytes.extend(rest);
    bytes
}

/// One entry of a directory: tag, type, number of values, and their bytes.
struct Entry(u16, u16, u32, Vec<u8>);

const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;

fn tiff(taken: DateTime<Utc>, (latitude, longitude): (f64, f64)) -> Vec<u8> {
    let moment = text(&taken.format("%Y:%m:%d %H:%M:%S").to_string());
    let moment = |tag| Entry(tag, ASCII, moment.len() as u32, moment.clone());
    let gps = vec![
        Entry(0x0001, ASCII, 2, b"N\0".to_vec()),
        Entry(0x0002, RATIONAL, 3, degrees(latitude)),
        Entry(0x0003, ASCII, 2, b"E\0".to_vec()),
        Entry(0x0004, RATIONAL, 3, degrees(longitude)),
    ];
    let own = vec![moment(0x9003), moment(0x9004)];
    let (make, model) = (text("Ruitwerk"), text("Veldtablet 8"));
    let mut main = vec![
        Entry(0x010f, ASCII, make.len() as u32, make),
        Entry(0x0110, ASCII, model.len() as u32, model),
        Entry(0x0112, SHORT, 1, 1_u16.to_le_bytes().to_vec()),
        moment(0x0132),
        Entry(0x8769, LONG, 1, vec![0; 4]),
        Entry(0x8825, LONG, 1, vec![0; 4]),
    ];
    let header = 8;
    let own_at = header + size(&main);
    let gps_at = own_at + size(&own);
    main[4].3 = (own_at as u32).to_le_bytes().to_vec();
    main[5].3 = (gps_at as u32).to_le_bytes().to_vec();
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for directory in [&main, &own, &gps] {
        write(directory, &mut bytes);
    }
    bytes
}

/// A directory, followed by the values that do not fit in its entries.
fn write(entries: &[Entry], bytes: &mut Vec<u8>) {
    let mut behind = bytes.len() + 2 + entries.len() * 12 + 4;
    let mut values: Vec<u8> = Vec::new();
    bytes.extend((entries.len() as u16).to_le_bytes());
    for Entry(tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        if value.len() <= 4 {
            let mut inline = value.clone();
            inline.resize(4, 0);
            bytes.extend(inline);
        } else {
            bytes.extend((behind as u32).to_le_bytes());
            behind += value.len();
            values.extend(value);
        }
    }
    bytes.extend([0; 4]);
    bytes.extend(values);
}

fn size(entries: &[Entry]) -> usize {
    2 + entries.len() * 12
        + 4
        + entries
            .iter()
            .map(|entry| entry.3.len())
            .filter(|length| *length > 4)
            .sum::<usize>()
}

/// Ends with a zero, and is even so that what follows begins on a word.
fn text(value: &str) -> Vec<u8> {
    let mut bytes = value.as_bytes().to_vec();
    bytes.push(0);
    if bytes.len() % 2 == 1 {
        bytes.push(0);
    }
    bytes
}

/// Degrees, minutes and seconds as three rationals.
fn degrees(value: f64) -> Vec<u8> {
    let seconds = (value.abs() * 360_000.0).round() as u32;
    let parts = [
        (seconds / 360_000, 1),
        (seconds / 6_000 % 60, 1),
        (seconds % 6_000, 100_u32),
    ];
    parts
        .iter()
        .flat_map(|(top, bottom)| top.to_le_bytes().into_iter().chain(bottom.to_le_bytes()))
        .collect()
}
