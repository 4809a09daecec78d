//! Changes of the statements of the ruleset itself.

use super::Text;
use super::key::LineKey;
use super::resolve::{Act, At, Hit, Own};
use crate::syntax::tree::Node;

/// Carries out what changes the heading and the facts beside it.
pub fn carry_out<'a>(text: &mut Text<'a>, own: &Own<'a>, hits: &[Hit<'a>]) {
    for hit in hits {
        let At::Heading(key) = &hit.at else { continue };
        match &hit.act {
            Act::Replace(node) => {
                // The first takes its place; there may be no second, but if
                // there is, the page said so.
                let mut left = Some(*node);
                swap(&mut text.heading, key, &mut left);
                swap(&mut text.loose, key, &mut left);
            }
            Act::Repeal => {
                let mut none = None;
                swap(&mut text.heading, key, &mut none);
                swap(&mut text.loose, key, &mut none);
            }
            _ => {}
        }
    }
    text.heading.extend(&own.added);
}

/// Puts what is left to be put in the place of the first line of a name, and
/// takes the others away.
fn swap<'a>(lines: &mut Vec<&'a Node>, key: &LineKey, left: &mut Option<&'a Node>) {
    let old = std::mem::take(lines);
    for node in old {
        if LineKey::of_line(&node.stmt).as_ref() != Some(key) {
            lines.push(node);
        } else if let Some(new) = left.take() {
            lines.push(new);
        }
    }
}
