//! What stands below the card, as headed tables that every renderer can draw.

mod focus;

use super::page::{LevelNeeds, Line, Losses, OtherReading, Page, Role, State, Tone};
use super::words::{self, say};
use crate::score::Tri;
use crate::text::Lang;

/// So many assessors have their names above their columns.
const FEW_ASSESSORS: usize = 3;

/// A headed table.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// Its name in the HTML page.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// How the heading is meant.
    pub tone: Tone,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Lines below.
    pub after: Vec<Line>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its heading, for tables that have one.
    pub head: String,
    /// Whether it is set to the right.
    pub right: bool,
    /// The widest it gets in a terminal; the last column takes what is left.
    pub most: usize,
}

/// A cell; line breaks in it are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

impl Cell {
    fn new(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    fn toned(text: impl Into<String>, tone: Tone) -> Cell {
        Cell {
            text: text.into(),
            tone,
        }
    }
}

fn left(head: &str, most: usize) -> Column {
    Column {
        head: head.to_owned(),
        right: false,
        most,
    }
}

fn right(head: &str, most: usize) -> Column {
    Column {
        head: head.to_owned(),
        right: true,
        most,
    }
}

impl Page {
    /// Everything below the card, in order.
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut all = Vec::new();
        if let Some(f) = &self.criterion {
            all.extend(focus::sections(f, self.lang));
        }
        all.extend(self.findings_section());
        all.extend(self.questions_section());
        all.extend(self.losses.as_ref().map(|l| losses_section(l, self.lang)));
        all.extend(self.minimums.iter().map(|m| minimums_section(m, self.lang)));
        all.extend(lines(
            "lifts",
            self.lang.pick("Lifted or held down", "Nâng hạng, giữ hạng"),
            &self.lifts,
        ));
        all.extend(self.assumptions_section());
        all.extend(self.council_sections());
        all.extend(self.evidence_section());
        all.extend(lines(
            "remarks",
            self.lang.pick("Remarks", "Ghi chú"),
            &self.remarks,
        ));
        let decides: Vec<Line> = self
            .decides
            .iter()
            .map(|t| Line::new(Tone::Plain, t.clone()))
            .collect();
        all.extend(lines(
            "decides",
            self.lang
                .pick("Level and certificate", "Hạng và chứng nhận"),
            &decides,
        ));
        all
    }

    fn findings_section(&self) -> Option<Section> {
        // The verdict has said the one that decides; more than that is listed.
        let said = self.findings.len() == 1
            && self.criterion.is_none()
            && matches!(self.headline.state, State::Rejected | State::Stopped);
        if said {
            return None;
        }
        lines(
            "findings",
            self.lang.pick("Rejections and stops", "Bị loại, dừng chấm"),
            &self.findings,
        )
    }

    fn questions_section(&self) -> Option<Section> {
        let lang = self.lang;
        if self.questions.is_empty() {
            return None;
        }
        let n = self.questions.len();
        Some(Section {
            id: "questions",
            title: say!(
                lang,
                "To be asked, most telling first: {n}",
                "Cần hỏi thêm, câu quyết định nhất trước: {n}"
            ),
            tone: Tone::Warn,
            columns: vec![
                left(lang.pick("Criterion", "Tiêu chí"), 18),
                left(lang.pick("Question", "Câu hỏi"), 60),
                left(lang.pick("What hangs on it", "Ảnh hưởng"), 40),
            ],
            rows: self
                .questions
                .iter()
                .map(|q| {
                    vec![
                        Cell::new(q.criteria.join(", ")),
                        Cell::new(q.text.clone()),
                        Cell::toned(q.hangs.clone().unwrap_or_default(), Tone::Faint),
                    ]
                })
                .collect(),
            after: Vec::new(),
        })
    }

