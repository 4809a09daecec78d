//! The values that options of the command line may take.

use clap::ValueEnum;
use sao::text::Lang;

/// `vi` or `en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Speech {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl From<Speech> for Lang {
    fn from(s: Speech) -> Lang {
        match s {
            Speech::Vi => Lang::Vi,
            Speech::En => Lang::En,
        }
    }
}

/// Whether to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Drawn under the source.
    Text,
    /// Our JSON form.
    Json,
    /// One line each.
    Concise,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A table for people.
    Table,
    /// One JSON object, or an array of them.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// One row each.
    Csv,
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WhyFormat {
    /// For the terminal.
    Text,
    /// Markdown.
    Markdown,
    /// A page to print.
    Html,
    /// The whole trace.
    Json,
}

/// How much an explanation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DetailArg {
    /// The verdict and what held it down.
    Short,
    /// The card, section by section.
    Standard,
    /// Every step.
    Full,
}

/// Text or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// How a ruleset is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
    /// The consolidated text, to be read again.
    Sao,
}

/// How test results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
    /// For build servers.
    Junit,
}

/// A shell that can complete commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// Elvish
    Elvish,
}
