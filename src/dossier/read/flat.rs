//! A line of NDJSON that is nothing but names with texts and numbers, read
//! without a tree: what most lines are. It takes only what the strict reader
//! takes too; everything unusual is left to it.

use crate::dossier::bind::Cell;
use unicode_normalization::is_nfc;

/// Gives the names and cells of a flat object, until `take` says no; `None`
/// for what is not plainly one. Cells that say nothing (`null`, an empty text)
/// stand as an empty text.
pub fn flat<'t>(text: &'t str, mut take: impl FnMut(&'t str, Cell<'t>) -> bool) -> Option<()> {
    let mut at = Reader { text, at: 0 };
    at.white();
    at.sign(b'{')?;
    at.white();
    if at.sign(b'}').is_none() {
        loop {
            let name = at.text()?;
            at.white();
            at.sign(b':')?;
            at.white();
            if !take(name, at.value()?) {
                return None;
            }
            at.white();
            if at.sign(b',').is_none() {
                at.sign(b'}')?;
                break;
            }
            at.white();
        }
    }
    at.white();
    (at.at == text.len()).then_some(())
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn white(&mut self) {
        let white = |b: &&u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
        self.at += self.rest().iter().take_while(white).count();
    }

    fn sign(&mut self, sign: u8) -> Option<()> {
        if self.rest().first() != Some(&sign) {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// A text in quotes that stands for itself: no escapes, no white space
    /// around it, composed letters.
    fn text(&mut self) -> Option<&'t str> {
        self.sign(b'"')?;
        let mut ascii = true;
        let mut length = 0;
        loop {
            match *self.rest().get(length)? {
                b'"' => break,
                b'\\' | 0..=0x1f => return None,
                b => ascii &= b.is_ascii(),
            }
            length += 1;
        }
        let text = self.text.get(self.at..self.at + length)?;
        self.at += length + 1;
        let itself = text.trim().len() == text.len() && (ascii || is_nfc(text));
        itself.then_some(text)
    }

    fn value(&mut self) -> Option<Cell<'t>> {
        for (word, cell) in [("null", ""), ("true", "true"), ("false", "false")] {
            if self.rest().starts_with(word.as_bytes()) {
                self.at += word.len();
                // What follows must be a sign, which the caller asks for.
                return Some(Cell::Text(cell));
            }
        }
        match self.rest().first()? {
            b'"' => self.text().map(Cell::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ => None,
        }
    }

    /// Digits, with a point or not. Exponents, and zeros in front, are unusual.
    fn number(&mut self) -> Option<Cell<'t>> {
        let rest = self.rest();
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = |from: usize| {
            let rest = rest.get(from..).unwrap_or_default();
            rest.iter().take_while(|b| b.is_ascii_digit()).count()
        };
        let whole = digits(minus);
        let mut length = minus + whole;
        let zero = rest.get(minus) == Some(&b'0') && whole > 1;
        if whole == 0 || zero {
            return None;
        }
        if rest.get(length) == Some(&b'.') {
            let places = digits(length + 1);
            if places == 0 {
                return None;
            }
            length += 1 + places;
        }
        let text = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(Cell::Number(text))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use crate::dossier::{Format, read};
    use crate::text::{Source, SourceId};
    use proptest::prelude::*;

    fn fields(line: &str) -> Option<Vec<(&str, Cell<'_>)>> {
        let mut all = Vec::new();
        let mut take = |name, cell| {
            all.push((name, cell));
            true
        };
        flat(line, &mut take).map(|()| all)
    }

    #[test]
    fn names_texts_and_numbers_are_cells() {
        let line = r#"{"id": "a", "1.1":"b" ,"doanh_thu":1.50,"x":null, "y":true}"#;
        let all = fields(line).unwrap();
        let cells = [
            ("id", Cell::Text("a")),
            ("1.1", Cell::Text("b")),
            ("doanh_thu", Cell::Number("1.50")),
            ("x", Cell::Text("")),
            ("y", Cell::Text("true")),
        ];
        assert_eq!(all, cells);
        assert_eq!(fields("{}"), Some(Vec::new()));
    }

    #[test]
    fn everything_unusual_is_left_to_the_strict_reader() {
        let lines = [
            "",
            "[]",
            "{",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{\"a\":01}",
            "{\"a\":1.}",
            "{\"a\":1e3}",
            "{\"a\":+1}",
            "{\"a\":\"x\\n\"}",
            "{\"a\":\" x\"}",
            "{\"a\":[1]}",
            "{\"a\":{}}",
            "{\"a\":nul}",
            "{\"a\":nullx}",
            "{\"a\":1} x",
            "{'a':1}",
            "{\"e\u{302}\":1}",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":1 // x\n}",
        ];
        for line in lines {
            assert_eq!(fields(line), None, "{line}");
        }
    }

    proptest! {
        /// What is read here, the strict reader reads too, and to the same.
        #[test]
        fn the_strict_reader_agrees(
            line in r#"\{("[a-c1.é ]{0,3}" ?: ?("[a-zé ]{0,3}"|-?[0-9]{1,3}(\.[0-9]{0,2})?(e1)?|null|true|x|\[\]),? ?){0,4}\}? ?"#
        ) {
            if let Some(all) = fields(&line) {
                let names: std::collections::BTreeSet<&str> =
                    all.iter().map(|(name, _)| *name).collect();
                let source = Source::new("x.ndjson", line.as_str());
                let record = read(&source, SourceId::default(), Format::Ndjson).remove(0);
                let record = record.map_err(|e| TestCaseError::fail(format!("{line}: {e:?}")))?;
                if names.len() == all.len() {
                    prop_assert!(record.fields.len() == all.len(), "{line}");
                    for ((entry, _), (name, cell)) in record.fields.iter().zip(&all) {
                        prop_assert_eq!(&entry.key.value, name);
                        let node = cell.node(entry.value.span);
                        prop_assert_eq!(&entry.value, &node);
                    }
                }
            }
        }
    }
}
