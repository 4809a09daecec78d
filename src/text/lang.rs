//! The two languages of every message.

use serde::Serialize;
use std::fmt;
use std::str::FromStr;

/// A language that Sao speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Lang; 2] = [Lang::Vi, Lang::En];

    /// The text for this language.
    #[must_use]
    pub fn of(self, both: &Both) -> &str {
        match self {
            Lang::Vi => &both.vi,
            Lang::En => &both.en,
        }
    }

    /// The one of two that belongs to this language.
    #[must_use]
    pub fn pick<T>(self, en: T, vi: T) -> T {
        match self {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// The decimal sign that people of this language read.
    #[must_use]
    pub fn decimal_sign(self) -> char {
        self.pick('.', ',')
    }
}

impl FromStr for Lang {
    type Err = ();

    /// Reads `vi`, `en`, or a locale such as `vi_VN.UTF-8`.
    fn from_str(s: &str) -> Result<Lang, ()> {
        let head = s.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match head.to_ascii_lowercase().as_str() {
            "vi" => Ok(Lang::Vi),
            "en" => Ok(Lang::En),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pick("en", "vi"))
    }
}

/// One text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Both {
    /// English.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

impl Both {
    /// A text in both languages.
    pub fn new(en: impl Into<String>, vi: impl Into<String>) -> Both {
        Both {
            en: en.into(),
            vi: vi.into(),
        }
    }

    /// The same text whatever the language (a name, a number).
    pub fn same(text: impl Into<String>) -> Both {
        let text = text.into();
        Both {
            en: text.clone(),
            vi: text,
        }
    }
}

/// `both!("English {x}", "Tiếng Việt {x}")`: one text in both languages.
macro_rules! both {
    ($en:literal, $vi:literal $(,)?) => {
        $crate::text::Both {
            en: format!($en),
            vi: format!($vi),
        }
    };
}
pub(crate) use both;
