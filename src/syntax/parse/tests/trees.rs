//! What the tree of a page looks like.
#![allow(clippy::string_slice, reason = "a place that is wrong fails the test")]

use super::{clean, said};
use crate::exact::Num;
use crate::syntax::tree::{
    Block, ClauseKind, Expr, ExprKind, File, Form, LevelName, Marks, Node, RatingClaim, RowKey,
    Stmt, TypeKind, Value,
};

/// An expression with all its brackets.
fn shape(e: &Expr) -> String {
    let many = |all: &[Expr]| all.iter().map(shape).collect::<Vec<_>>().join(" ");
    match &e.kind {
        ExprKind::Quantity(q) => match &q.unit {
            Some(unit) => format!("{}{}", q.value, unit.value),
            None => q.value.to_string(),
        },
        ExprKind::Date(d) => d.to_string(),
        ExprKind::Text(t) => format!("{t:?}"),
        ExprKind::Bool(b) => b.to_string(),
        ExprKind::Name(n) => n.clone(),
        ExprKind::Builtin(b) => format!("{b:?}"),
        ExprKind::Not(a) => format!("(not {})", shape(a)),
        ExprKind::Neg(a) => format!("(neg {})", shape(a)),
        ExprKind::Paren(a) => format!("[{}]", shape(a)),
        ExprKind::Binary(op, a, b) => format!("({op:?} {} {})", shape(a), shape(b)),
        ExprKind::Compare(op, a, b) => format!("({} {} {})", op.as_str(), shape(a), shape(b)),
        ExprKind::In(a, b) => format!("(in {} {})", shape(a), shape(b)),
        ExprKind::Set(all) => format!("{{{}}}", many(all)),
        ExprKind::Range {
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            let end = |e: &Option<Box<Expr>>| e.as_ref().map_or(String::new(), |e| shape(e));
            let (a, b) = (if *lo_in { "" } else { ">" }, if *hi_in { "" } else { "<" });
            format!("<{}{a}..{b}{}>", end(lo), end(hi))
        }
        ExprKind::If(c, a, b) => format!("(if {} {} {})", shape(c), shape(a), shape(b)),
        ExprKind::Call(f, all) => format!("({f:?} {})", many(all)),
        ExprKind::Filter(list, c) => format!("({} where {})", list.value, shape(c)),
        ExprKind::Quantified {
            quantifier,
            field,
            list,
            filter,
        } => {
            let field = field.as_ref().map_or("", |f| &f.value);
            let filter = filter.as_ref().map_or(String::new(), |c| shape(c));
            format!("({quantifier:?} {field} {} {filter})", shape(list))
        }
        ExprKind::Points(p) => format!("(points {:?} {})", p.kind, p.code.value),
        ExprKind::Maximum(p) => format!("(maximum {:?} {})", p.kind, p.code.value),
        ExprKind::Criterion(c) => format!("(criterion {})", c.value),
        ExprKind::AtMaximum(c) => format!("(top {})", c.value),
        ExprKind::AnyAtMaximum(p) => {
            format!("(any top {})", p.as_ref().map_or("", |p| &p.code.value))
        }
        ExprKind::CountAtMaximum(p) => {
            format!("(count top {})", p.as_ref().map_or("", |p| &p.code.value))
        }
    }
}

#[track_caller]
fn reads_as(text: &str, wanted: &str) {
    let file = clean(&format!("let x = {text}"));
    let [
        Node {
            stmt: Stmt::Let(l), ..
        },
    ] = file.items.as_slice()
    else {
        panic!("{text} is no single value: {:#?}", file.items);
    };
    assert_eq!(shape(&l.expr), wanted, "{text}");
}

#[test]
fn operators_bind_as_on_paper() {
    reads_as("a + b * c - d / 2", "(Sub (Add a (Mul b c)) (Div d 2))");
    reads_as("a - b - c", "(Sub (Sub a b) c)");
    reads_as("-a * b", "(Mul (neg a) b)");
    reads_as("a or b and not c", "(Or a (And b (not c)))");
    reads_as("not a < 5 and b", "(And (not (< a 5)) b)");
    reads_as(
        "a + 1 <= b and c in 5 ..< 7",
        "(And (<= (Add a 1) b) (in c <5..<7>))",
    );
    reads_as("(a or b) and c", "(And [(Or a b)] c)");
    reads_as("a ≥ 5 và b ≠ c", "(And (>= a 5) (!= b c))");
}