    fn assumptions_section(&self) -> Option<Section> {
        let lang = self.lang;
        let all = self.assumptions.as_ref()?;
        if all.is_empty() {
            return Some(Section {
                id: "assumptions",
                title: lang
                    .pick("Assumptions used: none", "Giả định đã dùng: không")
                    .to_owned(),
                ..Section::default()
            });
        }
        let n = all.len();
        Some(Section {
            id: "assumptions",
            title: say!(lang, "Assumptions used: {n}", "Giả định đã dùng: {n}"),
            tone: Tone::Plain,
            columns: vec![
                left(lang.pick("Name", "Tên"), 22),
                left(lang.pick("Reading", "Cách hiểu"), 70),
            ],
            rows: all
                .iter()
                .map(|a| {
                    let reading = &a.reading;
                    let mut text = a.text.clone();
                    text.push('\n');
                    text.push_str(&if a.declared {
                        say!(lang, "→ {reading}", "→ {reading}")
                    } else {
                        say!(
                            lang,
                            "→ {reading} (the rules do not say; the engine's default)",
                            "→ {reading} (quy định không nói; theo mặc định)"
                        )
                    });
                    for OtherReading {
                        reading: other,
                        result,
                    } in &a.others
                    {
                        text.push('\n');
                        text.push_str(&say!(
                            lang,
                            "if read as “{other}”: {result}",
                            "nếu hiểu “{other}”: {result}"
                        ));
                    }
                    if !a.criteria.is_empty() {
                        let at = a.criteria.join(", ");
                        text.push('\n');
                        text.push_str(&say!(lang, "at {at}", "ở {at}"));
                    }
                    vec![Cell::new(a.name.clone()), Cell::new(text)]
                })
                .collect(),
            after: Vec::new(),
        })
    }

    fn council_sections(&self) -> Vec<Section> {
        let lang = self.lang;
        let Some(c) = &self.council else {
            return Vec::new();
        };
        let n = c.assessors.len();
        // Too many names for the headings of a table: numbers stand for them.
        let many = n > FEW_ASSESSORS;
        let mut after: Vec<Line> = c
            .average
            .iter()
            .map(|a| Line::new(Tone::Plain, a.clone()))
            .collect();
        after.extend(c.rules.iter().cloned());
        let mut all = vec![Section {
            id: "council",
            title: say!(lang, "Council: {n} assessors", "Hội đồng: {n} người chấm"),
            tone: Tone::Plain,
            columns: vec![
                left(lang.pick("Assessor", "Người chấm"), 40),
                right(lang.pick("Total", "Tổng điểm"), 20),
                left(lang.pick("Level by own sheet", "Hạng theo phiếu riêng"), 40),
            ],
            rows: c
                .assessors
                .iter()
                .enumerate()
                .map(|(i, a)| {
                    vec![
                        Cell::new(if many {
                            format!("{}. {}", i + 1, a.name)
                        } else {
                            a.name.clone()
                        }),
                        Cell::new(words::range(a.total.0, lang)),
                        Cell::new(a.level.clone()),
                    ]
                })
                .collect(),
            after,
        }];
        if !c.differ.is_empty() {
            let n = c.differ.len();
            let mut columns = vec![
                left(lang.pick("Criterion", "Tiêu chí"), 8),
                left(lang.pick("Title", "Tên"), 36),
            ];
            columns.extend(c.assessors.iter().enumerate().map(|(i, a)| {
                if many {
                    left(&format!("{}.", i + 1), 8)
                } else {
                    left(&a.name, 16)
                }
            }));
            all.push(Section {
                id: "differ",
                title: say!(
                    lang,
                    "Where assessors differ: {n} criteria",
                    "Chấm khác nhau: {n} tiêu chí"
                ),
                tone: Tone::Plain,
                columns,
                rows: c
                    .differ
                    .iter()
                    .map(|d| {
                        let mut row = vec![Cell::new(d.number.clone()), Cell::new(d.title.clone())];
                        row.extend(d.options.iter().map(|o| Cell::new(o.clone())));
                        row
                    })
                    .collect(),
                after: Vec::new(),
            });
        }
        all
    }

