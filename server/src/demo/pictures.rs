//! Photos and signatures of the demo: drawn by code, real JPEG and PNG files, some forty of them, used again and again.

mod canvas;
mod exif;
mod faults;
mod signature;
mod window;

use super::chance::Chance;
use anyhow::Context;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::id::FileHash;

/// What a photo shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Scratch,
    Condensation,
    Crack,
    Sealant,
    Leak,
    Gap,
    Hardware,
    /// A window in its room, nothing special to see.
    Room,
    /// Clean new glass.
    Repaired,
}

impl Subject {
    const ALL: [(Subject, u64); 9] = [
        (Subject::Scratch, 5),
        (Subject::Condensation, 5),
        (Subject::Crack, 4),
        (Subject::Sealant, 4),
        (Subject::Leak, 3),
        (Subject::Gap, 4),
        (Subject::Hardware, 4),
        (Subject::Room, 3),
        (Subject::Repaired, 4),
    ];

    /// A caption as a technician types it.
    pub fn captions(self) -> &'static [&'static str] {
        match self {
            Subject::Scratch => &[
                "kras van dichtbij",
                "kras, gezien op drie meter",
                "kras in het glas",
                "",
            ],
            Subject::Condensation => &[
                "condens tussen de bladen",
                "onderste rand",
                "waas in de hoek",
                "",
            ],
            Subject::Crack => &[
                "begin van de breuk",
                "breuk, hele ruit",
                "breuk bij de rand",
                "",
            ],
            Subject::Sealant => &["kit laat los", "kitnaad", "onderbreking in de kit", ""],
            Subject::Leak => &["waterspoor", "natte plek onder het raam", "onderdorpel", ""],
            Subject::Gap => &["kier", "rubber in de hoek", "naad naast het kozijn", ""],
            Subject::Hardware => &["sluitwerk", "scharnier", "kruk en sluitplaat", ""],
            Subject::Room => &["overzicht", "raam van binnen", ""],
            Subject::Repaired => &["na herstel", "klaar", "nieuwe ruit", ""],
        }
    }
}

/// A file of the demo.
#[derive(Debug, Clone)]
pub struct Picture {
    pub file: FileHash,
    pub bytes: Bytes,
    /// `None`: a signature.
    pub subject: Option<Subject>,
}

/// All files of the demo.
#[derive(Debug, Clone, Default)]
pub struct Gallery {
    pub pictures: Vec<Picture>,
}

/// A picture that is still to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Sketch {
    subject: Option<Subject>,
    index: u64,
    seed: u64,
    now: DateTime<Utc>,
}

impl Sketch {
    /// Draws it; takes some tenths of a second, so never on a thread that answers requests.
    pub fn draw(self) -> anyhow::Result<Picture> {
        let mut chance = Chance::new(self.seed).branch(self.index);
        let bytes = match self.subject {
            Some(subject) => photo(subject, &mut chance, self.now)
                .with_context(|| format!("drawing a photo ({subject:?})"))?,
            None => signature::png(&mut chance).context("drawing a signature")?,
        };
        Ok(Picture {
            file: FileHash::of(&bytes),
            bytes: bytes.into(),
            subject: self.subject,
        })
    }
}

impl Gallery {
    /// What there is to draw; for a small demo one photo of each kind.
    pub fn sketches(seed: u64, now: DateTime<Utc>, small: bool) -> Vec<Sketch> {
        let most = if small { 1 } else { u64::MAX };
        let photos = Subject::ALL
            .iter()
            .flat_map(|(subject, count)| (0..most.min(*count)).map(move |_| Some(*subject)));
        let subjects = photos.chain((0..most.min(SIGNATURES)).map(|_| None));
        let sketch = |(index, subject)| Sketch {
            subject,
            index,
            seed,
            now,
        };
        (1..).zip(subjects).map(sketch).collect()
    }

    /// A gallery of files that are not drawn, to make dossiers from without waiting.
    pub fn of_names() -> Gallery {
        let subjects = Subject::ALL
            .iter()
            .map(|(subject, _)| Some(*subject))
            .chain([None]);
        let picture = |subject: Option<Subject>| {
            let bytes = Bytes::from(format!("{subject:?}"));
            Picture {
                file: FileHash::of(&bytes),
                bytes,
                subject,
            }
        };
        Gallery {
            pictures: subjects.map(picture).collect(),
        }
    }

    /// Some photo of a subject.
    pub fn photo(&self, subject: Subject, chance: &mut Chance) -> Option<&Picture> {
        self.any(Some(subject), chance)
    }

    pub fn signature(&self, chance: &mut Chance) -> Option<&Picture> {
        self.any(None, chance)
    }

    fn any(&self, subject: Option<Subject>, chance: &mut Chance) -> Option<&Picture> {
        let fitting: Vec<&Picture> = self
            .pictures
            .iter()
            .filter(|picture| picture.subject == subject)
            .collect();
        fitting.get(chance.below(fitting.len())).copied()
    }
}

const SIGNATURES: u64 = 6;

/// A photo as a camera makes it: JPEG with the moment, the camera and the place where it stood.
fn photo(subject: Subject, chance: &mut Chance, now: DateTime<Utc>) -> anyhow::Result<Vec<u8>> {
    let mut canvas = window::draw(chance);
    faults::draw(subject, &mut canvas, chance);
    let jpeg = canvas.jpeg(chance)?;
    let taken = now - chrono::TimeDelta::minutes(chance.between(60, 60 * 24 * 300));
    let place = (
        chance.between(51_400, 53_100) as f64 / 1000.0,
        chance.between(4_500, 6_800) as f64 / 1000.0,
    );
    Ok(exif::with_exif(&jpeg, taken, place))
}
