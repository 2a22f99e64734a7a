//! A file's bytes as text: the encoding recognised or as named, and what is no text refused in words.

use domain::language::Text;
use domain::moment::text;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// A file as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Without a byte order mark.
    pub text: String,
    /// `UTF-8`, `windows-1252` …
    pub encoding: &'static str,
    /// It was seen from the bytes, and not named.
    pub recognised: bool,
}

/// Reads bytes. `named`: an encoding's name (`windows-1252`); without it a byte order mark tells, else what is no UTF-8
/// is Windows-1252, in which Dutch Excel saves.
pub fn decode(bytes: &[u8], named: Option<&str>) -> Result<Source, Text> {
    if let Some(refusal) = no_text(bytes) {
        return Err(refusal);
    }
    let encoding = match named {
        Some(name) => by_name(name)?,
        None => recognise(bytes),
    };
    let rest = Encoding::for_bom(bytes)
        .filter(|(marked, _)| *marked == encoding)
        .map_or(bytes, |(_, length)| bytes.get(length..).unwrap_or_default());
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest) else {
        return Err(broken(rest, encoding));
    };
    if let Some(line) = line_of(&text, |c| c == '\0') {
        return Err(text_of_nul(line));
    }
    if text.trim().is_empty() {
        return Err(text_of(
            "Het bestand is leeg. Kies het bestand met het register; de eerste regel noemt de kolommen.",
            "The file is empty. Choose the file with the register; its first line names the columns.",
        ));
    }
    Ok(Source {
        text: text.into_owned(),
        encoding: encoding.name(),
        recognised: named.is_none(),
    })
}

fn text_of(nl: &str, en: &str) -> Text {
    text(nl, en)
}

fn by_name(name: &str) -> Result<&'static Encoding, Text> {
    Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| {
        text(
            format!("De codering {name:?} is niet bekend. Schrijf utf-8 of windows-1252."),
            format!("The encoding {name:?} is not known. Write utf-8 or windows-1252."),
        )
    })
}

fn recognise(bytes: &[u8]) -> &'static Encoding {
    match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    }
}

/// What a file is when it is no text, and how to make it one.
fn no_text(bytes: &[u8]) -> Option<Text> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(b"PK\x03\x04") || begins(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Some(text_of(
            "Dit is een werkmap van een rekenprogramma (XLSX, XLS of ODS), geen CSV. Open hem daar en kies Opslaan als: CSV UTF-8.",
            "This is a workbook of a spreadsheet program (XLSX, XLS or ODS), no CSV. Open it there and choose Save as: CSV UTF-8.",
        ));
    }
    if begins(b"%PDF") {
        return Some(text_of(
            "Dit is een PDF, geen CSV. Bewaar het register vanuit het programma waarin het is gemaakt als CSV UTF-8.",
            "This is a PDF, no CSV. Save the register as CSV UTF-8 from the program in which it was made.",
        ));
    }
    let marked = Encoding::for_bom(bytes).is_some_and(|(e, _)| e == UTF_16LE || e == UTF_16BE);
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    (!marked && start.contains(&0)).then(|| {
        text_of(
            "Dit is geen tekstbestand. Bewaar het register als CSV UTF-8.",
            "This is no text file. Save the register as CSV UTF-8.",
        )
    })
}

fn broken(bytes: &[u8], encoding: &'static Encoding) -> Text {
    let name = encoding.name();
    let line = match std::str::from_utf8(bytes) {
        Err(error) if encoding == UTF_8 => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            1 + before.iter().filter(|byte| **byte == b'\n').count()
        }
        _ => 0,
    };
    let (nl, en) = match line {
        0 => (String::new(), String::new()),
        line => (format!(" (regel {line})"), format!(" (line {line})")),
    };
    text(
        format!("Het bestand is geen {name}{nl}. Laat de codering weg, of probeer windows-1252."),
        format!("The file is no {name}{en}. Leave the encoding out, or try windows-1252."),
    )
}

fn text_of_nul(line: usize) -> Text {
    text(
        format!(
            "Regel {line} bevat het teken nul, dat in geen tekst hoort. Bewaar het register opnieuw als CSV UTF-8."
        ),
        format!(
            "Line {line} holds the character zero, which belongs in no text. Save the register anew as CSV UTF-8."
        ),
    )
}

/// The line of the first character that is so.
fn line_of(text: &str, is: impl Fn(char) -> bool) -> Option<usize> {
    let at = text.find(is)?;
    Some(1 + text.get(..at)?.matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let utf_16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("één".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: [(&[u8], &str); 4] = [
            ("één".as_bytes(), "UTF-8"),
            ("\u{feff}één".as_bytes(), "UTF-8"),
            (b"\xe9\xe9n", "windows-1252"),
            (&utf_16, "UTF-16LE"),
        ];
        for (bytes, encoding) in cases {
            let source = decode(bytes, None).unwrap();
            assert_eq!((source.text.as_str(), source.encoding), ("één", encoding));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_in_words() {
        let cases: [(&[u8], &str); 6] = [
            (b"PK\x03\x04...", "CSV UTF-8"),
            (b"%PDF-1.7", "PDF"),
            (b"a\0b", "tekstbestand"),
            (b"", "leeg"),
            ("\u{feff} \r\n".as_bytes(), "leeg"),
            (b"PK\x03\x04", "werkmap"),
        ];
        for (bytes, says) in cases {
            assert!(decode(bytes, None).unwrap_err().nl.contains(says), "{says}");
        }
        let wrong = decode(b"a\nb\xe9", Some("utf-8")).unwrap_err();
        assert!(wrong.nl.contains("regel 2"), "{}", wrong.nl);
        assert!(decode(b"a", Some("klingon")).is_err());
    }
}