#[test]
fn every_form_of_an_expression_is_read() {
    reads_as("50%", "50%");
    reads_as("335 kJ/kg", "335kJ/kg");
    reads_as("-5 kg", "-5kg");
    reads_as("2026-05-22", "2026-05-22");
    reads_as("x in {a, \"b\", 3,}", "(in x {a \"b\" 3})");
    reads_as("x in >..< 5", "(in x <>..<5>)");
    reads_as("x in 5 ..", "(in x <5..>)");
    reads_as("x in (a + 1) .. b", "(in x <[(Add a 1)]..b>)");
    reads_as("if a then 1 else 2 + 3", "(if a 1 (Add 2 3))");
    reads_as("min(a, 2, b)", "(Min a 2 b)");
    reads_as("làm tròn(a)", "(Round a)");
    reads_as(
        "count papers where kind = iso and expires > assessed",
        "(Count  papers (And (= Kind iso) (> expires Assessed)))",
    );
    reads_as(
        "sum share of (papers where a) where b",
        "(Sum share [(papers where a)] b)",
    );
    reads_as("any papers", "(Any  papers )");
    reads_as("points of part A", "(points Part A)");
    reads_as("điểm của 1.1", "(points Criterion 1.1)");
    reads_as("maximum of section 2", "(maximum Section 2)");
    reads_as("criterion 1.1 = b", "(= (criterion 1.1) b)");
    reads_as("criterion 1.1 at maximum", "(top 1.1)");
    reads_as("any criterion in part A at maximum", "(any top A)");
    reads_as("any criterion at maximum", "(any top )");
    reads_as("count criteria in section 2 at maximum", "(count top 2)");
    reads_as("total >= 5", "(>= Total 5)");
    reads_as("yes", "true");
    reads_as("không", "false");
    reads_as("filed", "Filed");
}

/// The first statement of this kind, wherever it stands.
fn find<T>(block: &[Node], pick: &impl Fn(&Stmt) -> Option<T>) -> Option<T> {
    block.iter().find_map(|node| {
        pick(&node.stmt).or_else(|| block_of(&node.stmt).and_then(|b| find(&b.body, pick)))
    })
}

fn block_of(stmt: &Stmt) -> Option<&Block> {
    match stmt {
        Stmt::Ruleset(s) => Some(&s.block),
        Stmt::Scorecard(s) => Some(&s.block),
        Stmt::Shared(s) => Some(&s.block),
        Stmt::Group(s) => s.block.as_ref(),
        Stmt::Criterion(s) => s.block.as_ref(),
        Stmt::Case(s) => Some(&s.block),
        Stmt::By(s) => Some(&s.block),
        Stmt::Branch(s) => Some(&s.block),
        Stmt::Rating(s) => Some(&s.block),
        Stmt::Council(s) => Some(&s.block),
        Stmt::Transition(s) => Some(&s.block),
        Stmt::Table(s) => Some(&s.block),
        Stmt::Test(s) => Some(&s.block),
        Stmt::Bad(block) => block.as_ref(),
        _ => None,
    }
}

fn ruleset() -> File {
    clean(include_str!("ruleset.sao"))
}

fn card() -> File {
    clean(include_str!("card.sao"))
}

#[test]
fn levels_keep_their_halves_and_their_ends() {
    let file = ruleset();
    let rating = find(&file.items, &|s| match s {
        Stmt::Rating(r) => Some(r.clone()),
        _ => None,
    })
    .unwrap();
    let rows: Vec<_> = rating
        .block
        .body
        .iter()
        .filter_map(|n| match &n.stmt {
            Stmt::LevelRow(row) => Some(row),
            _ => None,
        })
        .collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[2].level.value,
        LevelName::Stars(Num::ratio(5, 2).unwrap())
    );
    let ends = |row: usize| rows[row].band.as_ref().map(|b| b.hi_in);
    assert_eq!((ends(0), ends(1)), (Some(true), Some(false)));
    assert_eq!(rows[2].label, None);
    assert_eq!(rows[3].label.as_ref().unwrap().value, "fair");
}

