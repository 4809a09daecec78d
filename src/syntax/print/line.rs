//! Lines of a page before they are aligned, and the alignment: by the columns
//! that a terminal draws, not by bytes.

use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Spaces of one level of indentation.
pub(in crate::syntax) const STEP: usize = 2;

/// Where a line that may be broken is broken, and where a short block no
/// longer stands on one line.
pub(in crate::syntax) const WIDTH: usize = 100;

/// Lines wider than this do not push the remarks of their neighbours aside.
const REMARK_COLUMN: usize = 80;

/// What a line is, and so which columns it has. Neighbours of one kind are
/// aligned with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Shape {
    /// A line without columns.
    Plain,
    /// A remark on a line of its own.
    Remark,
    /// `title "…"`, `signed …`, and the lines of a council.
    Heading,
    /// `certificate …`, `authority …`.
    Power,
    /// An authority with its powers under each other.
    Powers,
    /// `keep "…" when …`
    Keep,
    /// A level and its band.
    Level,
    /// A reading of an assumption, a value of a one-of.
    Choice,
    /// A fact or a field.
    Fact,
    /// `let x = …`
    Let,
    /// An option.
    Option,
    /// A rung.
    Rung,
    /// A line of a crosswalk.
    Walk,
    /// What becomes of an option.
    Turn,
    /// A row of a table.
    Row,
    /// `reject …`, `stop …`
    Finding,
    /// `only if …`
    OnlyIf,
    /// `force …`
    Force,
    /// `replaces …`
    Replaces,
    /// `require …`
    Require,
    /// `cap …`
    Cap,
    /// `at least …`, `at most …`
    Lift,
}

/// How the text of a column stands in it.
#[derive(Clone, Copy)]
enum Align {
    Left,
    /// Units under units, also when there are decimals.
    Number,
}

impl Shape {
    /// The columns: the space before each, and how it is aligned.
    fn columns(self) -> &'static [(usize, Align)] {
        use Align::{Left, Number};
        match self {
            Shape::Plain | Shape::Remark => &[(0, Left)],
            Shape::Heading | Shape::Choice | Shape::Row => &[(0, Left), (2, Left)],
            Shape::Power | Shape::Keep => &[(0, Left), (1, Left)],
            Shape::Powers => &[(0, Left), (1, Left), (2, Left)],
            Shape::Level => &[(0, Left), (2, Number), (1, Left), (1, Left), (2, Left)],
            Shape::Fact => &[(0, Left), (1, Left), (2, Left), (2, Left)],
            Shape::Option => &[
                (0, Left),
                (2, Number),
                (2, Left),
                (2, Left),
                (2, Left),
                (2, Left),
            ],
            Shape::Walk | Shape::Turn => &[(0, Left), (1, Left), (2, Left)],
            Shape::Rung => &[(0, Left), (2, Left), (2, Left)],
            Shape::Let
            | Shape::Finding
            | Shape::OnlyIf
            | Shape::Force
            | Shape::Replaces
            | Shape::Require
            | Shape::Cap
            | Shape::Lift => &[(0, Left), (1, Left), (2, Left)],
        }
    }
}

/// One line of the page.
#[derive(Clone, Debug)]
pub(in crate::syntax) struct Line {
    /// Spaces before it.
    pub indent: usize,
    /// What it is.
    pub shape: Shape,
    /// The text of each column; empty where there is none.
    pub cells: Vec<String>,
    /// The bytes of the source that it stands for.
    pub at: Range<usize>,
    /// The remark at its end.
    pub remark: Option<String>,
    /// Whether an empty line stands before it.
    pub blank_before: bool,
    /// Whether it goes on with the statement of the line before.
    pub continues: bool,
    /// Whether it closes a block.
    pub closes: bool,
}

impl Line {
    /// A line without columns.
    pub fn plain(indent: usize, text: String, at: Range<usize>) -> Line {
        Line::new(indent, Shape::Plain, vec![text], at)
    }

    /// A line of columns.
    pub fn new(indent: usize, shape: Shape, cells: Vec<String>, at: Range<usize>) -> Line {
        Line {
            indent,
            shape,
            cells,
            at,
            remark: None,
            blank_before: false,
            continues: false,
            closes: false,
        }
    }

    /// Its width when it stands alone.
    pub fn width(&self) -> usize {
        draw(self, &widths(std::slice::from_ref(self))).width()
    }
}

