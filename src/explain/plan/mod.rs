//! A draft decision on one page, to sign or to drop: what it changes, what the
//! checks and the tests say of it, what it does to stored dossiers, and the
//! smallest dossiers that it rates otherwise.

mod json;
mod smallest;

pub use json::plan_json;

use super::page::{Line, Tone};
use super::report::{Block, Cell, Column, Report, Row, Table};
use super::words::say;
use super::{change, impact_page};
use crate::compare::impact::Impact;
use crate::compare::plan::{Fallen, Found, Smallest, Whose};
use crate::compare::{Difference, Version};
use crate::model::phrase::number_text;
use crate::model::{Ruleset, Scorecard};
use crate::testing::End;
use crate::text::{Lang, Severity, Sources};

/// All that the page tells.
pub struct Plan<'a> {
    /// What the draft changes.
    pub difference: &'a Difference,
    /// What the checks find in it.
    pub findings: &'a [Found],
    /// The texts that findings point into.
    pub sources: &'a Sources,
    /// How many tests were run on it.
    pub tests: usize,
    /// Those that do not hold.
    pub fallen: &'a [Fallen],
    /// What it does to stored dossiers, when there are any.
    pub impact: Option<&'a Impact>,
    /// The smallest dossiers that it rates otherwise, card by card; none when
    /// they were not looked for.
    pub smallest: Option<&'a [Smallest]>,
    /// The two texts, by which dossiers are told.
    pub rulesets: (&'a Ruleset, &'a Ruleset),
}

impl Plan<'_> {
    /// Whether something speaks against the draft: a finding that its base does
    /// not have, a test that does not hold, a dossier that cannot be scored.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.news().next().is_some()
            || !self.fallen.is_empty()
            || self.impact.is_some_and(|i| i.skipped > 0)
    }

    fn news(&self) -> impl Iterator<Item = &Found> {
        // Notes are about the decision as it is printed.
        let all = self.findings.iter();
        all.filter(|f| f.is_new && f.finding.severity != Severity::Note)
    }

    /// The cards of one name in both texts.
    fn cards(&self, smallest: &Smallest) -> Option<(&Scorecard, &Scorecard)> {
        let new = self.rulesets.1.cards.get(&smallest.card.key)?;
        let before = self.difference.cards.iter().find_map(|s| {
            let is_new = s.new.as_ref().is_some_and(|n| n.key == smallest.card.key);
            s.old.as_ref().filter(|_| is_new)
        })?;
        Some((self.rulesets.0.cards.get(&before.key)?, new))
    }
}

pub(super) fn count(n: usize, lang: Lang) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    number_text(crate::exact::Num::int(n), lang)
}

/// The page about a draft.
#[must_use]
pub fn plan_page(plan: &Plan<'_>, lang: Lang) -> Report {
    let d = plan.difference;
    let (old, new) = (&d.old.label, &d.new.label);
    let title = if old == new {
        say!(lang, "Draft of {new}", "Dự thảo {new}")
    } else {
        say!(
            lang,
            "Draft {new}, against {old}",
            "Dự thảo {new}, so với {old}"
        )
    };
    let mut page = Report::new(lang, title);
    for (name, v) in [
        (lang.pick("Now", "Hiện nay"), &d.old),
        (lang.pick("Draft", "Dự thảo"), &d.new),
    ] {
        page.lead.push(Line::new(Tone::Faint, text_line(name, v)));
    }
    if plan.impact.is_some_and(|i| i.illustrative) {
        page.lead.push(Line::new(
            Tone::Warn,
            lang.pick(
                "ILLUSTRATIVE: some of these dossiers are made up.",
                "MINH HỌA: có hồ sơ trong số này là số liệu minh họa.",
            ),
        ));
    }
    page.heading(2, lang.pick("In short", "Tóm tắt"));
    page.lines(in_short(plan, lang));
    let (short, long) = change::parts(d, lang);
    page.heading(2, lang.pick("1. What it changes", "1. Thay đổi gì"));
    page.lines(vec![Line::new(Tone::Faint, change::pairs(&d.pairs, lang))]);
    page.blocks.extend(short);
    page.heading(
        2,
        lang.pick("2. What the checks find", "2. Kiểm tra thấy gì"),
    );
    findings(&mut page, plan, lang);
    page.heading(2, lang.pick("3. Tests", "3. Kiểm thử"));
    tests(&mut page, plan, lang);
    page.heading(2, lang.pick("4. Stored dossiers", "4. Hồ sơ đã lưu"));
    dossiers(&mut page, plan, lang);
    if let Some(all) = plan.smallest {
        page.heading(
            2,
            lang.pick(
                "5. The smallest dossiers that are rated otherwise",
                "5. Hồ sơ nhỏ nhất có kết quả khác đi",
            ),
        );
        smallest::add(&mut page, plan, all, lang);
    }
    signature(&mut page, d, lang);
    if !long.is_empty() {
        page.blocks.push(Block::NewPage);
        page.heading(2, lang.pick("Annex: every edit", "Phụ lục: từng thay đổi"));
        page.blocks.extend(long);
    }
    page.foot.push(
        lang.pick(
            "The digests are SHA-256 of the rules as read: they stay the same while only the layout of the files changes. `sao plan` prints the same page for the same texts and dossiers.",
            "Mã băm là SHA-256 của nội dung quy tắc đã đọc: chỉ trình bày lại tệp thì mã không đổi. Cùng văn bản và hồ sơ thì `sao plan` in ra cùng một trang.",
        )
        .to_owned(),
    );
    page
}

