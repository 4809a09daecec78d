//! Facts, names for expressions, tables.

use super::ruleset::choice_place;
use super::{Line, Printer, STEP, Shape, WIDTH, label};
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{
    Band, Block, Choice, Fact, Field, Let, MissingPolicy, Row, Stmt, Table, Type, TypeKind, Word,
};
use crate::text::Span;

/// What stands after the type of a fact.
struct Rest<'t> {
    range: Option<&'t Band>,
    label: Option<&'t Word>,
    missing: Option<MissingPolicy>,
}

impl Printer<'_> {
    pub(super) fn fact(&mut self, fact: &Fact, at: Span) {
        let Fact {
            name,
            ty,
            range,
            label,
            missing,
        } = fact;
        let first = format!("{} {}", self.kw(Keyword::Fact), self.code(name));
        let rest = Rest {
            range: range.as_ref(),
            label: label.as_ref(),
            missing: *missing,
        };
        self.typed(first, ty, &rest, at);
    }

    pub(super) fn field(&mut self, field: &Field, at: Span) {
        let Field {
            name,
            ty,
            range,
            label,
        } = field;
        let rest = Rest {
            range: range.as_ref(),
            label: label.as_ref(),
            missing: None,
        };
        let first = self.code(name);
        self.typed(first, ty, &rest, at);
    }

    /// A name and its type: on one line if it fits, else with a line for each
    /// field or value.
    fn typed(&mut self, first: String, ty: &Type, rest: &Rest, at: Span) {
        let text = self.ty(ty);
        let cells = self.rest(rest);
        let [range, label, missing] = cells.clone();
        let text = [format!(": {text}"), range].join(" ").trim_end().to_owned();
        let cells_of_line = vec![first.clone(), text, label, missing];
        let line = Line::new(self.indent, Shape::Fact, cells_of_line, at.range());
        let fits = line.width() <= WIDTH;
        match &ty.value {
            TypeKind::OneOf(choices) => {
                let places = choices.iter().map(|c| choice_place(c).range());
                let end = ty.span.range().end;
                if fits && !self.remark_between(places.chain(std::iter::once(end..end))) {
                    self.push(line);
                } else {
                    self.values(first, ty, choices, cells, at);
                }
            }
            TypeKind::List(block) if !fits || self.remark_in(block.span.range()) => {
                self.fields(first, block, rest, at);
            }
            _ => self.push(line),
        }
    }

    /// The range, the wording and what missing means.
    fn rest(&mut self, rest: &Rest) -> [String; 3] {
        [
            rest.range.map(|b| self.band(b)).unwrap_or_default(),
            label(rest.label),
            rest.missing.map(|m| self.missing(m)).unwrap_or_default(),
        ]
    }

    fn fields(&mut self, first: String, block: &Block, rest: &Rest, at: Span) {
        self.speech.enter(at);
        let opening = format!(": {} {{", self.kw(Keyword::List));
        let head = at.range().start..block.span.range().start + 1;
        let line = Line::new(self.indent, Shape::Fact, vec![first, opening], head);
        self.push(line);
        self.inside(block);
        self.speech.enter(at);
        self.speech.go_past(block.span);
        let cells = self.rest(rest);
        self.closing(closing_text(cells), block.span.range().end, at);
    }

    fn values(
        &mut self,
        first: String,
        ty: &Type,
        choices: &[Choice],
        rest: [String; 3],
        at: Span,
    ) {
        self.speech.enter(at);
        let opening = format!(": {} {{", self.kw(Keyword::OneOf));
        let head = at.range().start..ty.span.range().start + 1;
        let line = Line::new(self.indent, Shape::Fact, vec![first, opening], head);
        self.push(line);
        let last = choices.len().saturating_sub(1);
        for (i, choice) in choices.iter().enumerate() {
            let comma = if i < last { "," } else { "" };
            let name = choice.name.value.clone();
            let cells = match label(choice.label.as_ref()) {
                none if none.is_empty() => vec![format!("{name}{comma}"), none],
                wording => vec![name, format!("{wording}{comma}")],
            };
            self.continued(STEP, Shape::Choice, cells, choice_place(choice));
        }
        self.closing(closing_text(rest), ty.span.range().end, at);
    }

    /// A type on one line.
    fn ty(&mut self, ty: &Type) -> String {
        match &ty.value {
            TypeKind::Decimal(unit) => self.with_unit(Keyword::Decimal, unit.as_ref()),
            TypeKind::Whole(unit) => self.with_unit(Keyword::Whole, unit.as_ref()),
            TypeKind::Money(unit) => self.with_unit(Keyword::Money, unit.as_ref()),
            TypeKind::Percent => self.kw(Keyword::Percent).to_owned(),
            TypeKind::Date => self.kw(Keyword::Date).to_owned(),
            TypeKind::Months => self.kw(Keyword::Months).to_owned(),
            TypeKind::Text => self.kw(Keyword::Text).to_owned(),
            TypeKind::YesNo => self.kw(Keyword::YesNo).to_owned(),
            TypeKind::OneOf(choices) => {
                let values: Vec<_> = choices
                    .iter()
                    .map(|choice| {
                        let wording = label(choice.label.as_ref());
                        let value = format!("{} {wording}", choice.name.value);
                        value.trim_end().to_owned()
                    })
                    .collect();
                format!("{} {{{}}}", self.kw(Keyword::OneOf), values.join(", "))
            }
            TypeKind::List(block) => {
                let keyword = self.kw(Keyword::List);
                let fields: Vec<_> = block
                    .body
                    .iter()
                    .filter_map(|node| match &node.stmt {
                        Stmt::Field(field) => Some(self.field_text(field)),
                        _ => None,
                    })
                    .collect();
                if fields.is_empty() {
                    format!("{keyword} {{}}")
                } else {
                    format!("{keyword} {{ {} }}", fields.join("; "))
                }
            }
        }
    }

    fn field_text(&mut self, field: &Field) -> String {
        let Field {
            name,
            ty,
            range,
            label: wording,
        } = field;
        let mut words = vec![self.code(name), ":".to_owned(), self.ty(ty)];
        words.extend(range.as_ref().map(|b| self.band(b)));
        words.push(label(wording.as_ref()));
        words.join(" ").trim_end().to_owned()
    }

    fn with_unit(&mut self, keyword: Keyword, unit: Option<&Word>) -> String {
        let keyword = self.kw(keyword);
        match unit {
            None => keyword.to_owned(),
            Some(unit) => format!("{keyword} {}", self.code(unit)),
        }
    }

    pub(super) fn let_(&mut self, name: &Let, at: Span) {
        let Let {
            name,
            expr,
            label: wording,
        } = name;
        let first = format!("{} {}", self.kw(Keyword::Let), self.code(name));
        let value = format!("= {}", self.expr(expr));
        self.columns(Shape::Let, vec![first, value, label(wording.as_ref())], at);
    }

    pub(super) fn table(&mut self, table: &Table, at: Span) {
        let Table {
            name,
            by,
            ty,
            label: wording,
            block,
        } = table;
        let mut words = vec![
            self.kw(Keyword::Table).to_owned(),
            self.code(name),
            self.kw(Keyword::By).to_owned(),
            self.exprs(by),
        ];
        if let Some(ty) = ty {
            words.push(":".to_owned());
            words.push(self.ty(ty));
        }
        words.push(label(wording.as_ref()));
        self.block(words.join(" ").trim_end(), block, at);
    }

    pub(super) fn row(&mut self, row: &Row, at: Span) {
        let Row { keys, value } = row;
        let keys: Vec<_> = keys.iter().map(|k| self.row_keys(k, " / ")).collect();
        let value = format!("-> {}", self.expr(value));
        self.columns(Shape::Row, vec![keys.join(", "), value], at);
    }
}

/// The closing brace and what follows it.
fn closing_text([range, label, missing]: [String; 3]) -> String {
    let mut text = String::from("}");
    for (gap, cell) in [(" ", range), ("  ", label), ("  ", missing)] {
        if !cell.is_empty() {
            text.push_str(gap);
            text.push_str(&cell);
        }
    }
    text
}
