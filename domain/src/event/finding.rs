//! What a technician sees on site, in the terms of glass work.

use crate::id::{FileHash, FindingId, VisitId};
use crate::language::Language;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is wrong with the glass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    Scratch,
    /// Leaking edge seal: condensation between the panes.
    EdgeSeal,
    ThermalCrack,
    Sealant,
    WrongSizeOrType,
    Draught,
    Hardware,
    Other,
}

impl Fault {
    pub const ALL: [Fault; 8] = [
        Self::Scratch,
        Self::EdgeSeal,
        Self::ThermalCrack,
        Self::Sealant,
        Self::WrongSizeOrType,
        Self::Draught,
        Self::Hardware,
        Self::Other,
    ];

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Fault::Scratch => language.pick("Kras", "Scratch"),
            Fault::EdgeSeal => {
                language.pick("Condens tussen de bladen", "Condensation between panes")
            }
            Fault::ThermalCrack => language.pick("Thermische breuk", "Thermal crack"),
            Fault::Sealant => language.pick("Kit of rubber", "Sealant or gasket"),
            Fault::WrongSizeOrType => {
                language.pick("Verkeerde maat of soort", "Wrong size or type")
            }
            Fault::Draught => language.pick("Tocht", "Draught"),
            Fault::Hardware => language.pick("Hang- en sluitwerk", "Hardware"),
            Fault::Other => language.pick("Anders", "Other"),
        }
    }

    /// The symbol in `/icons.svg`.
    pub fn icon(self) -> &'static str {
        match self {
            Fault::Scratch => "fault-scratch",
            Fault::EdgeSeal => "fault-seal",
            Fault::ThermalCrack => "fault-crack",
            Fault::Sealant => "fault-sealant",
            Fault::WrongSizeOrType => "fault-size",
            Fault::Draught => "fault-draught",
            Fault::Hardware => "fault-hardware",
            Fault::Other => "fault-other",
        }
    }
}

/// Which pane it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pane {
    /// `keuken`, `1e verdieping voor` …
    #[serde(default)]
    pub room: String,
    /// `raam 2`, `schuifpui` …
    #[serde(default)]
    pub element: String,
}

impl Pane {
    /// `keuken, raam 2`.
    pub fn line(&self) -> String {
        [self.room.as_str(), self.element.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Where on the pane the fault is: fractions of width and height from the top left, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub x: f32,
    pub y: f32,
}

/// What was measured, in the unit that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    Width,
    Height,
    FaultLength,
    Thickness,
    GapWidth,
    SurfaceTemperature,
    RelativeHumidity,
}

impl Quantity {
    pub const ALL: [Quantity; 7] = [
        Self::Width,
        Self::Height,
        Self::FaultLength,
        Self::Thickness,
        Self::GapWidth,
        Self::SurfaceTemperature,
        Self::RelativeHumidity,
    ];

    /// Unit of the value.
    pub fn unit(self) -> &'static str {
        match self {
            Quantity::SurfaceTemperature => "°C",
            Quantity::RelativeHumidity => "%",
            _ => "mm",
        }
    }

    /// The values that can be right, lowest and highest.
    pub fn range(self) -> (f64, f64) {
        match self {
            Quantity::Width | Quantity::Height => (10.0, 12_000.0),
            Quantity::FaultLength => (0.1, 12_000.0),
            Quantity::Thickness => (1.0, 200.0),
            Quantity::GapWidth => (0.1, 500.0),
            Quantity::SurfaceTemperature => (-40.0, 120.0),
            Quantity::RelativeHumidity => (0.0, 100.0),
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Quantity::Width => language.pick("Breedte", "Width"),
            Quantity::Height => language.pick("Hoogte", "Height"),
            Quantity::FaultLength => language.pick("Lengte van de fout", "Length of the fault"),
            Quantity::Thickness => language.pick("Glasdikte", "Thickness"),
            Quantity::GapWidth => language.pick("Kier", "Gap"),
            Quantity::SurfaceTemperature => {
                language.pick("Oppervlaktetemperatuur", "Surface temperature")
            }
            Quantity::RelativeHumidity => language.pick("Luchtvochtigheid", "Humidity"),
        }
    }
}

/// One measured value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    pub quantity: Quantity,
    /// In [`Quantity::unit`].
    pub value: f64,
}

/// The light in which the glass was judged; scratches are judged in diffuse daylight from a fixed distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    DiffuseDaylight,
    DirectSun,
    BackLight,
    Artificial,
    Dark,
}

impl Light {
    pub const ALL: [Light; 5] = [
        Self::DiffuseDaylight,
        Self::DirectSun,
        Self::BackLight,
        Self::Artificial,
        Self::Dark,
    ];

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Light::DiffuseDaylight => language.pick("Diffuus daglicht", "Diffuse daylight"),
            Light::DirectSun => language.pick("Felle zon", "Direct sun"),
            Light::BackLight => language.pick("Tegenlicht", "Back light"),
            Light::Artificial => language.pick("Kunstlicht", "Artificial light"),
            Light::Dark => language.pick("Donker", "Dark"),
        }
    }
}

/// What most likely caused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    Production,
    Transport,
    Placing,
    UseByCustomer,
    Building,
    Wear,
    Unknown,
}

impl Cause {
    pub const ALL: [Cause; 7] = [
        Self::Production,
        Self::Transport,
        Self::Placing,
        Self::UseByCustomer,
        Self::Building,
        Self::Wear,
        Self::Unknown,
    ];

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Cause::Production => language.pick("Productie", "Production"),
            Cause::Transport => language.pick("Vervoer", "Transport"),
            Cause::Placing => language.pick("Plaatsing", "Placing"),
            Cause::UseByCustomer => language.pick("Gebruik door de klant", "Use by the customer"),
            Cause::Building => language.pick("Het gebouw", "The building"),
            Cause::Wear => language.pick("Ouderdom", "Wear"),
            Cause::Unknown => language.pick("Nog niet bekend", "Not known yet"),
        }
    }
}

/// When in the story a photo was taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    #[default]
    Inspection,
    Before,
    After,
}

/// A photo; its bytes travel apart, by hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Photo {
    pub file: FileHash,
    #[serde(default)]
    pub caption: String,
    /// From the camera, when it said so; position data is never kept.
    #[serde(default)]
    pub taken_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub moment: Moment,
}

/// From how far glass can be judged, lowest and highest, in metres.
pub const VIEWING_DISTANCE: (f64, f64) = (0.1, 100.0);

/// A technician recorded what is wrong with one pane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FindingRecorded {
    pub finding: FindingId,
    #[serde(default)]
    pub visit: Option<VisitId>,
    #[serde(default)]
    pub pane: Pane,
    pub fault: Fault,
    #[serde(default)]
    pub marks: Vec<Mark>,
    /// A drawing (PNG), when one was made.
    #[serde(default)]
    pub sketch: Option<FileHash>,
    #[serde(default)]
    pub measurements: Vec<Measurement>,
    /// From how far it was judged, in metres.
    #[serde(default)]
    pub viewing_distance: Option<f64>,
    #[serde(default)]
    pub light: Option<Light>,
    #[serde(default)]
    pub cause: Option<Cause>,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub photos: Vec<Photo>,
}

/// A photo was added on its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhotoAdded {
    #[serde(default)]
    pub visit: Option<VisitId>,
    pub photo: Photo,
}
