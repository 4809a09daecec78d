//! Edits in words.

use crate::compare::{Aspect, Change, Class, Edit, Effect, Folded, Named, Side, Thing, Value};
use crate::explain::page::Tone;
use crate::explain::words::{self, say};
use crate::model::phrase::number_text;
use crate::text::Lang;

/// Tells edits in a language.
#[derive(Clone, Copy)]
pub(super) struct Teller {
    pub lang: Lang,
}

/// In a summary no more changes of one place are named than this.
const BRIEF: usize = 3;
/// In a summary a text is cut after so many letters.
const SHORT: usize = 60;

/// A count with the separator of thousands.
pub(super) fn counted(n: usize, lang: Lang) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    number_text(crate::exact::Num::int(n), lang)
}

impl Teller {
    /// A scorecard; both titles where they differ.
    pub fn card(&self, side: &Side) -> String {
        match (&side.old, &side.new) {
            (Some(a), Some(b)) if a.title == b.title => a.title.clone(),
            (Some(a), Some(b)) => format!("{} → {}", a.title, b.title),
            (Some(a), None) => a.title.clone(),
            (None, Some(b)) => b.title.clone(),
            (None, None) => String::new(),
        }
    }

    /// Where edits stand.
    pub fn place(&self, f: &Folded) -> String {
        match (&f.at, f.edits.first()) {
            (Some(at), first) => {
                let thing = first.map_or(Thing::Criterion, |e| e.thing);
                let thing = match thing {
                    Thing::Part | Thing::Section | Thing::Group => thing,
                    _ => Thing::Criterion,
                };
                format!("{} {}", self.thing(thing), self.named(at))
            }
            (None, Some(e)) if e.thing == Thing::Scorecard => {
                let card = f.cards.first().map(|c| self.card(c)).unwrap_or_default();
                format!("{}: {card}", self.thing(Thing::Scorecard))
            }
            (None, Some(e)) if e.thing == Thing::Ruleset => self.thing(e.thing).to_owned(),
            // What is left open is told at length below.
            (None, Some(e)) if e.thing == Thing::Assumption => {
                let name = e.side.new.as_ref().or(e.side.old.as_ref());
                let name = name.map_or("", |n| n.key.as_str());
                format!("{} {name}", self.thing(e.thing))
            }
            (None, Some(e)) => {
                let name = self.named(&e.side);
                format!("{} {name}", self.thing(e.thing)).trim().to_owned()
            }
            (None, None) => String::new(),
        }
    }

    /// `1.3 → 1.4 Năng lực sản xuất`
    pub fn named(&self, side: &Side) -> String {
        match (&side.old, &side.new) {
            (Some(a), Some(b)) => {
                let key = if a.key == b.key {
                    self.key(&b.key)
                } else {
                    format!("{} → {}", self.key(&a.key), self.key(&b.key))
                };
                format!("{key} {}", b.title).trim().to_owned()
            }
            (Some(n), None) | (None, Some(n)) => self.alone(n),
            (None, None) => String::new(),
        }
    }

    fn alone(&self, n: &Named) -> String {
        format!("{} {}", self.key(&n.key), n.title)
            .trim()
            .to_owned()
    }

    /// A key: stars as stars, yes and no in the language.
    pub fn key(&self, key: &str) -> String {
        match key {
            "yes" => self.lang.pick("yes", "có").to_owned(),
            "no" => self.lang.pick("no", "không").to_owned(),
            k if !k.is_empty() && k.chars().all(|c| c == '*') => k.replace('*', "★"),
            k => k.to_owned(),
        }
    }

    /// What stands on a side.
    pub fn value(&self, v: Option<&Value>) -> String {
        match v {
            None => "–".to_owned(),
            Some(Value::Number(n)) => number_text(*n, self.lang),
            Some(Value::Day(d)) => words::date(*d, self.lang),
            Some(Value::Text(t)) => self.key(t),
            Some(Value::Words(both)) => self.lang.of(both).to_owned(),
            Some(Value::Level { level, ordinal }) => ordinal
                .and_then(words::stars)
                .unwrap_or_else(|| level.clone()),
            Some(Value::List(all)) => {
                let each: Vec<String> = all.iter().map(|v| self.value(Some(v))).collect();
                let long = each.iter().any(|t| t.chars().count() > 24);
                each.join(if long { "\n" } else { ", " })
            }
        }
    }

    /// The letters and wordings of options that were shared out or put together.
    pub fn worded(&self, n: Option<&Named>) -> String {
        let Some(n) = n else {
            return String::new();
        };
        let keys = n.key.split(", ");
        let titles = n.title.split(" | ");
        let each: Vec<String> = keys
            .zip(titles)
            .map(|(k, t)| format!("{} {t}", self.key(k)))
            .collect();
        each.join("\n")
    }