fn text_line(name: &str, v: &Version) -> String {
    let mut text = format!("{name}: {}", v.label);
    if let Some(t) = &v.title {
        text.push_str(&format!(" · {t}"));
    }
    text.push_str(&format!(" · SHA-256 {}", v.sha256));
    text
}

/// What a director reads first.
fn in_short(plan: &Plan<'_>, lang: Lang) -> Vec<Line> {
    let mut all = Vec::new();
    let n = plan.difference.counts();
    let (edits, structure, minimums) = (
        count(n.edits, lang),
        count(n.structure, lang),
        count(n.minimums, lang),
    );
    let (points, wording) = (count(n.points, lang), count(n.wording, lang));
    all.push(if plan.difference.is_empty() {
        Line::new(
            Tone::Plain,
            lang.pick("It changes nothing.", "Không thay đổi gì."),
        )
    } else {
        Line::new(
            Tone::Plain,
            say!(
                lang,
                "{edits} edits: {structure} of structure, {minimums} of minimums, {points} of points, {wording} of wording only",
                "{edits} thay đổi: {structure} về cấu trúc, {minimums} về mức tối thiểu, {points} về điểm, {wording} chỉ về câu chữ"
            ),
        )
    });
    let news = plan.news().count();
    let all_of_them = count(plan.findings.len(), lang);
    all.push(match news {
        0 => Line::new(
            Tone::Good,
            say!(
                lang,
                "The checks find nothing new ({all_of_them} findings in all)",
                "Kiểm tra không thấy gì mới (tất cả {all_of_them} phát hiện)"
            ),
        ),
        n => {
            let n = count(n, lang);
            Line::new(
                Tone::Warn,
                say!(
                    lang,
                    "New findings of the checks, which the text of now does not have: {n}",
                    "Phát hiện mới khi kiểm tra, bản hiện nay không có: {n}"
                ),
            )
        }
    });
    let tests = count(plan.tests, lang);
    all.push(match plan.fallen.len() {
        0 => Line::new(
            Tone::Good,
            say!(
                lang,
                "All {tests} tests hold",
                "Cả {tests} kiểm thử đều đạt"
            ),
        ),
        n => {
            let n = count(n, lang);
            Line::new(
                Tone::Bad,
                say!(
                    lang,
                    "Tests that do not hold: {n} of {tests}",
                    "Kiểm thử không đạt: {n} trong {tests}"
                ),
            )
        }
    });
    if let Some(i) = plan.impact {
        let w = i.ways;
        let [all_n, rises, stays, falls, depends, untold] =
            [w.all, w.rises, w.stays, w.falls, w.depends, w.not_told].map(|n| count(n, lang));
        let mut text = say!(
            lang,
            "Of {all_n} stored dossiers {rises} rise, {stays} stay, {falls} fall for certain; {depends} hang on missing answers",
            "Trong {all_n} hồ sơ đã lưu: chắc chắn {rises} lên hạng, {stays} giữ hạng, {falls} xuống hạng; {depends} còn tùy câu trả lời chưa có"
        );
        if w.not_told > 0 {
            text.push_str(&say!(
                lang,
                "; {untold} have no level on one side",
                "; {untold} không có hạng ở một bên"
            ));
        }
        let tone = if w.falls > 0 { Tone::Warn } else { Tone::Plain };
        all.push(Line::new(tone, text));
        if i.skipped > 0 {
            let n = count(i.skipped, lang);
            all.push(Line::new(
                Tone::Bad,
                say!(
                    lang,
                    "Dossiers that could not be scored: {n}",
                    "Hồ sơ không chấm được: {n}"
                ),
            ));
        }
    }
    all.extend(smallest::in_short(plan, lang));
    all
}

