//! A page about many things (two versions, many dossiers, a calendar): headings,
//! lines, tables, pictures, in one language, before anything is drawn. The
//! renderers lay it out for a terminal, as Markdown, or as HTML to print.

mod html;
mod markdown;
mod text;

#[cfg(test)]
mod tests;

use super::page::{Line, Tone};
use crate::text::Lang;

/// A page.
#[derive(Clone, Debug)]
pub struct Report {
    /// The language it is written in.
    pub lang: Lang,
    /// What it is about.
    pub title: String,
    /// Lines below the title.
    pub lead: Vec<Line>,
    /// Its body.
    pub blocks: Vec<Block>,
    /// What stands small at the end.
    pub foot: Vec<String>,
    /// Whether it is printed across.
    pub across: bool,
}

/// A piece of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading: 2 is the widest.
    Heading {
        /// How deep.
        level: u8,
        /// What it says.
        text: String,
    },
    /// Lines, each by itself.
    Lines(Vec<Line>),
    /// A table.
    Table(Table),
    /// A picture, and what stands for it where none can be drawn.
    Picture {
        /// A whole `<svg>` element.
        svg: String,
        /// The same in words.
        stand_in: Vec<Line>,
    },
    /// What follows starts a page when printed.
    NewPage,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether a terminal shows the headings too.
    pub headed: bool,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// Whether it is set to the right.
    pub right: bool,
    /// The widest it gets in a terminal.
    pub most: usize,
}

/// A row.
#[derive(Clone, Debug)]
pub enum Row {
    /// A cell for each column.
    Cells(Vec<Cell>),
    /// Words across the whole table, above the rows they are about.
    Across(Line),
}

/// A cell; line breaks in it are kept.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

impl Report {
    /// An empty page.
    #[must_use]
    pub fn new(lang: Lang, title: impl Into<String>) -> Report {
        Report {
            lang,
            title: title.into(),
            lead: Vec::new(),
            blocks: Vec::new(),
            foot: Vec::new(),
            across: false,
        }
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        let text = text.into();
        self.blocks.push(Block::Heading { level, text });
    }

    /// Adds lines, when there are any.
    pub fn lines(&mut self, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.blocks.push(Block::Lines(lines));
        }
    }

    /// Adds a table, when it has rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }
}

impl Column {
    /// A column set to the left.
    #[must_use]
    pub fn left(head: &str, most: usize) -> Column {
        Column {
            head: head.to_owned(),
            right: false,
            most,
        }
    }

    /// A column set to the right.
    #[must_use]
    pub fn right(head: &str, most: usize) -> Column {
        Column {
            head: head.to_owned(),
            right: true,
            most,
        }
    }
}

impl Cell {
    /// A plain cell.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    /// A cell in a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Cell {
        Cell {
            text: text.into(),
            tone,
        }
    }
}
