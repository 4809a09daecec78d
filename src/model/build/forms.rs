//! Which lines belong to which form of a criterion.

use super::draft::Draft;
use super::flat::{FlatCriterion, FlatOption};
use crate::model::Form;
use crate::syntax::tree::Stmt;
use crate::text::catalogue::cards;
use crate::text::{Both, Diagnostic, Span, both};

/// What a form is called.
fn called(form: Form) -> Both {
    match form {
        Form::Choice => both!("a criterion with options", "tiêu chí chọn một"),
        Form::YesNo => both!("a yes/no criterion", "tiêu chí có/không"),
        Form::Checklist => both!("a checklist", "danh mục"),
        Form::Ladder => both!("a ladder", "thang điểm"),
        Form::Formula => both!("a formula", "công thức"),
    }
}

fn an_option() -> Both {
    both!("an option", "lựa chọn")
}

fn a_rung() -> Both {
    both!("a rung", "nấc")
}

fn a_case() -> Both {
    both!("a case", "trường hợp")
}

fn a_by() -> Both {
    both!("`by`", "«chọn theo»")
}

fn a_force() -> Both {
    both!("`force`", "«buộc»")
}

/// Reports the first line of each sort that does not belong to the form.
pub fn check(c: &FlatCriterion<'_>, out: &mut Vec<Diagnostic>) {
    let form = called(c.form);
    let mut wrong = |line: Both, at: Option<Span>, help: Both| {
        if let Some(at) = at {
            out.push(cards::wrong_form(&line, &form, at, help));
        }
    };
    let written = |o: &&FlatOption<'_>| o.written.is_some();
    let option = c.options.iter().find(written).map(|o| o.span);
    let rung = c.rungs.first().map(|r| r.span);
    let case = c.cases.first().map(|c| c.key.span);
    let by = c.by.map(|(b, _)| b.selector.span);
    let force = c.draft.lines.iter().find_map(|n| match &n.stmt {
        Stmt::Force(f) => Some(f.key.span),
        _ => None,
    });
    let drop = || {
        both!(
            "take the line away, or give the criterion another form",
            "xóa dòng này, hoặc đổi dạng của tiêu chí"
        )
    };
    match c.form {
        Form::Choice => {
            wrong(
                a_rung(),
                rung,
                both!(
                    "for points by a number, write `ladder of …` in the heading",
                    "chấm theo một con số thì ghi «thang theo …» ở dòng đầu"
                ),
            );
            stray(c, &mut wrong);
        }
        Form::YesNo => {
            let other = c.options.iter().find(|o| o.key != "yes" && o.key != "no");
            wrong(
                an_option(),
                other.map(|o| o.span),
                both!(
                    "its only options are `yes` and `no`; with others, leave `yes/no` out",
                    "chỉ có hai lựa chọn «có» và «không»; có lựa chọn khác thì bỏ «có/không»"
                ),
            );
            wrong(a_rung(), rung, drop());
            wrong(a_case(), case, drop());
            wrong(a_by(), by, drop());
        }
        Form::Checklist => {
            wrong(a_rung(), rung, drop());
            wrong(a_case(), case, drop());
            wrong(a_by(), by, drop());
            wrong(a_force(), force, drop());
        }
        Form::Ladder => {
            wrong(
                an_option(),
                option,
                both!(
                    "a rung is written `> 10 -> 1`; for options to choose from, leave `ladder of …` out",
                    "nấc viết là «> 10 -> 1»; nếu là lựa chọn để chọn thì bỏ «thang theo …»"
                ),
            );
            wrong(a_case(), case.filter(|_| option.is_none()), drop());
            wrong(a_force(), force, drop());
            let outside = c.by.and(c.rungs.iter().find(|r| r.branch.is_none()));
            wrong(a_rung(), outside.map(|r| r.span), into_branches());
        }
        Form::Formula => {
            wrong(an_option(), option, drop());
            wrong(a_rung(), rung, drop());
            wrong(a_case(), case.filter(|_| option.is_none()), drop());
            wrong(a_by(), by.filter(|_| option.or(rung).is_none()), drop());
            wrong(a_force(), force, drop());
        }
    }
    for again in &c.more_by {
        if let Some((by, _)) = c.by {
            out.push(cards::said_twice(&a_by(), *again, by.selector.span));
        }
    }
}

fn into_branches() -> Both {
    both!(
        "with `by`, every line stands in one of its branches",
        "đã «chọn theo» thì mọi dòng đều nằm trong một nhánh"
    )
}

/// Options beside branches, or beside cases.
fn stray(c: &FlatCriterion<'_>, wrong: &mut impl FnMut(Both, Option<Span>, Both)) {
    let outside = c
        .options
        .iter()
        .find(|o| o.branch.is_none() && o.case.is_none())
        .map(|o| o.span);
    if c.by.is_some() {
        wrong(an_option(), outside, into_branches());
    } else if !c.cases.is_empty() {
        wrong(
            an_option(),
            outside,
            both!(
                "with cases, every option stands in one of them",
                "đã chia trường hợp thì mọi lựa chọn đều nằm trong một trường hợp"
            ),
        );
    }
}

/// Lines that give points, on a criterion that holds criteria.
pub fn check_holder(draft: &Draft, out: &mut Vec<Diagnostic>) {
    let form = both!(
        "a criterion that holds criteria",
        "tiêu chí có tiêu chí con"
    );
    let help = || {
        both!(
            "its points are the sum of the criteria in it: put the line into one of them",
            "điểm của nó là tổng các tiêu chí con: chuyển dòng này vào một tiêu chí con"
        )
    };
    if let Some(f) = &draft.form {
        let line = both!("a form", "dạng chấm");
        out.push(cards::wrong_form(&line, &form, f.span, help()));
    }
    let mut seen = Vec::new();
    for node in &draft.lines {
        let line = match &node.stmt {
            Stmt::Option(_) => an_option(),
            Stmt::Rung(_) => a_rung(),
            Stmt::Case(_) => a_case(),
            Stmt::By(_) => a_by(),
            Stmt::Force(_) => a_force(),
            Stmt::Replaces(_) => both!("`replaces`", "«thay cho»"),
            Stmt::Finding(_) => both!("`reject` or `stop`", "«loại» hay «dừng»"),
            Stmt::Cap(c) if c.when.is_some() => {
                both!("a `cap` under a condition", "«tối đa» có điều kiện")
            }
            _ => continue,
        };
        if !seen.contains(&line.en) {
            seen.push(line.en.clone());
            out.push(cards::wrong_form(&line, &form, node.span, help()));
        }
    }
}
