//! Reads a small page and types all that stands on it.

use crate::model::build::facts::Names;
use crate::model::build::scope::Expect;
use crate::model::build::skeleton::{CardSkeleton, CriterionSkeleton, GroupSkeleton};
use crate::model::{self, Expr as Typed, Form, Unit};
use crate::syntax::parse;
use crate::syntax::tree::{self, GroupKind, Node, Stmt};
use crate::text::{Diagnostic, Fix, Source, SourceId, Span};

/// A page on which every expression has been typed.
pub(in crate::model::build) struct Page {
    pub text: String,
    pub names: Names,
    pub found: Vec<Diagnostic>,
    /// What `when` of the options, in order, became.
    pub conditions: Vec<Option<Typed>>,
}

impl Page {
    pub fn codes(&self) -> Vec<&'static str> {
        self.found.iter().map(|d| d.code.as_str()).collect()
    }

    /// The findings, a line each, for a failing test.
    pub fn brief(&self) -> String {
        let line = |d: &Diagnostic| {
            let spot = d.primary().map_or("", |s| self.at(s));
            format!("{} {} [{spot}]", d.code, d.message.en)
        };
        self.found.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub fn at(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text that the only finding is about.
    pub fn spot(&self) -> &str {
        assert_eq!(self.found.len(), 1, "{}", self.brief());
        self.at(self.found[0].primary().expect("a place"))
    }

    /// The page with the mend of its only finding made.
    pub fn mended(&self) -> String {
        assert_eq!(self.found.len(), 1, "{}", self.brief());
        let Fix { span, replacement } = self.found[0].fix.as_ref().expect("a mend");
        let mut text = self.text.clone();
        text.replace_range(span.range(), replacement);
        text
    }
}

/// Reads a page, types what stands on it, and says what was found.
pub(in crate::model::build) fn read(text: &str) -> Page {
    let source = Source::new("page.sao", text);
    let (file, mut found) = parse(&source, SourceId(0));
    let wide: Vec<&Node> = file
        .items
        .iter()
        .flat_map(|n| match &n.stmt {
            Stmt::Ruleset(r) => r.block.body.iter().collect(),
            _ => vec![n],
        })
        .collect();
    let mut cards = Vec::new();
    for node in &wide {
        if let Stmt::Scorecard(card) = &node.stmt {
            let mut skeleton = CardSkeleton {
                id: card.id.value.clone(),
                ..CardSkeleton::default()
            };
            lay_out(&card.block.body, &mut skeleton);
            cards.push((skeleton, card.block.body.iter().collect::<Vec<_>>()));
        }
    }
    let assumptions: Vec<model::Assumption> = wide
        .iter()
        .filter_map(|n| match &n.stmt {
            Stmt::Assumption(a) => Some(model::Assumption {
                name: a.name.value.clone(),
                text: None,
                choices: a
                    .choices
                    .iter()
                    .map(|c| model::Choice {
                        name: c.name.value.clone(),
                        label: None,
                    })
                    .collect(),
                chosen: 0,
                declared: true,
                span: Some(a.name.span),
            }),
            _ => None,
        })
        .collect();
    let names = Names::declare(&wide, &cards, &assumptions, &mut found);
    let mut conditions = Vec::new();
    for (place, (_, nodes)) in cards.iter().enumerate() {
        type_all(nodes, place, &names, &mut conditions, &mut found);
    }
    Page {
        text: source.text().to_owned(),
        names,
        found,
        conditions,
    }
}

fn lay_out(nodes: &[Node], card: &mut CardSkeleton) {
    for node in nodes {
        match &node.stmt {
            Stmt::Group(g) => {
                let at = card.groups.len();
                card.groups.push(GroupSkeleton {
                    kind: g.kind,
                    code: g.code.value.clone(),
                    span: g.head,
                    below: Vec::new(),
                });
                let first = card.criteria.len();
                lay_out(g.block.as_ref().map_or(&[], |b| &b.body), card);
                card.groups[at].below = (first..card.criteria.len()).collect();
            }
            Stmt::Criterion(c) => {
                let body: &[Node] = c.block.as_ref().map_or(&[], |b| &b.body);
                if body.iter().any(|n| matches!(n.stmt, Stmt::Criterion(_))) {
                    let at = card.groups.len();
                    card.groups.push(GroupSkeleton {
                        kind: GroupKind::Criterion,
                        code: c.code.value.clone(),
                        span: c.head,
                        below: Vec::new(),
                    });
                    let first = card.criteria.len();
                    lay_out(body, card);
                    card.groups[at].below = (first..card.criteria.len()).collect();
                    continue;
                }
                let form = match c.form.as_ref().map(|f| &f.value) {
                    None => Form::Choice,
                    Some(tree::Form::YesNo) => Form::YesNo,
                    Some(tree::Form::Checklist { .. }) => Form::Checklist,
                    Some(tree::Form::Ladder(_)) => Form::Ladder,
                    Some(tree::Form::Formula { .. }) => Form::Formula,
                };
                let mut options: Vec<(String, Span)> = body
                    .iter()
                    .filter_map(|n| match &n.stmt {
                        Stmt::Option(o) => Some((o.key.value.clone(), n.span)),
                        _ => None,
                    })
                    .collect();
                if form == Form::YesNo && options.is_empty() {
                    options = ["no", "yes"].map(|k| (k.to_owned(), c.head)).to_vec();
                }
                card.criteria.push(CriterionSkeleton {
                    number: c.code.value.clone(),
                    form,
                    options,
                    span: c.head,
                });
            }
            _ => {}
        }
    }
}

fn type_all(
    nodes: &[&Node],
    card: usize,
    names: &Names,
    conditions: &mut Vec<Option<Typed>>,
    found: &mut Vec<Diagnostic>,
) {
    for node in nodes {
        let inner: Vec<&Node> = match &node.stmt {
            Stmt::Group(g) => g.block.iter().flat_map(|b| &b.body).collect(),
            Stmt::Criterion(c) => {
                let mut scope = names.scope(Some(card));
                match c.form.as_ref().map(|f| &f.value) {
                    Some(tree::Form::Ladder(e)) => {
                        let of = scope.expr(e, Expect::Any, found);
                        for rung in c.block.iter().flat_map(|b| &b.body) {
                            if let (Some(of), Stmt::Rung(r)) = (&of, &rung.stmt) {
                                scope.key_of(&r.key, of, found);
                            }
                        }
                    }
                    Some(tree::Form::Formula { expr, .. }) => {
                        let points = Expect::Number(Some(Unit::none()));
                        conditions.push(scope.expr(expr, points, found));
                    }
                    _ => {}
                }
                c.block.iter().flat_map(|b| &b.body).collect()
            }
            Stmt::Option(o) => {
                if let Some(when) = &o.when {
                    let mut scope = names.scope(Some(card));
                    conditions.push(scope.expr(when, Expect::Condition, found));
                }
                continue;
            }
            _ => continue,
        };
        type_all(&inner, card, names, conditions, found);
    }
}

/// A card on which `{facts}` are declared and criterion 2 looks at `{when}`.
pub(in crate::model::build) fn page_with(facts: &str, when: &str) -> Page {
    read(&format!(
        "{facts}\nscorecard card \"Card\" {{\n part A \"Part\" 10 {{\n section 1 \"Section\" 10 {{\n\
         criterion 1 \"One\" 3 {{ a 0 \"no\"; b 1 \"some\"; c 3 \"all\" }}\n\
         criterion 3 \"Three\" 2 yes/no\n\
         criterion 4 \"Four\" 2 checklist {{ x 1 \"x\"; y 1 \"y\" }}\n\
         criterion 5 \"Five\" 2 {{ criterion 5.1 \"a\" 1 yes/no; criterion 5.2 \"b\" 1 yes/no }}\n\
         criterion 2 \"Two\" 3 {{ a 0 \"no\"; b 3 \"yes\" when {when} }}\n}}\n}}\n\
         part B \"Part\" 2 {{ section 1 \"Section\" 2 {{ criterion 6 \"Six\" 2 yes/no }} }}\n}}\n"
    ))
}
