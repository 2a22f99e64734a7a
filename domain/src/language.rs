//! The two languages of the product; every text is written in both at once, so none can be missing.

use serde::{Deserialize, Serialize};

/// The language in which a person reads the product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Nl,
    En,
}

impl Language {
    /// Chooses between a Dutch and an English text (or anything else that comes in both).
    pub fn pick<T>(self, nl: T, en: T) -> T {
        match self {
            Language::Nl => nl,
            Language::En => en,
        }
    }

    /// The code for HTML's `lang` attribute.
    pub fn code(self) -> &'static str {
        self.pick("nl", "en")
    }
}

/// A text in both languages, as procedure files hold it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    pub nl: String,
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        language.pick(&self.nl, &self.en)
    }
}
