//! What every command shares: the language, the streams, how a run ends.

use super::args::Color;
use anstream::{AutoStream, ColorChoice};
use sao::text::render::{self, Look};
use sao::text::{Diagnostic, Lang, Sources};
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing to complain about.
    Fine,
    /// Something was found: an unsound ruleset, a bad dossier, a failed test.
    Findings,
    /// The command line or an input could not be read.
    Unreadable,
}

impl Exit {
    /// The exit code: 0, 1 or 2.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Unreadable => 2,
        })
    }
}

/// Why a command could not go on.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads the output any more.
    Pipe,
    /// Something to tell; the input could not be read.
    Said(Vec<Diagnostic>),
    /// Something was found in a text; nothing more can be done with it.
    Found(Vec<Diagnostic>, Sources),
}

impl Stop {
    /// One thing to tell.
    pub fn said(d: Diagnostic) -> Stop {
        Stop::Said(vec![d])
    }
}

impl From<Diagnostic> for Stop {
    fn from(d: Diagnostic) -> Stop {
        Stop::said(d)
    }
}

/// How a command ends.
pub type Done = Result<Exit, Stop>;

/// One run of the command line.
pub struct Session {
    /// The language spoken.
    pub lang: Lang,
    /// What `--rules` named.
    pub rules: Vec<PathBuf>,
    /// Whether results may be coloured.
    pub colour: bool,
    colour_of_errors: bool,
    out: BufWriter<AutoStream<io::Stdout>>,
}

impl Session {
    /// A run that speaks a language.
    pub fn new(lang: Lang, color: Color, rules: Vec<PathBuf>) -> Session {
        let of = |auto: ColorChoice| match color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto => auto,
        };
        let out = of(AutoStream::choice(&io::stdout()));
        let err = of(AutoStream::choice(&io::stderr()));
        let coloured = |c: ColorChoice| !matches!(c, ColorChoice::Never);
        Session {
            lang,
            rules,
            colour: coloured(out),
            colour_of_errors: coloured(err),
            out: BufWriter::new(AutoStream::new(io::stdout(), out)),
        }
    }

    /// Prints a result.
    pub fn say(&mut self, text: &str) -> Result<(), Stop> {
        self.out.write_all(text.as_bytes()).map_err(|_| Stop::Pipe)
    }

    /// Hands on what was printed so far.
    pub fn flush(&mut self) -> Result<(), Stop> {
        self.out.flush().map_err(|_| Stop::Pipe)
    }

    /// How findings are drawn among results.
    pub fn look(&self) -> Look {
        Look {
            colour: self.colour,
            ..Look::plain(self.lang)
        }
    }

    /// Draws findings on the stream of errors.
    pub fn complain(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let look = Look {
            colour: self.colour_of_errors,
            ..Look::plain(self.lang)
        };
        self.aside(&render::graphical_all(diagnostics, sources, look));
    }

    /// Says something that is not a result.
    pub fn aside(&mut self, text: &str) {
        // What was printed before comes first, also where both streams meet.
        let _ = self.out.flush();
        let choice = if self.colour_of_errors {
            ColorChoice::AlwaysAnsi
        } else {
            ColorChoice::Never
        };
        let mut err = AutoStream::new(io::stderr(), choice);
        // A closed stream of errors leaves nobody to tell.
        let _ = err.write_all(text.as_bytes());
        let _ = err.flush();
    }

    /// Tells why a command could not go on.
    pub fn stopped(&mut self, stop: Stop) -> Exit {
        match stop {
            // As other tools do: a reader who has seen enough is no failure.
            Stop::Pipe => Exit::Fine,
            Stop::Said(diagnostics) => {
                self.complain(&diagnostics, &Sources::new());
                Exit::Unreadable
            }
            Stop::Found(diagnostics, sources) => {
                self.complain(&diagnostics, &sources);
                Exit::Findings
            }
        }
    }
}

/// The language of a run: `--lang`, else the first of `SAO_LANG`, `LC_ALL`,
/// `LC_MESSAGES`, `LANG` that names one that Sao speaks, else Vietnamese.
pub fn language(args: &[OsString], env: impl Fn(&str) -> Option<String>) -> Lang {
    let words = args.iter().map(|a| a.to_string_lossy());
    if let Some(lang) = asked("--lang", words).and_then(|w| w.parse().ok()) {
        return lang;
    }
    if let Some(lang) = env("SAO_LANG").and_then(|v| v.parse().ok()) {
        return lang;
    }
    // The first of these that is set decides, as everywhere on the system.
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env(name))
        .find(|v| !v.is_empty())
        .and_then(|v| v.parse().ok())
        .unwrap_or_default()
}

/// The colours asked for on a command line that could not be read.
pub fn colour_asked(args: &[OsString]) -> Color {
    match asked("--color", args.iter().map(|a| a.to_string_lossy())).as_deref() {
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        _ => Color::Auto,
    }
}

/// The value of an option, before the command line is read as a whole.
fn asked<'a>(
    option: &str,
    words: impl Iterator<Item = std::borrow::Cow<'a, str>>,
) -> Option<String> {
    let mut next = false;
    for word in words.skip(1) {
        if next {
            return Some(word.into_owned());
        }
        if word == "--" {
            return None;
        }
        match word.strip_prefix(option) {
            Some("") => next = true,
            Some(rest) if rest.starts_with('=') => {
                return Some(rest.trim_start_matches('=').into());
            }
            _ => {}
        }
    }
    None
}

/// A count with the separator of thousands that people of the language read.
pub fn count(n: usize, lang: Lang) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(lang.pick(',', '.'));
        }
        out.push(c);
    }
    out
}

/// `3 files`, `1 file`, `3 tệp`: a count with its noun.
pub fn counted(n: usize, lang: Lang, one: &str, many: &str, vi: &str) -> String {
    let noun = lang.pick(if n == 1 { one } else { many }, vi);
    format!("{} {noun}", count(n, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn os(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn the_language_is_asked_for_or_found_in_the_surroundings() {
        let none = |_: &str| None;
        assert_eq!(language(&os(&["sao"]), none), Lang::Vi);
        assert_eq!(
            language(&os(&["sao", "check", "--lang", "en"]), none),
            Lang::En
        );
        assert_eq!(language(&os(&["sao", "--lang=en"]), none), Lang::En);
        assert_eq!(language(&os(&["sao", "--", "--lang=en"]), none), Lang::Vi);
        let env = |n: &str| match n {
            "LANG" => Some("en_GB.UTF-8".to_owned()),
            _ => None,
        };
        assert_eq!(language(&os(&["sao"]), env), Lang::En);
        let c = |n: &str| match n {
            "LC_ALL" => Some("C".to_owned()),
            "LANG" => Some("en_GB.UTF-8".to_owned()),
            _ => None,
        };
        assert_eq!(language(&os(&["sao"]), c), Lang::Vi);
        assert_eq!(language(&os(&["sao", "--lang", "fr"]), env), Lang::En);
    }

    #[test]
    fn thousands_are_separated_as_people_read_them() {
        assert_eq!(count(2579, Lang::Vi), "2.579");
        assert_eq!(count(2579, Lang::En), "2,579");
        assert_eq!(count(79, Lang::En), "79");
        assert_eq!(count(1_000_000, Lang::En), "1,000,000");
    }
}
