//! Amendments and the changes they make.

use super::{Printer, quoted};
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{
    Amendment, Cards, Change, FindingKind, Mark, Path, Renewal, Side, Sp, Step, Stmt, Word,
};
use crate::text::Span;

impl Printer<'_> {
    pub(super) fn amendment(&mut self, amendment: &Amendment, at: Span) {
        let Amendment {
            number,
            name,
            to,
            block,
        } = amendment;
        let heading = [
            self.kw(Keyword::Amendment).to_owned(),
            quoted(&number.value),
            self.kw(Keyword::Amends).to_owned(),
            self.code(name),
            quoted(&to.value),
        ]
        .join(" ");
        self.block(&heading, block, at);
    }

    pub(super) fn change(&mut self, change: &Change, at: Span) {
        match change {
            Change::Replace(new) => self.renewal(Keyword::Replace, new, at),
            Change::Add(new) => self.renewal(Keyword::Insert, new, at),
            Change::Insert {
                side,
                at: path,
                block,
            } => {
                let side = match side {
                    Side::Before => Keyword::Ahead,
                    Side::After => Keyword::After,
                    Side::Into => Keyword::Into,
                };
                let mut words = [self.kw(Keyword::Insert), self.kw(side)].join(" ");
                words.push_str(&self.path(path));
                self.block(&words, block, at);
            }
            Change::Repeal(path) => {
                let text = format!("{}{}", self.kw(Keyword::Repeal), self.path(path));
                self.plain(text, at);
            }
            Change::Renumber { at: path, code } => {
                let mut text = format!("{}{}", self.kw(Keyword::Renumber), self.path(path));
                self.speech.go_past(path.span);
                text = format!("{text} {} {}", self.kw(Keyword::As), self.code(code));
                self.plain(text, at);
            }
            Change::Mark { at: path, levels } => self.remark(Keyword::Mark, path, levels, at),
            Change::Unmark { at: path, levels } => self.remark(Keyword::Unmark, path, levels, at),
        }
    }

    fn remark(&mut self, keyword: Keyword, path: &Path, levels: &[Sp<Mark>], at: Span) {
        let mut text = format!("{}{}", self.kw(keyword), self.path(path));
        for level in levels {
            text.push(' ');
            text.push_str(&self.mark(level));
        }
        self.plain(text, at);
    }

    /// The new statement, with the words that say where it belongs before it.
    fn renewal(&mut self, keyword: Keyword, new: &Renewal, at: Span) {
        let Renewal { at: path, node } = new;
        let mut before = self.kw(keyword).to_owned();
        before.push_str(&self.path(path));
        if matches!(node.stmt, Stmt::Option(_)) {
            self.speech.go_past(path.span);
            before = format!("{before} {}", self.kw(Keyword::Option));
        }
        let first = self.lines.len();
        self.node(node);
        let Some(line) = self.lines.get_mut(first) else {
            return;
        };
        line.at.start = at.range().start;
        if let Some(cell) = line.cells.first_mut() {
            *cell = format!("{before} {cell}");
        }
    }

    /// The path, with a space before each of its words.
    fn path(&mut self, path: &Path) -> String {
        let Path {
            cards,
            steps,
            span: _,
        } = path;
        let mut text = String::new();
        match cards {
            None => {}
            Some(Cards::One(card)) => {
                text = format!(" {} {}", self.kw(Keyword::Scorecard), self.code(card));
            }
            Some(Cards::Every { star, except }) => {
                text = format!(" {} *", self.kw(Keyword::Scorecard));
                self.speech.go_past(*star);
                if !except.is_empty() {
                    let names: Vec<_> = except.iter().map(|c| c.value.as_str()).collect();
                    let keyword = self.kw(Keyword::Except);
                    text = format!("{text} {keyword} {}", names.join(", "));
                }
            }
        }
        for step in steps {
            self.speech.go_to(step.span);
            text.push(' ');
            text.push_str(&self.step(&step.value));
        }
        text
    }

    fn step(&mut self, step: &Step) -> String {
        let bare = match step {
            Step::Part(code) => return self.named(Keyword::Part, code),
            Step::Section(code) => return self.named(Keyword::Section, code),
            Step::Criterion(code) => return self.named(Keyword::Criterion, code),
            Step::Case(code) => return self.named(Keyword::Case, code),
            Step::Replaces(code) => return self.named(Keyword::Replaces, code),
            Step::Assumption(name) => return self.named(Keyword::Assumption, name),
            Step::Fact(name) => return self.named(Keyword::Fact, name),
            Step::Let(name) => return self.named(Keyword::Let, name),
            Step::Table(name) => return self.named(Keyword::Table, name),
            Step::Option(key) => return self.keyed(Keyword::Option, key),
            Step::Force(key) => return self.keyed(Keyword::Force, key),
            Step::Require(level) => {
                let keyword = self.kw(Keyword::Require);
                return format!("{keyword} {}", self.level(level));
            }
            Step::Transition(cite) => {
                return format!("{} {}", self.kw(Keyword::Transition), quoted(&cite.value));
            }
            Step::Finding(kind, key) => {
                let keyword = match kind {
                    FindingKind::Reject => Keyword::Reject,
                    FindingKind::Stop => Keyword::Stop,
                };
                return match key {
                    Some(key) => self.named(keyword, key),
                    None => self.kw(keyword).to_owned(),
                };
            }
            Step::Evidence => Keyword::Evidence,
            Step::OnlyIf => Keyword::OnlyIf,
            Step::Cap => Keyword::Cap,
            Step::Missing => Keyword::Missing,
            Step::Samples => Keyword::Samples,
            Step::Set => Keyword::Set,
            Step::Unavailable => Keyword::Unavailable,
            Step::Title => Keyword::Title,
            Step::Applies => Keyword::Applies,
            Step::Rating => Keyword::Rating,
            Step::Council => Keyword::Council,
            Step::Certificate => Keyword::Certificate,
            Step::Authority => Keyword::Authority,
        };
        self.kw(bare).to_owned()
    }

    fn named(&mut self, keyword: Keyword, name: &Word) -> String {
        format!("{} {}", self.kw(keyword), self.code(name))
    }

    fn keyed(&mut self, keyword: Keyword, key: &Word) -> String {
        format!("{} {}", self.kw(keyword), self.option_key(key))
    }
}
