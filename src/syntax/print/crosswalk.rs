//! Crosswalks.

use super::{Piece, Printer, Shape, WIDTH, label, quoted};
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{
    Block, CardPair, Crosswalk, FactPair, FactTarget, FactWalk, Fresh, Gone, NewCards, Same,
    SamePair, Stmt, Stretch, Turn, Walk, Word,
};
use crate::text::Span;
use unicode_width::UnicodeWidthStr;

impl Printer<'_> {
    pub(super) fn crosswalk(&mut self, crosswalk: &Crosswalk, at: Span) {
        let Crosswalk {
            name,
            from,
            to,
            block,
        } = crosswalk;
        let heading = [
            self.kw(Keyword::Crosswalk).to_owned(),
            self.code(name),
            quoted(&from.value),
            "->".to_owned(),
            quoted(&to.value),
        ];
        self.block(&heading.join(" "), block, at);
    }

    pub(super) fn card_pair(&mut self, pair: &CardPair, at: Span) {
        let CardPair {
            from,
            to,
            why,
            block,
            head: _,
        } = pair;
        let mut words = vec![
            self.kw(Keyword::Scorecard).to_owned(),
            self.codes(from),
            "->".to_owned(),
            if to.is_empty() {
                self.kw(Keyword::None).to_owned()
            } else {
                self.codes(to)
            },
        ];
        words.extend(why.as_ref().map(|w| quoted(&w.value)));
        match block {
            Some(block) => self.block(&words.join(" "), block, at),
            None => self.plain(words.join(" "), at),
        }
    }

    pub(super) fn new_cards(&mut self, new: &NewCards, at: Span) {
        let NewCards { cards, why } = new;
        let opening = format!("{} {}", self.kw(Keyword::New), self.kw(Keyword::Scorecard));
        let pieces = cards
            .iter()
            .map(|c| (self.code(c), c.span.range()))
            .collect();
        self.list(&opening, explained(pieces, why.as_ref()), at);
    }

    pub(super) fn fresh(&mut self, fresh: &Fresh, at: Span) {
        let Fresh { to, why } = fresh;
        let opening = self.kw(Keyword::New);
        let pieces = self.stretches(to);
        self.list(opening, explained(pieces, why.as_ref()), at);
    }

    pub(super) fn same(&mut self, same: &Same, at: Span) {
        let Same { pairs, why } = same;
        let opening = self.kw(Keyword::Same);
        let pieces = pairs
            .iter()
            .map(|SamePair { from, to }| {
                let place = span(from).to(to.as_ref().map_or(span(from), span));
                let (from, to) = (self.stretch(from), to.as_ref().map(|to| self.stretch(to)));
                let text = to.map_or(from.clone(), |to| format!("{from} -> {to}"));
                (text, place.range())
            })
            .collect();
        self.list(opening, explained(pieces, why.as_ref()), at);
    }

    pub(super) fn gone(&mut self, gone: &Gone, at: Span) {
        let Gone { from, why } = gone;
        let from: Vec<_> = self.stretches(from).into_iter().map(|(t, _)| t).collect();
        let none = format!("-> {}", self.kw(Keyword::None));
        let cells = vec![from.join(", "), none, label(why.as_ref())];
        self.columns(Shape::Walk, cells, at);
    }

    pub(super) fn walk(&mut self, walk: &Walk, at: Span) {
        let Walk {
            from,
            to,
            like,
            why,
            block,
            head: _,
        } = walk;
        let mut first = Vec::new();
        for (i, code) in from.iter().enumerate() {
            if i > 0 {
                first.push(self.kw(Keyword::And).to_owned());
            }
            first.push(self.code(code));
        }
        let mut second = vec!["->".to_owned(), self.code(to)];
        self.like(&mut second, like.as_ref());
        self.with_turns(
            [first.join(" "), second.join(" "), label(why.as_ref())],
            block.as_ref(),
            at,
        );
    }

    pub(super) fn fact_walk(&mut self, walk: &FactWalk, at: Span) {
        let FactWalk {
            pairs,
            why,
            block,
            head: _,
        } = walk;
        let opening = self.kw(Keyword::Fact).to_owned();
        let pieces: Vec<Piece> = pairs
            .iter()
            .map(|FactPair { from, to }| {
                let name = self.code(from);
                let (text, end) = match to {
                    FactTarget::Same => (name, from.span),
                    FactTarget::As(to) => (format!("{name} -> {}", self.code(to)), to.span),
                    FactTarget::Gone(span) => {
                        self.speech.go_to(*span);
                        (format!("{name} -> {}", self.kw(Keyword::None)), *span)
                    }
                };
                (text, from.span.to(end).range())
            })
            .collect();
        let pieces = explained(pieces, why.as_ref());
        match block {
            None => self.list(&opening, pieces, at),
            Some(_) => {
                let texts: Vec<_> = pieces.into_iter().map(|(text, _)| text).collect();
                let heading = format!("{opening} {}", texts.join(", "));
                self.with_turns([heading, String::new(), String::new()], block.as_ref(), at);
            }
        }
    }

    /// A heading with what becomes of each option: on its line if it fits and
    /// nothing is explained there.
    fn with_turns(&mut self, cells: [String; 3], block: Option<&Block>, at: Span) {
        let Some(block) = block else {
            return self.columns(Shape::Walk, cells.to_vec(), at);
        };
        let heading = cells.clone().join(" ");
        let heading = heading.trim_end();
        let plain = |stmt: &Stmt| matches!(stmt, Stmt::Turn(turn) if turn.why.is_none());
        let short = !self.remark_in(block.span.range())
            && !block.body.is_empty()
            && block.body.iter().all(|node| plain(&node.stmt));
        if short {
            let mut inside = Vec::new();
            for node in &block.body {
                self.speech.enter(node.span);
                if let Stmt::Turn(turn) = &node.stmt {
                    let [from, to, _] = self.turn_cells(turn);
                    inside.push(format!("{from} {to}"));
                }
            }
            let turns = format!("{{ {} }}", inside.join("; "));
            if self.indent + heading.width() + 1 + turns.width() <= WIDTH {
                let [first, second, why] = cells;
                let last = format!("{why} {turns}").trim_start().to_owned();
                return self.columns(Shape::Walk, vec![first, second, last], at);
            }
        }
        self.block(heading, block, at);
    }

    pub(super) fn turn(&mut self, turn: &Turn, at: Span) {
        let cells = self.turn_cells(turn).to_vec();
        self.columns(Shape::Turn, cells, at);
    }

    fn turn_cells(&mut self, turn: &Turn) -> [String; 3] {
        let Turn { from, to, why } = turn;
        let mut first = Vec::new();
        for (i, keys) in from.iter().enumerate() {
            if i > 0 {
                first.push(self.kw(Keyword::And).to_owned());
            }
            first.push(self.keys(keys));
        }
        let to = if to.is_empty() {
            self.kw(Keyword::New).to_owned()
        } else {
            self.keys(to)
        };
        let to = format!("-> {to}");
        [first.join(" "), to, label(why.as_ref())]
    }

    fn keys(&mut self, keys: &[Stretch]) -> String {
        let all: Vec<_> = keys
            .iter()
            .map(|Stretch { first, last }| {
                let first = self.turn_key(first);
                match last {
                    None => first,
                    Some(last) => format!("{first}..{}", self.turn_key(last)),
                }
            })
            .collect();
        all.join(", ")
    }

    fn turn_key(&mut self, key: &Word) -> String {
        let keyword = match key.value.as_str() {
            "none" => Keyword::None,
            "else" => Keyword::Else,
            "reject" => Keyword::Reject,
            "stop" => Keyword::Stop,
            _ => return self.option_key(key),
        };
        self.speech.go_to(key.span);
        self.kw(keyword).to_owned()
    }

    fn codes(&mut self, codes: &[Word]) -> String {
        let codes: Vec<_> = codes.iter().map(|c| self.code(c)).collect();
        codes.join(", ")
    }

    fn stretches(&mut self, all: &[Stretch]) -> Vec<Piece> {
        all.iter()
            .map(|s| (self.stretch(s), span(s).range()))
            .collect()
    }

    fn stretch(&mut self, stretch: &Stretch) -> String {
        let Stretch { first, last } = stretch;
        let first = self.code(first);
        match last {
            None => first,
            Some(last) => format!("{first} .. {}", self.code(last)),
        }
    }
}

/// Where a stretch stands.
fn span(stretch: &Stretch) -> Span {
    let first = stretch.first.span;
    stretch.last.as_ref().map_or(first, |l| first.to(l.span))
}

/// The reason behind the last piece.
fn explained(mut pieces: Vec<Piece>, why: Option<&Word>) -> Vec<Piece> {
    if let (Some(why), Some((text, place))) = (why, pieces.last_mut()) {
        *text = format!("{text} {}", quoted(&why.value));
        place.end = place.end.max(why.span.range().end);
    }
    pieces
}