    fn evidence_section(&self) -> Option<Section> {
        let lang = self.lang;
        if self.evidence.is_empty() {
            return None;
        }
        let bad = self
            .evidence
            .iter()
            .filter(|p| p.state.tone == Tone::Bad)
            .count();
        let title = lang.pick("Evidence", "Minh chứng");
        Some(Section {
            id: "evidence",
            title: if bad == 0 {
                title.to_owned()
            } else {
                say!(
                    lang,
                    "{title}: {bad} expired on the day of assessment",
                    "{title}: {bad} đã hết hạn vào ngày chấm"
                )
            },
            tone: if bad == 0 { Tone::Plain } else { Tone::Bad },
            columns: vec![
                left(lang.pick("For", "Cho"), 24),
                left(lang.pick("Paper", "Giấy tờ"), 48),
                left(lang.pick("Validity", "Hiệu lực"), 30),
            ],
            rows: self
                .evidence
                .iter()
                .map(|p| {
                    vec![
                        Cell::new(p.about.clone()),
                        Cell::new(p.title.clone()),
                        Cell::toned(p.state.text.clone(), p.state.tone),
                    ]
                })
                .collect(),
            after: Vec::new(),
        })
    }
}

/// Lines under a heading; nothing when there are none.
fn lines(id: &'static str, title: &str, all: &[Line]) -> Option<Section> {
    (!all.is_empty()).then(|| Section {
        id,
        title: title.to_owned(),
        after: all.to_vec(),
        ..Section::default()
    })
}

fn losses_section(l: &Losses, lang: Lang) -> Section {
    let what = if l.lower_is_better {
        lang.pick(
            "Points above the best possible",
            "Điểm cao hơn mức tốt nhất",
        )
    } else {
        lang.pick("Where points were lost", "Mất điểm ở đâu")
    };
    let title = match l.total {
        Some(n) if n.is_zero() && l.items.is_empty() => {
            say!(lang, "{what}: none", "{what}: không")
        }
        Some(n) => format!("{what}: {}", words::num(n, lang)),
        None => what.to_owned(),
    };
    let sign = if l.lower_is_better { "+" } else { "−" };
    let after = l
        .rest
        .map(|rest| {
            let (n, points) = (rest.count, words::points(rest.lost, lang));
            Line::new(
                Tone::Faint,
                say!(
                    lang,
                    "and {n} more: {points}",
                    "và {n} tiêu chí khác: {points}"
                ),
            )
        })
        .into_iter()
        .collect();
    Section {
        id: "losses",
        title,
        tone: Tone::Plain,
        columns: vec![
            right(lang.pick("Lost", "Mất"), 8),
            left(lang.pick("Criterion", "Tiêu chí"), 8),
            left(lang.pick("Title", "Tên"), 36),
            right(lang.pick("Points", "Điểm"), 14),
            left(lang.pick("What would change it", "Được thêm nếu"), 40),
        ],
        rows: l
            .items
            .iter()
            .map(|x| {
                let least = if x.at_least {
                    lang.pick("from ", "từ ")
                } else {
                    ""
                };
                let lost = words::with_sign(sign, x.lost, lang);
                let mut change: Vec<String> = Vec::new();
                if let Some(held) = &x.held {
                    change.push(say!(lang, "holds {held}", "giữ {held}"));
                }
                let mut better: Vec<String> = x
                    .better
                    .iter()
                    .map(|b| format!("{} {}", b.option, words::signed(b.gain, lang)))
                    .collect();
                if x.more {
                    let last = better.len().saturating_sub(1);
                    better.insert(last, "…".to_owned());
                }
                if !better.is_empty() {
                    change.push(better.join(", "));
                }
                change.extend(x.reason.clone());
                vec![
                    Cell::toned(
                        format!("{least}{lost}"),
                        if l.lower_is_better {
                            Tone::Warn
                        } else {
                            Tone::Bad
                        },
                    ),
                    Cell::new(x.number.clone()),
                    Cell::new(x.title.clone()),
                    Cell::new(format!(
                        "{}/{}",
                        words::range(x.points.0, lang),
                        words::num(x.max, lang)
                    )),
                    Cell::new(change.join("; ")),
                ]
            })
            .collect(),
        after,
    }
}

