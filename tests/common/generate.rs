//! Rulesets out of a row of numbers: the same numbers give the same text, and
//! fewer or smaller numbers a simpler one, so that a failure shrinks to what
//! matters.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a slip here is a failed test"
)]

use std::fmt::Write;

/// A row of numbers that decide; zero when it is used up.
pub struct Dice {
    numbers: Vec<u32>,
    at: usize,
}

impl Dice {
    pub fn new(numbers: Vec<u32>) -> Dice {
        Dice { numbers, at: 0 }
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        let x = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        x as usize % n.max(1)
    }

    /// Yes once in `n` times; no when the row is used up.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    fn pick<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }
}

/// What a ruleset may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Answers only: no fact, no condition.
    Plain,
    /// Facts, but no criterion looks at another, and nothing is stopped.
    Facts,
    /// Everything.
    All,
}

/// A ruleset as text.
pub struct Made {
    pub text: String,
    /// The lines that declare facts, one a line of `text`.
    #[allow(dead_code, reason = "not every test writes dossiers")]
    pub facts: Vec<String>,
}

struct Maker<'d> {
    dice: &'d mut Dice,
    scope: Scope,
    count: usize,
    /// By criterion made so far: the letters of its options.
    letters: Vec<Vec<String>>,
    lines: String,
}

const NUMBERS: [&str; 3] = ["share", "size", "age"];
const LETTERS: [&str; 4] = ["a", "b", "c", "d"];

/// A ruleset out of a row of numbers.
pub fn ruleset(dice: &mut Dice, scope: Scope) -> Made {
    let facts = facts(dice, scope);
    let count = 1 + dice.below(if scope == Scope::Facts { 3 } else { 6 });
    let mut maker = Maker {
        dice,
        scope,
        count,
        letters: Vec::new(),
        lines: String::new(),
    };
    let card = maker.card();
    let rating = maker.rating();
    let mut text = format!("ruleset made version \"1\" {{\n{rating}\n}}\n");
    for fact in &facts {
        text.push_str(fact);
        text.push('\n');
    }
    if scope != Scope::Plain {
        text.push_str("let double = size * 2\n");
        text.push_str(
            "table grade by colour, age { else / else -> 0; red / < 2 -> 3; blue / >= 2 -> 1 }\n",
        );
    }
    text.push_str(&card);
    Made { text, facts }
}

fn facts(dice: &mut Dice, scope: Scope) -> Vec<String> {
    if scope == Scope::Plain {
        return Vec::new();
    }
    let mut missing = |number: bool| match dice.below(12) {
        10 if scope == Scope::All && number => " missing lowest",
        11 if scope == Scope::All => " missing excluded",
        _ => "",
    };
    [
        "fact share : percent 0% .. 100%",
        "fact size : decimal 0 .. 10",
        "fact age : whole 0 .. 4",
        "fact organic : yes/no",
        "fact local : yes/no",
        "fact colour : one of { red, green, blue }",
        "fact papers : list { kind : one of { haccp, iso }; weight : decimal 0 .. 9 }",
    ]
    .iter()
    .map(|f| format!("{f}{}", missing(f.contains("..") && !f.contains("list"))))
    .collect()
}