#[test]
fn the_heading_of_a_criterion_is_taken_apart() {
    let file = card();
    let criterion = |code: &str| {
        find(&file.items, &|s| match s {
            Stmt::Criterion(c) if c.code.value == code => Some(c.clone()),
            _ => None,
        })
        .unwrap()
    };
    assert!(matches!(criterion("1.3").form.unwrap().value, Form::YesNo));
    let ladder = criterion("2.1");
    assert!(matches!(ladder.form.unwrap().value, Form::Ladder(_)));
    let keys: Vec<_> = ladder.block.unwrap().body;
    let Stmt::Rung(steps) = &keys[1].stmt else {
        panic!("a rung")
    };
    assert!(matches!(steps.key.value, RowKey::Compare(..)));
    assert_eq!(steps.steps.as_ref().unwrap().last.value, Num::int(5));
    let Form::Checklist { cap } = criterion("3").form.unwrap().value else {
        panic!("a checklist")
    };
    assert_eq!(cap.unwrap().value, Num::int(25));
    let Form::Formula { rounding, .. } = criterion("4").form.unwrap().value else {
        panic!("a formula")
    };
    assert_eq!(rounding.unwrap().value.step, Num::ratio(1, 2).unwrap());
    let shared = criterion("f.1");
    assert_eq!(shared.like.unwrap().value, "other.fee");
    assert!(criterion("f.1#2").block.is_none());
}

#[test]
fn an_option_has_its_marks_label_and_condition() {
    let file = card();
    let options: Vec<_> = {
        let criterion = find(&file.items, &|s| match s {
            Stmt::Criterion(c) if c.code.value == "1.1" => c.block.clone(),
            _ => None,
        });
        criterion.unwrap().body
    };
    let option = |key: &str| {
        let pick = |n: &Node| match &n.stmt {
            Stmt::Option(o) if o.key.value == key => Some(o.clone()),
            _ => None,
        };
        options.iter().find_map(pick).unwrap()
    };
    assert_eq!(option("a").marks, Marks::Unsaid);
    assert!(option("a").when.is_some());
    let Marks::Some(marks) = option("b").marks else {
        panic!("marks")
    };
    assert_eq!(marks[0].value, LevelName::Stars(Num::int(3)));
    let printed = option("c").printed.unwrap();
    assert_eq!(printed.text.value, "9");
    assert_eq!(printed.why.unwrap().value, "a misprint");
}

#[test]
fn facts_have_their_types() {
    let file = ruleset();
    let ty = |name: &str| {
        find(&file.items, &|s| match s {
            Stmt::Fact(f) if f.name.value == name => Some(f.ty.value.clone()),
            _ => None,
        })
        .unwrap()
    };
    assert!(matches!(ty("age"), TypeKind::Whole(Some(u)) if u.value == "years"));
    assert!(matches!(ty("energy"), TypeKind::Decimal(Some(u)) if u.value == "kWh/m"));
    assert!(matches!(ty("fee"), TypeKind::Money(Some(u)) if u.value == "VND"));
    assert!(matches!(ty("fuel"), TypeKind::OneOf(c) if c.len() == 3));
    assert!(matches!(ty("checks"), TypeKind::List(b) if b.body.len() == 3));
    assert!(matches!(ty("garden"), TypeKind::YesNo));
}

#[test]
fn a_test_says_what_it_expects() {
    let file = card();
    let test = find(&file.items, &|s| match s {
        Stmt::Test(t) => Some(t.clone()),
        _ => None,
    })
    .unwrap();
    let clauses: Vec<_> = test
        .block
        .body
        .iter()
        .flat_map(|n| match &n.stmt {
            Stmt::Expect(clauses) => clauses.clone(),
            _ => Vec::new(),
        })
        .map(|c| c.kind)
        .collect();
    assert!(matches!(&clauses[0], ClauseKind::Total(n) if *n == Num::int(93)));
    assert!(matches!(&clauses[2], ClauseKind::Part(p, _) if p.value == "A"));
    assert!(matches!(
        &clauses[3],
        ClauseKind::CriterionOption(c, v) if c.value == "1.1" && v.value == Value::Code("a".into())
    ));
    assert!(matches!(&clauses[4], ClauseKind::CriterionPoints(c, _) if c.value == "1.2"));
    let Some(ClauseKind::Rating(RatingClaim::Unrated, because)) = clauses.last() else {
        panic!("the last clause: {:?}", clauses.last())
    };
    assert_eq!(because.len(), 2);
}