fn findings(page: &mut Report, plan: &Plan<'_>, lang: Lang) {
    if plan.findings.is_empty() {
        page.lines(vec![Line::new(
            Tone::Good,
            lang.pick("Nothing.", "Không có gì."),
        )]);
        return;
    }
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("New", "Mới"), 4),
            Column::left(lang.pick("Code", "Mã"), 6),
            Column::left(lang.pick("What", "Nội dung"), 60),
            Column::left(lang.pick("Where", "Ở đâu"), 24),
        ],
        headed: true,
        ..Table::default()
    };
    let told = plan
        .findings
        .iter()
        .filter(|f| f.is_new || f.finding.severity == Severity::Warning);
    for f in told {
        let d = &f.finding;
        let place = d.primary().and_then(|span| plan.sources.place(span));
        let tone = match (f.is_new, d.severity) {
            (false, _) => Tone::Faint,
            (true, Severity::Note) => Tone::Plain,
            (true, _) => Tone::Warn,
        };
        let mut what = lang.of(&d.message).to_owned();
        if let Some(help) = d.help.as_ref().filter(|_| f.is_new) {
            what.push_str(&format!("\n→ {}", lang.of(help)));
        }
        table.rows.push(Row::Cells(vec![
            Cell::toned(if f.is_new { "●" } else { "" }, tone),
            Cell::toned(d.code.to_string(), tone),
            Cell::toned(what, tone),
            Cell::toned(
                place.map_or_else(String::new, |p| format!("{}:{}", p.file, p.start.line)),
                Tone::Faint,
            ),
        ]));
    }
    let notes = plan
        .findings
        .iter()
        .filter(|f| !f.is_new && f.finding.severity == Severity::Note)
        .count();
    page.table(table);
    if notes > 0 {
        let n = count(notes, lang);
        page.lines(vec![Line::new(
            Tone::Faint,
            say!(
                lang,
                "{n} notes about the decision as printed, as before (sao check --notes).",
                "{n} lưu ý về chính quyết định, như trước (sao check --notes)."
            ),
        )]);
    }
}

