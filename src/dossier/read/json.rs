//! JSON as it is defined: no comments, no trailing commas, numbers as written.

use super::DEEPEST;
use crate::dossier::node::{Entry, Node, NodeKind, tidy};
use crate::text::catalogue::dossiers::{self as say, JsonFault};
use crate::text::{Diagnostic, SourceId, Sp, Span};
use jsonc_parser::ast::Value;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::tokens::Token;
use jsonc_parser::{
    CollectOptions, CommentCollectionStrategy, ParseOptions, ParseStringErrorKind, parse_to_ast,
};

/// A JSON text whose first byte stands at `base` of its source; `None` when
/// there is nothing in it.
pub fn read(text: &str, base: usize, id: SourceId) -> Result<Option<Node>, Vec<Diagnostic>> {
    let place = Place { base, id };
    if let Some(at) = too_deep(text) {
        return Err(vec![say::too_deep(place.span(at, at + 1), DEEPEST)]);
    }
    match parse_to_ast(text, &CollectOptions::default(), &strict()) {
        Ok(parsed) => Ok(parsed.value.map(|v| place.node(v))),
        Err(error) => Err(place
            .slips(text)
            .unwrap_or_else(|| vec![place.fault(&error)])),
    }
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// Where brackets open deeper than a dossier can be; texts are skipped.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut inside, mut escaped) = (0usize, false, false);
    for (at, b) in text.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'[' | b'{' if !inside => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b']' | b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[derive(Clone, Copy)]
struct Place {
    base: usize,
    id: SourceId,
}

impl Place {
    fn span(self, start: usize, end: usize) -> Span {
        Span::new(self.id, self.base + start..self.base + end)
    }

    fn of(self, range: Range) -> Span {
        self.span(range.start, range.end)
    }

    /// Nesting is bounded before: see [`too_deep`].
    fn node(self, value: Value<'_>) -> Node {
        let span = self.of(value.range());
        match value {
            Value::StringLit(s) => Node::text(&s.value, span),
            Value::NumberLit(n) => Node {
                kind: NodeKind::Number(n.value.to_owned()),
                span,
            },
            Value::BooleanLit(b) => Node::text(if b.value { "true" } else { "false" }, span),
            Value::NullKeyword(_) => Node {
                kind: NodeKind::Nothing,
                span,
            },
            Value::Array(a) => Node {
                kind: NodeKind::List(a.elements.into_iter().map(|e| self.node(e)).collect()),
                span,
            },
            Value::Object(o) => Node {
                kind: NodeKind::Fields(
                    o.properties
                        .into_iter()
                        .map(|p| Entry {
                            key: Sp::new(tidy(p.name.as_str()), self.of(p.name.range())),
                            value: self.node(p.value),
                        })
                        .collect(),
                ),
                span,
            },
        }
    }

    fn fault(self, error: &ParseError) -> Diagnostic {
        let range = error.range();
        let (fault, fix) = match error.kind() {
            ParseErrorKind::NestingDepthExceeded => {
                return say::too_deep(self.of(range), DEEPEST);
            }
            ParseErrorKind::TrailingCommasNotAllowed => (JsonFault::TrailingComma, Some("")),
            ParseErrorKind::ExpectedComma => (JsonFault::MissingComma, Some(",")),
            ParseErrorKind::CommentsNotAllowed | ParseErrorKind::UnterminatedCommentBlock => {
                (JsonFault::Comment, None)
            }
            ParseErrorKind::SingleQuotedStringsNotAllowed => (JsonFault::SingleQuotes, None),
            ParseErrorKind::ExpectedStringObjectProperty | ParseErrorKind::UnexpectedWord => {
                (JsonFault::BareWord, None)
            }
            ParseErrorKind::BareDecimalPointNumbersNotAllowed
            | ParseErrorKind::ExpectedDigit
            | ParseErrorKind::ExpectedDigitFollowingNegativeSign
            | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral
            | ParseErrorKind::HexadecimalNumbersNotAllowed
            | ParseErrorKind::NonFiniteNumbersNotAllowed
            | ParseErrorKind::UnaryPlusNumbersNotAllowed => (JsonFault::Number, None),
            ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
                (JsonFault::OpenText, None)
            }
            ParseErrorKind::String(_) => (JsonFault::Escape, None),
            ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject => {
                (JsonFault::OpenBracket, None)
            }
            ParseErrorKind::UnexpectedCloseBrace | ParseErrorKind::UnexpectedCloseBracket => {
                (JsonFault::StrayBracket, None)
            }
            ParseErrorKind::ExpectedColonAfterObjectKey => (JsonFault::NoColon, None),
            ParseErrorKind::ExpectedObjectValue => (JsonFault::NoValue, None),
            ParseErrorKind::MultipleRootJsonValues => (JsonFault::More, None),
            ParseErrorKind::UnexpectedColon
            | ParseErrorKind::UnexpectedComma
            | ParseErrorKind::UnexpectedToken
            | ParseErrorKind::UnexpectedTokenInObject => (JsonFault::Other, None),
        };
        say::not_json(self.of(range), fault, fix)
    }

    /// What people carry over from other notations: when the text is JSON but
    /// for such slips, every one of them is reported at once.
    fn slips(self, text: &str) -> Option<Vec<Diagnostic>> {
        let collect = CollectOptions {
            comments: CommentCollectionStrategy::AsTokens,
            tokens: true,
        };
        let loose = ParseOptions {
            allow_missing_commas: false,
            ..ParseOptions::default()
        };
        let tokens = parse_to_ast(text, &collect, &loose).ok()?.tokens?;
        let mut found = Vec::new();
        let mut comma: Option<Range> = None;
        for t in &tokens {
            let here = text.get(t.range.start..t.range.end).unwrap_or_default();
            let mut say = |range, fault, fix: Option<&str>| {
                found.push(say::not_json(self.of(range), fault, fix));
            };
            match &t.token {
                Token::CommentLine(_) | Token::CommentBlock(_) => {
                    say(t.range, JsonFault::Comment, None);
                    continue;
                }
                Token::CloseBrace | Token::CloseBracket => {
                    if let Some(range) = comma {
                        say(range, JsonFault::TrailingComma, Some(""));
                    }
                }
                Token::String(value) if here.starts_with('\'') => {
                    let quoted = serde_json::Value::from(value.as_ref()).to_string();
                    say(t.range, JsonFault::SingleQuotes, Some(&quoted));
                }
                Token::Word(word) => {
                    let quoted = serde_json::Value::from(*word).to_string();
                    say(t.range, JsonFault::BareWord, Some(&quoted));
                }
                _ => {}
            }
            comma = matches!(t.token, Token::Comma).then_some(t.range);
        }
        // A number such as +5, or a number as a key, is left to the strict reading.
        (!found.is_empty()).then_some(found)
    }
}
