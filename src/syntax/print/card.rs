//! Scorecards and what stands on them.

use super::expr::range;
use super::{Piece, Printer, Shape, WIDTH, label, quoted, stars};
use crate::exact::Num;
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{
    Band, Block, Branch, By, Cap, Case, Criterion, Finding, FindingKind, Force, Form, Group,
    GroupKind, LevelName, Marks, MissingPolicy, OnlyIf, Option_, Printed, Replaces, Require,
    RowKey, Rung, Scorecard, Shared, Sp, Steps, Stmt, Word,
};
use crate::text::Span;
use unicode_width::UnicodeWidthStr;

impl Printer<'_> {
    pub(super) fn scorecard(&mut self, card: &Scorecard, at: Span) {
        let Scorecard {
            id,
            title,
            path,
            block,
        } = card;
        let mut words = vec![
            self.kw(Keyword::Scorecard).to_owned(),
            self.code(id),
            quoted(&title.value),
        ];
        if !path.is_empty() {
            let names: Vec<_> = path.iter().map(|name| quoted(&name.value)).collect();
            words.push(self.kw(Keyword::In).to_owned());
            words.push(names.join(" / "));
        }
        self.block(&words.join(" "), block, at);
    }

    pub(super) fn shared(&mut self, shared: &Shared, at: Span) {
        let Shared { name, block } = shared;
        let heading = format!("{} {}", self.kw(Keyword::Shared), self.code(name));
        self.block(&heading, block, at);
    }

    pub(super) fn group(&mut self, group: &Group, at: Span) {
        let Group {
            kind,
            code,
            title,
            max,
            subtracted,
            best,
            cap,
            like,
            block,
            head: _,
        } = group;
        let keyword = match kind {
            GroupKind::Part => Keyword::Part,
            GroupKind::Section => Keyword::Section,
            GroupKind::Criterion => Keyword::Criterion,
        };
        let mut words = self.numbered(keyword, code, title.as_ref(), max.as_ref());
        // The marks may stand in any order on the page.
        let (start, max_end) = (at, max.as_ref().map_or(code.span, |m| m.span));
        for (mark, keyword) in [
            (subtracted.is_some(), Keyword::Subtracted),
            (best.is_some(), Keyword::TakesBest),
            (cap.is_some(), Keyword::Cap),
        ] {
            if mark {
                self.speech.enter(start);
                self.speech.go_past(max_end);
                words.push(self.kw(keyword).to_owned());
            }
        }
        if let Some(cap) = cap {
            words.push(self.num(cap));
        }
        self.speech.go_past(max_end);
        self.like(&mut words, like.as_ref());
        self.may_hold(&words.join(" "), like.is_some(), block.as_ref(), at);
    }

    pub(super) fn criterion(&mut self, criterion: &Criterion, at: Span) {
        let Criterion {
            code,
            title,
            max,
            form,
            like,
            block,
            head: _,
        } = criterion;
        let mut words = self.numbered(Keyword::Criterion, code, title.as_ref(), max.as_ref());
        if let Some(form) = form {
            words.push(self.form(&form.value));
        }
        self.like(&mut words, like.as_ref());
        self.may_hold(&words.join(" "), like.is_some(), block.as_ref(), at);
    }

    /// `criterion 1.1 "title" 3`
    fn numbered(
        &mut self,
        keyword: Keyword,
        code: &Word,
        title: Option<&Word>,
        max: Option<&Sp<Num>>,
    ) -> Vec<String> {
        let mut words = vec![self.kw(keyword).to_owned(), self.code(code)];
        words.extend(title.map(|t| quoted(&t.value)));
        words.extend(max.map(|m| self.num(m)));
        words
    }

    pub(super) fn like(&mut self, words: &mut Vec<String>, like: Option<&Word>) {
        if let Some(like) = like {
            words.push(self.kw(Keyword::Like).to_owned());
            words.push(self.code(like));
        }
    }

    fn form(&mut self, form: &Form) -> String {
        match form {
            Form::YesNo => self.kw(Keyword::YesNo).to_owned(),
            Form::Checklist { cap } => {
                let mut words = vec![self.kw(Keyword::Checklist).to_owned()];
                if let Some(cap) = cap {
                    words.push(self.kw(Keyword::Cap).to_owned());
                    words.push(self.num(cap));
                }
                words.join(" ")
            }
            Form::Ladder(of) => format!("{} {}", self.kw(Keyword::Ladder), self.expr(of)),
            Form::Formula { expr, rounding } => {
                let mut words = vec!["=".to_owned(), self.expr(expr)];
                words.extend(rounding.as_ref().map(|r| self.rounding(r.value)));
                words.join(" ")
            }
        }
    }

    /// A heading that may have a block, and that may have it on its line.
    fn may_hold(&mut self, heading: &str, is_like: bool, block: Option<&Block>, at: Span) {
        let Some(block) = block else {
            return self.plain(heading.to_owned(), at);
        };
        let short =
            is_like && !self.remark_in(block.span.range()) && block.body.iter().all(is_short);
        if short && !block.body.is_empty() {
            let inside: Vec<_> = block
                .body
                .iter()
                .map(|node| {
                    self.speech.enter(node.span);
                    match &node.stmt {
                        Stmt::Option(option) => words(self.option_cells(option)),
                        Stmt::Without(codes) => self.without_text(codes),
                        _ => String::new(),
                    }
                })
                .collect();
            let text = format!("{heading} {{ {} }}", inside.join("; "));
            if self.indent + text.width() <= WIDTH {
                return self.plain(text, at);
            }
        }
        self.block(heading, block, at);
    }

    pub(super) fn case(&mut self, case: &Case, at: Span) {
        let Case {
            key,
            title,
            when,
            block,
        } = case;
        let mut all = vec![self.kw(Keyword::Case).to_owned(), self.code(key)];
        all.push(label(title.as_ref()));
        all.push(self.condition(Keyword::When, when.as_ref()));
        self.block(&words(all), block, at);
    }

    pub(super) fn by(&mut self, by: &By, at: Span) {
        let By { selector, block } = by;
        let heading = format!("{} {}", self.kw(Keyword::By), self.expr(selector));
        self.block(&heading, block, at);
    }

    pub(super) fn branch(&mut self, branch: &Branch, at: Span) {
        let Branch { keys, block } = branch;
        let heading = self.row_keys(keys, ", ");
        self.block(&heading, block, at);
    }

    pub(super) fn row_keys(&mut self, keys: &[Sp<RowKey>], between: &str) -> String {
        let keys: Vec<_> = keys.iter().map(|key| self.row_key(key)).collect();
        keys.join(between)
    }

    fn row_key(&mut self, key: &Sp<RowKey>) -> String {
        self.speech.go_to(key.span);
        match &key.value {
            RowKey::Else => self.kw(Keyword::Else).to_owned(),
            RowKey::Compare(op, quantity) => {
                format!("{} {}", op.as_str(), self.quantity(quantity))
            }
            RowKey::Band(band) => self.band(band),
            RowKey::Quantity(quantity) => self.quantity(quantity),
            RowKey::Bool(yes) => self.yes_or_no(*yes).to_owned(),
            RowKey::Date(date) => date.to_string(),
            RowKey::Text(text) => quoted(text),
            RowKey::Word(word) => {
                self.speech.go_past(key.span);
                word.clone()
            }
        }
    }

    pub(super) fn band(&mut self, band: &Band) -> String {
        let Band {
            lo,
            lo_in,
            hi,
            hi_in,
            span: _,
        } = band;
        let mut end = |end: &Option<Sp<_>>| {
            end.as_ref().map(|bound| {
                self.speech.go_to(bound.span);
                self.quantity(&bound.value)
            })
        };
        let (lo, hi) = (end(lo), end(hi));
        range(lo, *lo_in, hi, *hi_in)
    }

    // ---- options and rungs ----------------------------------------------

    pub(super) fn option(&mut self, option: &Option_, at: Span) {
        let cells = self.option_cells(option);
        self.columns(Shape::Option, cells, at);
    }

    fn option_cells(&mut self, option: &Option_) -> Vec<String> {
        let Option_ {
            key,
            points,
            marks,
            label: wording,
            printed,
            when,
        } = option;
        let key = self.option_key(key);
        let points = points.as_ref().map(|p| self.num(p)).unwrap_or_default();
        let marks = match marks {
            Marks::Unsaid => String::new(),
            Marks::None(_) => self.kw(Keyword::Unmarked).to_owned(),
            Marks::Some(marks) => {
                let marks: Vec<_> = marks.iter().map(|m| self.mark(m)).collect();
                marks.join(" ")
            }
        };
        let printed = match printed {
            None => String::new(),
            Some(Printed { text, why }) => {
                let mut all = vec![self.kw(Keyword::Printed).to_owned(), quoted(&text.value)];
                all.extend(why.as_ref().map(|w| quoted(&w.value)));
                all.join(" ")
            }
        };
        let when = self.condition(Keyword::When, when.as_ref());
        vec![key, points, marks, label(wording.as_ref()), printed, when]
    }

    /// An option key: a letter, or yes and no of the question.
    pub(super) fn option_key(&mut self, key: &Word) -> String {
        self.speech.go_to(key.span);
        match key.value.as_str() {
            "yes" => self.yes_or_no(true).to_owned(),
            "no" => self.yes_or_no(false).to_owned(),
            _ => self.code(key),
        }
    }

    pub(super) fn mark(&mut self, mark: &Sp<LevelName>) -> String {
        self.speech.go_past(mark.span);
        match &mark.value {
            LevelName::Stars(count) => stars(*count),
            LevelName::Word(word) => format!("@{word}"),
            LevelName::Text(text) => format!("@{}", quoted(text)),
        }
    }

    pub(super) fn rung(&mut self, rung: &Rung, at: Span) {
        let Rung {
            key,
            points,
            steps,
            label: wording,
        } = rung;
        let key = self.row_key(key);
        let mut points = format!("-> {}", self.num(points));
        if let Some(Steps { last, every }) = steps {
            let (last, keyword) = (self.num(last), self.kw(Keyword::Every));
            self.speech.go_to(every.span);
            let every = self.quantity(&every.value);
            points = format!("{points} .. {last} {keyword} {every}");
        }
        self.columns(Shape::Rung, vec![key, points, label(wording.as_ref())], at);
    }

    // ---- rules ----------------------------------------------------------

    pub(super) fn finding(&mut self, finding: &Finding, at: Span) {
        let Finding {
            kind,
            key,
            when,
            label: wording,
        } = finding;
        let keyword = self.kw(match kind {
            FindingKind::Reject => Keyword::Reject,
            FindingKind::Stop => Keyword::Stop,
        });
        let mut first = vec![keyword.to_owned()];
        first.extend(key.as_ref().map(|k| self.code(k)));
        let when = self.condition(Keyword::When, when.as_ref());
        let cells = vec![first.join(" "), when, label(wording.as_ref())];
        self.columns(Shape::Finding, cells, at);
    }

    pub(super) fn only_if(&mut self, only_if: &OnlyIf, at: Span) {
        let OnlyIf {
            when,
            otherwise,
            label: wording,
        } = only_if;
        let keyword = self.kw(Keyword::OnlyIf).to_owned();
        let mut condition = self.expr(when);
        if let Some(points) = otherwise {
            let keyword = self.kw(Keyword::Otherwise);
            condition = format!("{condition} {keyword} {}", self.num(points));
        }
        let cells = vec![keyword, condition, label(wording.as_ref())];
        self.columns(Shape::OnlyIf, cells, at);
    }

    pub(super) fn force(&mut self, force: &Force, at: Span) {
        let Force {
            key,
            when,
            label: wording,
        } = force;
        let first = format!("{} {}", self.kw(Keyword::Force), self.option_key(key));
        let when = self.condition(Keyword::When, Some(when));
        self.columns(Shape::Force, vec![first, when, label(wording.as_ref())], at);
    }

    pub(super) fn replaces(&mut self, replaces: &Replaces, at: Span) {
        let Replaces {
            other,
            when,
            label: wording,
        } = replaces;
        let first = format!("{} {}", self.kw(Keyword::Replaces), self.code(other));
        let when = self.condition(Keyword::When, when.as_ref());
        let cells = vec![first, when, label(wording.as_ref())];
        self.columns(Shape::Replaces, cells, at);
    }

    pub(super) fn require(&mut self, require: &Require, at: Span) {
        let Require {
            level,
            when,
            label: wording,
        } = require;
        let first = format!("{} {}", self.kw(Keyword::Require), self.level(level));
        let cells = vec![first, self.expr(when), label(wording.as_ref())];
        self.columns(Shape::Require, cells, at);
    }

    pub(super) fn cap(&mut self, cap: &Cap, at: Span) {
        let Cap {
            points,
            when,
            label: wording,
        } = cap;
        let first = format!("{} {}", self.kw(Keyword::Cap), self.num(points));
        let when = self.condition(Keyword::When, when.as_ref());
        self.columns(Shape::Cap, vec![first, when, label(wording.as_ref())], at);
    }

    pub(super) fn missing(&mut self, policy: MissingPolicy) -> String {
        let policy = match policy {
            MissingPolicy::Unknown => Keyword::Unknown,
            MissingPolicy::Lowest => Keyword::Lowest,
            MissingPolicy::Excluded => Keyword::Excluded,
        };
        format!("{} {}", self.kw(Keyword::Missing), self.kw(policy))
    }

    pub(super) fn without(&mut self, codes: &[Word], at: Span) {
        let keyword = self.kw(Keyword::Without);
        let pieces: Vec<Piece> = codes
            .iter()
            .map(|code| (code.value.clone(), code.span.range()))
            .collect();
        self.list(keyword, pieces, at);
    }

    fn without_text(&mut self, codes: &[Word]) -> String {
        let codes: Vec<_> = codes.iter().map(|c| c.value.as_str()).collect();
        format!("{} {}", self.kw(Keyword::Without), codes.join(", "))
    }
}

/// Whether a statement is short enough to stand on the line of its heading:
/// an option without wording or condition, or what the block goes without.
fn is_short(node: &crate::syntax::tree::Node) -> bool {
    match &node.stmt {
        Stmt::Option(o) => o.label.is_none() && o.printed.is_none() && o.when.is_none(),
        Stmt::Without(_) => true,
        _ => false,
    }
}

/// Words with a space between them, without the empty ones.
fn words(mut words: Vec<String>) -> String {
    words.retain(|w| !w.is_empty());
    words.join(" ")
}