impl Maker<'_> {
    fn rating(&mut self) -> String {
        let mut rows = String::from("rating of total { *** 9 ..; ** 4 ..< 9; * ..< 4");
        if self.scope == Scope::All {
            if self.dice.once_in(3) {
                let when = self.on_facts();
                let _ = write!(rows, "\n  at least ** when {when}");
            }
            if self.dice.once_in(3) {
                let when = self.on_card();
                let _ = write!(rows, "\n  at most ** when {when}");
            }
            if self.dice.once_in(3) {
                let when = self.on_card();
                let _ = write!(rows, "\n  require *** {when} \"needed\"");
            }
        }
        // What looks at criteria stands on the card.
        let on_card = rows.contains("points of") || rows.contains("criterion");
        rows.push_str(" }");
        if on_card {
            self.lines = rows;
            return String::from("rating of total { *** 9 ..; ** 4 ..< 9; * ..< 4 }");
        }
        rows
    }

    fn card(&mut self) -> String {
        let mut parts = String::new();
        let mut made = 0;
        let mut part = 0;
        while made < self.count {
            let here = 1 + self.dice.below(self.count - made);
            let (best, cap) = (self.dice.once_in(5), self.dice.once_in(5));
            let subtracted = self.dice.once_in(6);
            let mut body = String::new();
            let mut maxima = Vec::new();
            for _ in 0..here {
                let (text, max) = self.criterion(made);
                body.push_str(&text);
                maxima.push(max);
                made += 1;
            }
            let sum: i64 = maxima.iter().sum();
            let most = maxima.iter().copied().max().unwrap_or(0);
            let mut max = if best { most } else { sum };
            let mut marks = String::new();
            if subtracted {
                marks.push_str(" subtracted");
            }
            if best {
                marks.push_str(" best");
            }
            if cap && max > 1 {
                max -= 1;
                let _ = write!(marks, " cap {max}");
            }
            let condition = if self.scope == Scope::All && self.dice.once_in(5) {
                let otherwise = self.dice.pick(&["", " else 1"]);
                let when = self.on_facts();
                format!("  only if {when}{otherwise}\n")
            } else {
                String::new()
            };
            let letter = ["A", "B", "C", "D", "E", "F"][part % 6];
            let _ = write!(
                parts,
                "part {letter} \"Part\" {max}{marks} {{\n{condition}{body}}}\n"
            );
            part += 1;
        }
        let mut head = String::new();
        if self.scope == Scope::All {
            if self.dice.once_in(6) {
                head.push_str("reject banned \"on a list\"\n");
            }
            if self.dice.once_in(8) {
                let when = self.on_facts();
                let kind = self.dice.pick(&["reject", "stop"]);
                let _ = writeln!(head, "{kind} when {when} \"found\"");
            }
        }
        let rating = std::mem::take(&mut self.lines);
        format!("scorecard card \"Card\" {{\n{rating}\n{head}{parts}}}\n")
    }

    /// A condition on facts.
    fn on_facts(&mut self) -> String {
        let one = self.fact_condition();
        match self.dice.below(6) {
            4 => format!("{one} and {}", self.fact_condition()),
            5 => format!("not ({one}) or {}", self.fact_condition()),
            _ => one,
        }
    }

    fn fact_condition(&mut self) -> String {
        let bound = self.dice.below(3);
        let op = self.dice.pick(&["<", "<=", ">=", ">", "=", "!="]);
        match self.dice.below(9) {
            0 => format!("share {op} {}%", ["30", "50", "80"][bound]),
            1 => format!("size {op} {}", ["2", "5", "7.5"][bound]),
            2 => format!("age {op} {}", ["1", "2", "3"][bound]),
            3 => "organic".to_owned(),
            4 => "not local".to_owned(),
            5 => format!("colour in {{{}}}", ["red", "red, green", "blue"][bound]),
            6 => format!("double in {}", ["4 ..< 9", "9 ..", ".. 4"][bound]),
            7 => "any papers where kind = haccp".to_owned(),
            _ => format!("grade {op} {}", ["0", "1", "2"][bound]),
        }
    }

    /// A condition on what was made before, or on facts.
    fn on_card(&mut self) -> String {
        let made = self.letters.len();
        if made == 0 || self.scope != Scope::All {
            return self.on_facts();
        }
        let i = self.dice.below(made);
        let number = i + 1;
        let op = self.dice.pick(&["<", "<=", ">=", ">", "=", "!="]);
        match self.dice.below(4) {
            0 => format!("points of {number} {op} {}", self.dice.below(4)),
            1 if !self.letters[i].is_empty() => {
                let letter = self.letters[i][self.dice.below(self.letters[i].len())].clone();
                format!("criterion {number} {op} {letter}")
            }
            2 => format!("criterion {number} at maximum"),
            _ => self.on_facts(),
        }
    }

    /// A condition of a criterion: on facts, and maybe on other criteria.
    fn condition(&mut self) -> String {
        if self.scope == Scope::All && self.dice.once_in(3) {
            self.on_card()
        } else {
            self.on_facts()
        }
    }

    fn criterion(&mut self, i: usize) -> (String, i64) {
        let forms = if self.scope == Scope::Plain { 4 } else { 10 };
        let (head, body, max, letters) = match self.dice.below(forms) {
            0 | 1 => self.choice(),
            2 => (
                " yes/no".to_owned(),
                String::new(),
                3,
                vec!["no".to_owned(), "yes".to_owned()],
            ),
            3 => self.checklist(),
            4 => self.derived(),
            5 => self.mixed(),
            6 => self.ladder(),
            7 => self.formula(),
            8 => self.cases(),
            _ => self.branches(),
        };
        let mut lines = String::new();
        let mut max = max;
        if self.scope != Scope::Plain {
            self.modifiers(i, &mut lines, &letters, &mut max);
        } else if self.dice.once_in(5) && max > 1 {
            let _ = writeln!(lines, "    cap {max}");
        }
        self.letters.push(letters);
        let number = i + 1;
        (
            format!("  criterion {number} \"One\" {max}{head} {{\n{lines}{body}  }}\n"),
            max,
        )
    }

    fn modifiers(&mut self, i: usize, lines: &mut String, letters: &[String], max: &mut i64) {
        if self.dice.once_in(6) {
            let when = self.condition();
            let otherwise = self.dice.pick(&["", " else 0"]);
            let _ = writeln!(lines, "    only if {when}{otherwise}");
        }
        if self.dice.once_in(6) && !letters.is_empty() {
            let letter = letters[self.dice.below(letters.len())].clone();
            let when = self.condition();
            let _ = writeln!(lines, "    force {letter} when {when}");
        }
        if self.dice.once_in(6) {
            let when = self.condition();
            let _ = writeln!(lines, "    cap 1 when {when}");
        }
        if self.scope != Scope::All {
            return;
        }
        if self.dice.once_in(7) && i + 1 < self.count {
            let other = i + 2 + self.dice.below(self.count - i - 1);
            let when = if self.dice.once_in(2) {
                format!(" when {}", self.on_facts())
            } else {
                String::new()
            };
            let _ = writeln!(lines, "    replaces {other}{when}");
        }
        if self.dice.once_in(7) {
            let kind = self.dice.pick(&["reject", "stop"]);
            if self.dice.once_in(2) {
                let when = self.on_facts();
                let _ = writeln!(lines, "    {kind} when {when} \"found\"");
            } else {
                let _ = writeln!(lines, "    {kind} seen \"seen\"");
            }
        }
        if self.dice.once_in(8) {
            let _ = writeln!(
                lines,
                "    missing {}",
                self.dice.pick(&["lowest", "excluded"])
            );
        }
        let _ = max;
    }

    fn mark(&mut self) -> &'static str {
        self.dice.pick(&["", "", "", "**", "***"])
    }

    fn options(&mut self, from: usize, count: usize, start: i64) -> (String, i64, Vec<String>) {
        let mut body = String::new();
        let mut points = start;
        let mut letters = Vec::new();
        let marked = self.dice.below(count + 2);
        for (place, letter) in LETTERS.iter().cycle().skip(from).take(count).enumerate() {
            let mark = if place == marked { self.mark() } else { "" };
            let _ = writeln!(body, "    {letter} {points} {mark} \"option\"");
            letters.push((*letter).to_owned());
            if place + 1 < count {
                points += 1 + self.dice.below(3) as i64;
            }
        }
        (body, points, letters)
    }

    fn choice(&mut self) -> (String, String, i64, Vec<String>) {
        let start = if self.scope == Scope::Plain {
            0
        } else {
            self.dice.below(3) as i64 - 1
        };
        let count = 2 + self.dice.below(3);
        let (body, max, letters) = self.options(0, count, start);
        (String::new(), body, max, letters)
    }

    fn checklist(&mut self) -> (String, String, i64, Vec<String>) {
        let mut body = String::new();
        let mut sum = 0;
        for letter in LETTERS.iter().take(2 + self.dice.below(3)) {
            let points = 1 + self.dice.below(3) as i64;
            let when = if self.scope != Scope::Plain && self.dice.once_in(4) {
                format!(" when {}", self.on_facts())
            } else {
                String::new()
            };
            sum += points;
            let mark = self.mark();
            let _ = writeln!(body, "    {letter} {points} {mark} \"tick\"{when}");
        }
        if self.dice.once_in(3) {
            return (
                format!(" checklist cap {}", sum - 1),
                body,
                sum - 1,
                Vec::new(),
            );
        }
        (" checklist".to_owned(), body, sum, Vec::new())
    }

    /// Options of thresholds; they may leave gaps, or overlap.
    fn derived(&mut self) -> (String, String, i64, Vec<String>) {
        let name = NUMBERS[self.dice.below(3)];
        let (low, high) = match name {
            "share" => ("50%", "80%"),
            "size" => ("2", "5"),
            _ => ("1", "3"),
        };
        let middle = match self.dice.below(4) {
            0 => format!("{name} in {low} .. {high}"),
            1 => format!("{name} >= {low}"),
            _ => format!("{name} in {low} ..< {high}"),
        };
        let marks = [self.mark(), self.mark()];
        let body = format!(
            "    a 0 \"few\" when {name} < {low}\n    b 1 {} \"some\" when {middle}\n    c 3 {} \"many\" when {name} >= {high}\n",
            marks[0],
            if marks[0] == marks[1] { "" } else { marks[1] }
        );
        (
            String::new(),
            body,
            3,
            vec!["a".into(), "b".into(), "c".into()],
        )
    }

    fn mixed(&mut self) -> (String, String, i64, Vec<String>) {
        let when = self.condition();
        let (body, max, mut letters) = self.options(0, 2, 0);
        letters.push("c".to_owned());
        let most = max + 1;
        (
            String::new(),
            format!("{body}    c {most} \"by fact\" when {when}\n"),
            most,
            letters,
        )
    }

    fn ladder(&mut self) -> (String, String, i64, Vec<String>) {
        let rungs = "< 2 -> 0; 2 ..< 5 -> 1; >= 5 -> 3";
        let of = self.dice.pick(&["size", "double", "size + 1"]);
        let body = match self.dice.below(3) {
            0 => format!("    {rungs}\n"),
            1 => "    > 4 -> 3\n    < 3 -> 0\n".to_owned(),
            _ => format!(
                "    by colour {{ red, green {{ {rungs} }} else {{ < 1 -> 2; else -> 0 }} }}\n"
            ),
        };
        (format!(" ladder of {of}"), body, 3, Vec::new())
    }

    fn formula(&mut self) -> (String, String, i64, Vec<String>) {
        let of = match self.dice.below(5) {
            0 => "size / 2 rounded half up to 0.5",
            1 => "if organic then size / 2 else 5 - size / 2",
            2 => "grade",
            3 => "min(count papers, 5)",
            _ => "max(5 - age, 2)",
        };
        let max = if of == "grade" { 3 } else { 5 };
        (format!(" = {of}"), String::new(), max, Vec::new())
    }

    fn cases(&mut self) -> (String, String, i64, Vec<String>) {
        let (one, top, mut letters) = self.options(0, 2, 0);
        let (two, high, more) = self.options(2, 2, 1);
        letters.extend(more);
        let body = format!(
            "    case 1 \"First\" {{\n{one}    }}\n    case 2 \"Second\" {{\n{two}    }}\n"
        );
        (String::new(), body, top.max(high), letters)
    }

    fn branches(&mut self) -> (String, String, i64, Vec<String>) {
        let (one, top, letters) = self.options(0, 2, 0);
        let (two, high, _) = self.options(0, 2, 1);
        let body = format!(
            "    by colour {{\n    red {{\n{one}    }}\n    else {{\n{two}    }}\n    }}\n"
        );
        (String::new(), body, top.max(high), letters)
    }
}