fn minimums_section(m: &LevelNeeds, lang: Lang) -> Section {
    let level = &m.level.name;
    let missed = m.items.iter().filter(|n| n.met == Tri::No).count();
    let open = m.items.iter().filter(|n| n.met == Tri::Unknown).count();
    let mut states = Vec::new();
    if missed > 0 {
        states.push(say!(lang, "{missed} missed", "thiếu {missed}"));
    }
    if open > 0 {
        states.push(say!(lang, "{open} not known", "chưa biết {open}"));
    }
    if states.is_empty() && m.asked > 0 {
        let n = m.asked;
        states.push(say!(lang, "all met ({n})", "đủ ({n})"));
    }
    let costs = if m.role == Role::Lost && missed > 0 {
        say!(lang, ", which costs this level", ", nên mất hạng này")
    } else {
        String::new()
    };
    let states = states.join(", ");
    let distance = m.distance.clone().unwrap_or_default();
    let title = match (m.role, states.is_empty()) {
        (Role::Next, true) => say!(
            lang,
            "Next, {level}: {distance}",
            "Hạng trên, {level}: {distance}"
        ),
        (Role::Next, false) => {
            let gap = if distance.is_empty() {
                String::new()
            } else {
                format!("{distance}; ")
            };
            say!(
                lang,
                "Next, {level}: {gap}minimums: {states}",
                "Hạng trên, {level}: {gap}mức tối thiểu: {states}"
            )
        }
        (Role::Lost | Role::Open, _) if missed == 0 && open == 0 => say!(
            lang,
            "Minimums of {level} alone: {states}",
            "Mức tối thiểu của riêng {level}: {states}"
        ),
        _ => say!(
            lang,
            "Minimums of {level}: {states}{costs}",
            "Mức tối thiểu cho {level}: {states}{costs}"
        ),
    };
    Section {
        id: "minimums",
        title,
        tone: match (m.role, missed, open) {
            (Role::Next, ..) => Tone::Plain,
            (_, 0, 0) => Tone::Good,
            (_, 0, _) => Tone::Warn,
            _ => Tone::Bad,
        },
        columns: vec![
            left("", 1),
            left(lang.pick("Criterion", "Tiêu chí"), 8),
            left(lang.pick("Title", "Tên"), 36),
            left(lang.pick("Asked for", "Cần"), 48),
        ],
        rows: m
            .items
            .iter()
            .map(|n| {
                let (sign, tone) = match n.met {
                    Tri::Yes => ("✓", Tone::Good),
                    Tri::No if m.role == Role::Next => ("✗", Tone::Faint),
                    Tri::No => ("✗", Tone::Bad),
                    Tri::Unknown => ("?", Tone::Warn),
                };
                let (needs, by) = (&n.needs, &n.level.name);
                let mut asked = if n.level.name == m.level.name {
                    say!(lang, "needs {needs}", "cần {needs}")
                } else {
                    say!(lang, "{by} needs {needs}", "{by} cần {needs}")
                };
                if let Some(held) = n.held.as_ref().filter(|h| !h.is_empty()) {
                    asked.push_str(&say!(lang, ", holds {held}", ", đang giữ {held}"));
                }
                vec![
                    Cell::toned(sign, tone),
                    Cell::new(n.number.clone().unwrap_or_default()),
                    Cell::new(n.title.clone()),
                    Cell::new(asked),
                ]
            })
            .collect(),
        after: Vec::new(),
    }
}