fn tests(page: &mut Report, plan: &Plan<'_>, lang: Lang) {
    if plan.fallen.is_empty() {
        let n = count(plan.tests, lang);
        let line = if plan.tests == 0 {
            Line::new(
                Tone::Warn,
                lang.pick(
                    "Neither text has tests: nothing shows that the draft does what is meant.",
                    "Cả hai văn bản đều không có kiểm thử: chưa có gì cho thấy dự thảo đúng ý.",
                ),
            )
        } else {
            Line::new(
                Tone::Good,
                say!(
                    lang,
                    "All {n} tests of both texts hold of the draft.",
                    "Cả {n} kiểm thử của hai văn bản đều đạt với dự thảo."
                ),
            )
        };
        page.lines(vec![line]);
        return;
    }
    let mut table = Table {
        columns: vec![
            Column::left(lang.pick("Test", "Kiểm thử"), 40),
            Column::left(lang.pick("Expected", "Mong đợi"), 26),
            Column::left(lang.pick("Found", "Nhận được"), 26),
        ],
        headed: true,
        ..Table::default()
    };
    for f in plan.fallen {
        let mut name = format!("{} · {}", f.trial.card, f.trial.name);
        if let Some(p) = &f.place {
            name.push_str(&format!("\n{}:{}", p.file, p.start.line));
        }
        name.push_str(match f.whose {
            Whose::Draft => "",
            Whose::Base => lang.pick(
                "\n(holds now; the draft has no such test)",
                "\n(hiện nay đạt; dự thảo không có kiểm thử này)",
            ),
            Whose::Rewritten => lang.pick(
                "\n(holds now; the draft expects something else)",
                "\n(hiện nay đạt; dự thảo mong đợi khác)",
            ),
        });
        let rows: Vec<(String, String)> = match &f.trial.end {
            End::Passed => Vec::new(),
            End::Failed(all) => all
                .iter()
                .map(|x| {
                    (
                        lang.of(&x.expected).to_owned(),
                        lang.of(&x.found).to_owned(),
                    )
                })
                .collect(),
            End::Broken(all) => all
                .iter()
                .map(|d| {
                    let text = format!("{}: {}", d.code, lang.of(&d.message));
                    (
                        lang.pick("that it can be run", "chạy được").to_owned(),
                        text,
                    )
                })
                .collect(),
        };
        for (i, (expected, found)) in rows.into_iter().enumerate() {
            table.rows.push(Row::Cells(vec![
                Cell::new(if i == 0 { name.as_str() } else { "" }),
                Cell::new(expected),
                Cell::toned(found, Tone::Bad),
            ]));
        }
    }
    page.table(table);
}

fn dossiers(page: &mut Report, plan: &Plan<'_>, lang: Lang) {
    let Some(impact) = plan.impact else {
        page.lines(vec![Line::new(
            Tone::Faint,
            lang.pick(
                "None were given (--dossiers).",
                "Chưa đưa hồ sơ nào vào (--dossiers).",
            ),
        )]);
        return;
    };
    let d = plan.difference;
    let inner = impact_page(impact, &d.old.label, &d.new.label, lang);
    // That some are made up stands at the head of the page.
    let lead = inner
        .lead
        .into_iter()
        .skip(usize::from(impact.illustrative));
    page.lines(lead.collect());
    // Its first heading says that it is the summary; so does that of this part.
    let blocks = inner.blocks.into_iter().skip(1);
    page.blocks.extend(blocks.map(|b| match b {
        Block::Heading { level, text } => Block::Heading {
            level: level + 1,
            text,
        },
        other => other,
    }));
}

/// Room to sign, or to say no.
fn signature(page: &mut Report, d: &Difference, lang: Lang) {
    page.heading(2, lang.pick("To be decided", "Quyết định"));
    page.lines(vec![
        Line::new(
            Tone::Plain,
            lang.pick(
                "☐ Sign    ☐ Drop    ☐ Change and submit again",
                "☐ Ký ban hành    ☐ Không ban hành    ☐ Sửa và trình lại",
            ),
        ),
        Line::new(Tone::Faint, {
            let (old, new) = (short(&d.old.sha256), short(&d.new.sha256));
            say!(
                lang,
                "About the draft {new}…, against {old}…",
                "Về dự thảo {new}…, so với {old}…"
            )
        }),
    ]);
    let dots = "…………………………………";
    let mut table = Table {
        columns: vec![
            Column::left("", 16),
            Column::left(lang.pick("Prepared by", "Người lập"), 38),
            Column::left(lang.pick("Decided by", "Người quyết định"), 38),
        ],
        headed: true,
        ..Table::default()
    };
    for what in [
        lang.pick("Name", "Họ tên"),
        lang.pick("Position", "Chức vụ"),
        lang.pick("Date", "Ngày"),
        lang.pick("Signature", "Chữ ký"),
    ] {
        table.rows.push(Row::Cells(vec![
            Cell::new(what),
            Cell::new(dots),
            Cell::new(dots),
        ]));
    }
    page.table(table);
}

/// Enough of a digest to tell two apart on paper.
fn short(sha256: &str) -> String {
    sha256.chars().take(16).collect()
}