    /// What changed, as the head of a row.
    pub fn change(&self, c: &Change) -> String {
        match (&c.level, c.aspect) {
            (Some(level), Aspect::Minimum) => {
                let level = self.value(Some(level));
                say!(self.lang, "least for {level}", "tối thiểu cho {level}")
            }
            (_, aspect) => self.aspect(aspect).to_owned(),
        }
    }

    /// The class of a change, with whom it favours.
    pub fn class(&self, c: &Change) -> String {
        let class = match c.class {
            Class::Wording => self.lang.pick("wording", "câu chữ"),
            Class::Points => self.lang.pick("points", "điểm"),
            Class::Minimums => self.lang.pick("minimums", "tối thiểu"),
            Class::Structure => self.lang.pick("structure", "cấu trúc"),
        };
        match c.effect {
            None => class.to_owned(),
            Some(e) => format!("{class}, {}", self.effect(e)),
        }
    }

    fn effect(&self, e: Effect) -> &'static str {
        match e {
            Effect::Tighter => self.lang.pick("tighter", "chặt hơn"),
            Effect::Looser => self.lang.pick("looser", "nới ra"),
        }
    }

    /// How a change is shown.
    pub fn tone(&self, c: &Change) -> Tone {
        match (c.class, c.effect) {
            (Class::Wording, _) => Tone::Faint,
            (_, Some(Effect::Tighter)) => Tone::Bad,
            (_, Some(Effect::Looser)) => Tone::Good,
            (Class::Minimums | Class::Points, None) => Tone::Warn,
            (Class::Structure, None) => Tone::Plain,
        }
    }

    /// Some edits of one place in a line.
    pub fn brief(&self, edits: &[Edit]) -> String {
        let mut all: Vec<(u8, String)> = Vec::new();
        for e in edits {
            let option = matches!(
                e.thing,
                Thing::Option | Thing::Rung | Thing::Case | Thing::Finding
            );
            let lead = if option {
                let name = match (&e.side.old, &e.side.new) {
                    (Some(a), Some(b)) if a.key != b.key => {
                        format!("{} → {}", self.key(&a.key), self.key(&b.key))
                    }
                    (Some(n), _) | (None, Some(n)) if !n.key.is_empty() => self.key(&n.key),
                    (Some(n), _) | (None, Some(n)) => short(&n.title),
                    (None, None) => String::new(),
                };
                format!("{} {name}: ", self.thing(e.thing))
            } else {
                String::new()
            };
            // An option that came or went has its points in the same breath.
            let lone = e.side.old.is_none() != e.side.new.is_none();
            for c in &e.changes {
                if c.class == Class::Wording || (lone && option && c.aspect == Aspect::Points) {
                    continue;
                }
                let rank = match c.aspect {
                    Aspect::Added | Aspect::Dropped if !option => 0,
                    Aspect::Max | Aspect::Band | Aspect::Minimum => 1,
                    Aspect::Split | Aspect::Merged => 2,
                    Aspect::Points => 3,
                    Aspect::Number | Aspect::Order => 6,
                    Aspect::Evidence | Aspect::Label => 5,
                    _ => 4,
                };
                all.push((rank, format!("{lead}{}", self.sentence(c))));
            }
        }
        all.sort_by_key(|(rank, _)| *rank);
        let more = all.len().saturating_sub(BRIEF);
        let mut texts: Vec<String> = all.into_iter().take(BRIEF).map(|(_, t)| t).collect();
        if more > 0 {
            let lang = self.lang;
            texts.push(say!(lang, "and {more} more", "và {more} chỗ khác"));
        }
        texts.join("; ")
    }

    fn sentence(&self, c: &Change) -> String {
        let name = self.change(c);
        match (&c.old, &c.new) {
            (None, None) => name,
            (_, new) if c.aspect == Aspect::Split => {
                let new = self.value(new.as_ref());
                say!(self.lang, "split into {new}", "tách thành {new}")
            }
            (old, _) if c.aspect == Aspect::Merged => {
                let old = self.value(old.as_ref());
                say!(self.lang, "merged from {old}", "gộp từ {old}")
            }
            (old, new) => {
                let old = short(&self.value(old.as_ref()).replace('\n', ", "));
                let new = short(&self.value(new.as_ref()).replace('\n', ", "));
                let effect = c
                    .effect
                    .map_or_else(String::new, |e| format!(" ({})", self.effect(e)));
                format!("{name} {old} → {new}{effect}")
            }
        }
    }

    /// What a thing is called.
    pub fn thing(&self, t: Thing) -> &'static str {
        let (en, vi) = match t {
            Thing::Ruleset => ("the ruleset", "bộ tiêu chí"),
            Thing::Transition => ("transition", "chuyển tiếp"),
            Thing::Repeal => ("repeal of", "bãi bỏ"),
            Thing::Rating => ("rating", "xếp hạng"),
            Thing::Level => ("level", "hạng"),
            Thing::Lift => ("lift or hold", "nâng, giữ hạng"),
            Thing::Requirement => ("requirement of", "yêu cầu của"),
            Thing::Assumption => ("assumption", "giả định"),
            Thing::Council => ("council", "hội đồng"),
            Thing::Certificate => ("certificate", "giấy chứng nhận"),
            Thing::Authority => ("who decides", "thẩm quyền"),
            Thing::Fact => ("fact", "dữ kiện"),
            Thing::Let => ("name", "tên gọi"),
            Thing::Table => ("table", "bảng"),
            Thing::Scorecard => ("scorecard", "phiếu điểm"),
            Thing::Part => ("part", "phần"),
            Thing::Section => ("section", "mục"),
            Thing::Group | Thing::Criterion => ("criterion", "tiêu chí"),
            Thing::Case => ("case", "trường hợp"),
            Thing::Option => ("option", "lựa chọn"),
            Thing::Rung => ("rung", "bậc"),
            Thing::Finding => ("finding", "điều kiện loại, dừng"),
        };
        self.lang.pick(en, vi)
    }

    /// What an aspect is called.
    pub fn aspect(&self, a: Aspect) -> &'static str {
        use Aspect as A;
        let (en, vi) = match a {
            A::Added => ("added", "thêm mới"),
            A::Dropped => ("dropped", "bỏ"),
            A::Split => ("split", "tách"),
            A::Merged => ("merged", "gộp"),
            A::Regrouped => ("regrouped", "chia lại"),
            A::Moved => ("moved", "chuyển chỗ"),
            A::Order => ("order", "thứ tự"),
            A::Number => ("number", "số, ký hiệu"),
            A::Title => ("title", "tên"),
            A::Label => ("wording", "nội dung"),
            A::Points => ("points", "điểm"),
            A::Max => ("maximum", "điểm tối đa"),
            A::Cap => ("cap", "mức trần"),
            A::TickCap => ("cap of the ticks", "trần cộng điểm"),
            A::Otherwise => ("points otherwise", "điểm khi không tính"),
            A::Rounding => ("rounding", "làm tròn"),
            A::Formula => ("formula", "công thức"),
            A::Best => ("best counts", "lấy cao nhất"),
            A::Subtracted => ("subtracted", "điểm trừ"),
            A::Minimum => ("minimum", "tối thiểu"),
            A::Band => ("band", "khoảng điểm"),
            A::Measure => ("rated by", "xếp theo"),
            A::LowerIsBetter => ("lower is better", "càng thấp càng tốt"),
            A::Level => ("level", "hạng"),
            A::When => ("condition", "điều kiện"),
            A::OnlyIf => ("counts only if", "chỉ tính khi"),
            A::Forces => ("forced option", "buộc chọn"),
            A::Replaces => ("replaces", "thay cho"),
            A::Form => ("form", "dạng"),
            A::Branches => ("chosen by", "chia theo"),
            A::Case => ("case", "trường hợp"),
            A::Missing => ("when missing", "khi thiếu"),
            A::Kind => ("kind", "loại"),
            A::Measured => ("measures", "đo theo"),
            A::Values => ("values", "khoảng giá trị"),
            A::Type => ("type", "kiểu"),
            A::Range => ("range", "khoảng"),
            A::Reading => ("read as", "hiểu là"),
            A::Readings => ("possible readings", "các cách hiểu"),
            A::Definition => ("definition", "định nghĩa"),
            A::Rows => ("rows", "các dòng"),
            A::Signed => ("signed", "ngày ký"),
            A::From => ("in force from", "hiệu lực từ"),
            A::Until => ("in force until", "hết hiệu lực từ"),
            A::Average => ("average", "cách lấy trung bình"),
            A::Quorum => ("quorum, %", "số dự tối thiểu, %"),
            A::Spread => ("spread, points", "chênh lệch, điểm"),
            A::Months => ("valid, months", "thời hạn, tháng"),
            A::Renewal => ("renewal", "đánh giá lại"),
            A::Levels => ("levels", "các hạng"),
            A::Who => ("who", "ai"),
            A::Version => ("version", "phiên bản"),
            A::Samples => ("samples", "số mẫu"),
            A::Available => ("not available", "chưa có"),
            A::Evidence => ("evidence asked", "minh chứng"),
            A::Groups => ("product group", "nhóm sản phẩm"),
            A::Cites => ("citation", "căn cứ"),
            A::Notes => ("remarks", "ghi chú"),
            A::Printed => ("oddity of the print", "điểm lạ bản in"),
        };
        self.lang.pick(en, vi)
    }
}

/// A text that is no longer than fits into a summary.
fn short(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(SHORT).collect();
    if let Some((lead, _)) = cut.rsplit_once(' ') {
        cut = lead.to_owned();
    }
    cut.push('…');
    cut
}