#[test]
fn a_text_may_hold_quotes_and_backslashes() {
    let file = clean(r#"let x = "say \"why\", C:\\sao # not a remark { or a block""#);
    let Stmt::Let(l) = &file.items[0].stmt else {
        panic!("a value")
    };
    assert_eq!(
        shape(&l.expr),
        format!("{:?}", "say \"why\", C:\\sao # not a remark { or a block")
    );
}

#[test]
fn comments_are_kept_with_their_places() {
    let text = "# first\nlet x = 1 # second \nlet y = \"# no\"\n  #\tthird";
    let file = clean(text);
    let comments: Vec<_> = file
        .comments
        .iter()
        .map(|c| (c.value.as_str(), &text[c.span.range()]))
        .collect();
    assert_eq!(
        comments,
        [
            ("# first", "# first"),
            ("# second", "# second"),
            ("#\tthird", "#\tthird")
        ]
    );
}

#[test]
fn spans_are_those_of_the_file_whatever_stands_between_the_words() {
    let text = "fact\u{a0}độ_tuổi   : # a remark\r\n\n  whole\t years ;; \"Tuổi\"  ";
    let file = clean(text);
    let source = crate::text::Source::new("page.sao", text);
    let [
        Node {
            stmt: Stmt::Fact(f),
            span,
        },
    ] = file.items.as_slice()
    else {
        panic!("one fact")
    };
    assert_eq!(source.slice(f.name.span.range()), "độ_tuổi");
    assert_eq!(
        source.slice(f.label.as_ref().unwrap().span.range()),
        "\"Tuổi\""
    );
    assert!(source.slice(span.range()).ends_with("\"Tuổi\""));
    let TypeKind::Whole(Some(unit)) = &f.ty.value else {
        panic!("a unit")
    };
    assert_eq!(source.slice(unit.span.range()), "years");
}

#[test]
fn a_heading_that_cannot_be_read_keeps_what_stands_in_its_block() {
    let (file, found) = said(
        "scorecard x \"X\" {
  criterian 1 \"One\" 3 {
    a 0 \"no\"
    b 3 \"yes\"
  }
  criterion 2 \"Two\" 3 yes/no
}",
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    let Stmt::Scorecard(card) = &file.items[0].stmt else {
        panic!("a card")
    };
    let [bad, good] = card.block.body.as_slice() else {
        panic!("two criteria")
    };
    assert!(matches!(&bad.stmt, Stmt::Bad(Some(b)) if b.body.len() == 2));
    assert!(matches!(&good.stmt, Stmt::Criterion(_)));
}

#[test]
fn a_missing_brace_leaves_neighbours_neighbours() {
    for indent in ["  ", ""] {
        let text = "scorecard x \"X\" {
ISsection 1 \"S\" 6 {
IScriterion 1 \"One\" 3 {
ISa 0 \"no\"
ISb 3 \"yes\"
IScriterion 2 \"Two\" 3 {
ISa 0 \"no\"
IS}
IS}
IS section 2 \"T\" 6 {
IS}
}";
        let depth = [0, 1, 2, 3, 3, 2, 3, 2, 1, 1, 1, 0];
        let lines = text.lines().zip(depth);
        let text: Vec<_> = lines
            .map(|(l, d)| l.replace("IS", &indent.repeat(d)))
            .collect();
        let (file, found) = said(&text.join("\n"));
        assert_eq!(found.len(), 1, "{found:#?}");
        let Stmt::Scorecard(card) = &file.items[0].stmt else {
            panic!("a card")
        };
        let [first, second] = card.block.body.as_slice() else {
            panic!("two sections: {:#?}", card.block.body)
        };
        let criteria = &block_of(&first.stmt).unwrap().body;
        assert_eq!(criteria.len(), 2);
        assert!(!block_of(&criteria[0].stmt).unwrap().closed);
        assert!(block_of(&criteria[1].stmt).unwrap().closed);
        assert!(matches!(&second.stmt, Stmt::Group(g) if g.code.value == "2"));
    }
}
