//! Levels before and after as bands that flow from left to right. Whole
//! numbers only, so that the same counts give the same bytes everywhere.

use super::{count, places};
use crate::compare::impact::{Impact, Verdict, verdict};
use crate::explain::words::say;
use crate::text::Lang;
use std::collections::BTreeMap;
use std::fmt::Write;

const WIDTH: i64 = 960;
const TOP: i64 = 40;
/// The height of all bands together.
const TALL: i64 = 360;
/// Between two bars.
const GAP: i64 = 16;
const BAR: i64 = 18;
/// Where the bars stand.
const LEFT: i64 = 240;
const RIGHT: i64 = WIDTH - 240 - BAR;

/// The picture, a whole `<svg>` element.
pub(super) fn svg(i: &Impact, lang: Lang) -> String {
    let mut before: BTreeMap<&[usize], i64> = BTreeMap::new();
    let mut after: BTreeMap<&[usize], i64> = BTreeMap::new();
    let mut all = 0i64;
    for ((b, a), n) in &i.matrix {
        let n = i64::try_from(*n).unwrap_or(i64::MAX / 4096);
        *before.entry(b).or_default() += n;
        *after.entry(a).or_default() += n;
        all += n;
    }
    let all = all.max(1);
    let rows = i64::try_from(before.len().max(after.len())).unwrap_or(1);
    let height = TOP + TALL + GAP * rows + 20;
    let tall = |n: i64| (n * TALL / all).max(2);
    let starts = |side: &BTreeMap<&[usize], i64>| -> BTreeMap<Vec<usize>, i64> {
        let mut y = TOP;
        // Best levels on top.
        side.iter()
            .rev()
            .map(|(k, n)| {
                let at = y;
                y += tall(*n) + GAP;
                (k.to_vec(), at)
            })
            .collect()
    };
    let (mut from, mut to) = (starts(&before), starts(&after));
    let mut out = String::new();
    let n = count(i.ways.all, lang);
    let title = say!(
        lang,
        "Levels of {n} products before and after",
        "Hạng của {n} sản phẩm trước và sau"
    );
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\" font-family=\"inherit\" font-size=\"15\"><title>{}</title>",
        escape(&title),
        escape(&title)
    );
    let (a, b) = (lang.pick("before", "trước"), lang.pick("after", "sau"));
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"24\" text-anchor=\"end\" fill=\"#5c5850\">{a}</text><text x=\"{}\" y=\"24\" fill=\"#5c5850\">{b}</text>",
        LEFT + BAR,
        RIGHT
    );
    for (side, starts, x, anchor, label_x) in [
        (&before, from.clone(), LEFT, "end", LEFT - 10),
        (&after, to.clone(), RIGHT, "start", RIGHT + BAR + 10),
    ] {
        for (key, n) in side {
            let y = starts.get(*key).copied().unwrap_or(TOP);
            let h = tall(*n);
            let name = escape(&places(i, key, lang));
            let n = count(usize::try_from(*n).unwrap_or(0), lang);
            let _ = write!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{BAR}\" height=\"{h}\" fill=\"#1c1b19\"/><text x=\"{label_x}\" y=\"{}\" text-anchor=\"{anchor}\">{name} · {n}</text>",
                y + h / 2 + 5
            );
        }
    }
    for ((b, a), n) in i.matrix.iter().rev() {
        let h = tall(i64::try_from(*n).unwrap_or(0));
        let (Some(y1), Some(y2)) = (from.get_mut(b), to.get_mut(a)) else {
            continue;
        };
        let fill = match verdict(b, a) {
            Verdict::Rises => "#1b6b3a",
            Verdict::Stays => "#a79f8c",
            Verdict::Falls => "#b3261e",
            Verdict::Depends => "#d69a2d",
            Verdict::NotTold => "#d9d4c8",
        };
        let (x1, x2, mid) = (LEFT + BAR, RIGHT, (LEFT + BAR + RIGHT) / 2);
        let _ = write!(
            out,
            "<path d=\"M{x1} {y1}C{mid} {y1} {mid} {y2} {x2} {y2}V{}C{mid} {} {mid} {} {x1} {}Z\" fill=\"{fill}\" fill-opacity=\".55\"/>",
            *y2 + h,
            *y2 + h,
            *y1 + h,
            *y1 + h
        );
        *y1 += h;
        *y2 += h;
    }
    out.push_str("</svg>");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