/// The page: aligned lines, joined.
pub(in crate::syntax) fn page(lines: &[Line]) -> String {
    let mut drawn: Vec<String> = Vec::with_capacity(lines.len());
    while let Some(rest) = lines.get(drawn.len()..).filter(|rest| !rest.is_empty()) {
        let (run, _) = rest
            .split_at_checked(run_length(rest))
            .unwrap_or((rest, &[]));
        let widths = widths(run);
        drawn.extend(run.iter().map(|line| draw(line, &widths)));
    }
    add_remarks(lines, &mut drawn);
    let mut text = String::new();
    for (line, drawn) in lines.iter().zip(&drawn) {
        if line.blank_before {
            text.push('\n');
        }
        text.push_str(drawn);
        text.push('\n');
    }
    text
}

/// How many lines from the first are aligned together: neighbours of one kind
/// and one indentation. A remark between them does not part them; an empty
/// line does.
fn run_length(lines: &[Line]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let mut length = 1;
    if matches!(first.shape, Shape::Plain | Shape::Remark) {
        return length;
    }
    for (i, line) in lines.iter().enumerate().skip(1) {
        if line.blank_before || line.indent != first.indent {
            break;
        }
        if line.shape == first.shape {
            length = i + 1;
        } else if line.shape != Shape::Remark {
            break;
        }
    }
    length
}

/// The width of a column: before and from the decimal point on.
type Width = (usize, usize);

/// Whole part and the rest of a number, a text without a point as a whole.
fn halves(text: &str, align: Align) -> Width {
    match align {
        Align::Left => (0, text.width()),
        Align::Number => {
            let point = text.find('.').unwrap_or(text.len());
            let (whole, rest) = text.split_at_checked(point).unwrap_or((text, ""));
            (whole.width(), rest.width())
        }
    }
}

fn widths(lines: &[Line]) -> Vec<Width> {
    let mut all: Vec<Width> = Vec::new();
    for line in lines.iter().filter(|l| l.shape != Shape::Remark) {
        // What ends a line pushes nothing aside, however long it is.
        let last = line.cells.iter().rposition(|cell| !cell.is_empty());
        for (i, (cell, (_, align))) in line.cells.iter().zip(line.shape.columns()).enumerate() {
            let (whole, rest) = match align {
                Align::Left if Some(i) == last => (0, usize::from(!cell.is_empty())),
                _ => halves(cell, *align),
            };
            match all.get_mut(i) {
                Some(width) => *width = (width.0.max(whole), width.1.max(rest)),
                None => all.push((whole, rest)),
            }
        }
    }
    all
}

fn draw(line: &Line, widths: &[Width]) -> String {
    let mut text = " ".repeat(line.indent);
    if matches!(line.shape, Shape::Plain | Shape::Remark) {
        text.extend(line.cells.iter().map(String::as_str));
        return text;
    }
    let columns = line.shape.columns().iter().zip(widths);
    for (cell, ((gap, align), (whole, rest))) in line.cells.iter().zip(columns) {
        if whole + rest == 0 {
            continue;
        }
        let (mine, after) = halves(cell, *align);
        text.push_str(&" ".repeat(gap + whole.saturating_sub(mine)));
        text.push_str(cell);
        text.push_str(&" ".repeat(rest.saturating_sub(after)));
    }
    text.truncate(text.trim_end_matches(' ').len());
    text
}

/// Adds the remarks at the ends of lines, under each other where their lines
/// are neighbours.
fn add_remarks(lines: &[Line], drawn: &mut [String]) {
    let mut start = 0;
    while let Some(first) = lines.get(start) {
        let rest = lines.get(start + 1..).unwrap_or_default();
        let parts =
            |l: &Line| l.blank_before || l.indent != first.indent || l.shape == Shape::Remark;
        let end = start + 1 + rest.iter().position(parts).unwrap_or(rest.len());
        let group = start..end;
        let column = group
            .clone()
            .filter_map(|i| {
                let remarked = lines.get(i)?.remark.is_some();
                let width = drawn.get(i)?.width();
                (remarked && width <= REMARK_COLUMN).then_some(width)
            })
            .max()
            .unwrap_or_default();
        for i in group {
            if let (Some(Some(remark)), Some(text)) =
                (lines.get(i).map(|l| &l.remark), drawn.get_mut(i))
            {
                let pad = column.saturating_sub(text.width()) + STEP;
                text.push_str(&" ".repeat(pad));
                text.push_str(remark);
            }
        }
        start = end;
    }
}
