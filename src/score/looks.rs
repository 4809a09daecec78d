//! What an expression looks at, names and tables followed: whatever the
//! dossier holds.

use crate::model::{Child, Criterion, Expr, ExprKind, Form, Ruleset, Scorecard, Target};

/// What expressions look at.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    pub facts: Vec<usize>,
    pub filed: bool,
    pub assessed: bool,
    pub kind: bool,
    /// Criteria whose points, maximum or option is looked at.
    pub criteria: Vec<usize>,
    lets: Vec<usize>,
    tables: Vec<usize>,
}

impl Looks {
    pub fn at<'a>(
        rules: &Ruleset,
        card: Option<&Scorecard>,
        exprs: impl IntoIterator<Item = &'a Expr>,
    ) -> Looks {
        let mut looks = Looks::default();
        for e in exprs {
            looks.expr(rules, card, e);
        }
        looks
    }

    fn expr(&mut self, rules: &Ruleset, card: Option<&Scorecard>, e: &Expr) {
        let mut open = vec![e];
        while let Some(e) = open.pop() {
            let mut inside: Vec<&Expr> = Vec::new();
            e.walk(&mut |x| inside.push(x));
            for x in inside {
                match &x.kind {
                    ExprKind::Let(i) if add(&mut self.lets, *i) => {
                        open.extend(rules.lets.get(*i).map(|l| &l.expr));
                    }
                    ExprKind::Table(i) if add(&mut self.tables, *i) => {
                        if let Some(t) = rules.tables.get(*i) {
                            open.extend(t.by.iter().chain(t.rows.iter().map(|(_, e)| e)));
                        }
                    }
                    _ => self.leaf(card, &x.kind),
                }
            }
        }
    }

    fn leaf(&mut self, card: Option<&Scorecard>, kind: &ExprKind) {
        match kind {
            ExprKind::Fact(i) => {
                add(&mut self.facts, *i);
            }
            ExprKind::Filed => self.filed = true,
            ExprKind::Assessed => self.assessed = true,
            ExprKind::Kind => self.kind = true,
            other => {
                for i in criteria_of(card, other) {
                    add(&mut self.criteria, i);
                }
            }
        }
    }
}

fn add(all: &mut Vec<usize>, one: usize) -> bool {
    let new = !all.contains(&one);
    if new {
        all.push(one);
    }
    new
}

/// The criteria that a single look at the card is about.
pub(super) fn criteria_of(card: Option<&Scorecard>, kind: &ExprKind) -> Vec<usize> {
    let below = |g: usize| card.map_or_else(Vec::new, |c| below(c, g));
    match kind {
        ExprKind::Total => (0..card.map_or(0, |c| c.criteria.len())).collect(),
        ExprKind::Points(Target::Group(g)) | ExprKind::Maximum(Target::Group(g)) => below(*g),
        ExprKind::Points(Target::Criterion(i))
        | ExprKind::Maximum(Target::Criterion(i))
        | ExprKind::OptionOf(i)
        | ExprKind::AtMaximum(i) => vec![*i],
        ExprKind::AnyAtMaximum(all) | ExprKind::CountAtMaximum(all) => all.clone(),
        _ => Vec::new(),
    }
}

/// Every criterion below a group, whatever hand-made rules hold.
pub(super) fn below(card: &Scorecard, group: usize) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut found = Vec::new();
    let mut open = vec![group];
    while let Some(g) = open.pop() {
        if !add(&mut seen, g) {
            continue;
        }
        for child in card.groups.get(g).map_or(&[][..], |g| &g.children) {
            match child {
                Child::Group(g) => open.push(*g),
                Child::Criterion(i) => {
                    add(&mut found, *i);
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// The groups a criterion or group stands in, outermost first.
pub(super) fn above(card: &Scorecard, parent: Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next = parent;
    while let Some(g) = next {
        if !add(&mut found, g) {
            break;
        }
        next = card.groups.get(g).and_then(|g| g.parent);
    }
    found.reverse();
    found
}

/// What gives a criterion its points: its form, and what decides among options.
pub(super) fn scoring(c: &Criterion) -> Vec<&Expr> {
    let mut all: Vec<&Expr> = Vec::new();
    all.extend(c.selector.iter().map(|s| &s.of));
    all.extend(c.cases.iter().filter_map(|k| k.when.as_ref()));
    all.extend(c.options.iter().filter_map(|o| o.when.as_ref()));
    if matches!(c.form, Form::Ladder | Form::Formula) {
        all.extend(c.of.iter());
    }
    all
}

/// Every expression that has a say in a criterion.
pub(super) fn all_of(card: &Scorecard, i: usize) -> Vec<&Expr> {
    let Some(c) = card.criteria.get(i) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for g in above(card, c.parent) {
        let group = card.groups.get(g);
        all.extend(group.and_then(|g| g.only_if.as_ref()).map(|o| &o.when));
    }
    all.extend(c.findings.iter().filter_map(|f| f.when.as_ref()));
    for other in &card.criteria {
        let replaces = other.replaces.iter().filter(|r| r.other == i);
        all.extend(replaces.filter_map(|r| r.when.as_ref()));
    }
    all.extend(c.only_if.iter().map(|o| &o.when));
    all.extend(c.forces.iter().map(|f| &f.when));
    all.extend(scoring(c));
    all.extend(c.caps.iter().filter_map(|k| k.when.as_ref()));
    all
}

/// Every expression that has a say in the level.
pub(super) fn of_level(card: &Scorecard) -> Vec<&Expr> {
    let mut all = vec![&card.rating.of];
    all.extend(card.rating.lifts.iter().map(|l| &l.when));
    all.extend(card.rating.requires.iter().map(|r| &r.when));
    all.extend(card.requires.iter().map(|r| &r.when));
    all.extend(card.findings.iter().filter_map(|f| f.when.as_ref()));
    all
}

/// Whether nothing but the options of a criterion looks at the facts and days
/// that their conditions look at. Then these are not asked for beside the
/// answer, which stands for them.
pub(super) fn alone(rules: &Ruleset, card: &Scorecard, i: usize) -> bool {
    let Some(c) = card.criteria.get(i) else {
        return false;
    };
    let cases = c.cases.iter().filter_map(|k| k.when.as_ref());
    let options = c.options.iter().filter_map(|o| o.when.as_ref());
    let own: Vec<&Expr> = cases.chain(options).collect();
    let mine = Looks::at(rules, Some(card), own.iter().copied());
    let mut others: Vec<&Expr> = of_level(card);
    for other in 0..card.criteria.len() {
        others.extend(all_of(card, other));
    }
    others.retain(|e| !own.iter().any(|o| std::ptr::eq(*o, *e)));
    let rest = Looks::at(rules, Some(card), others);
    let shared = mine.facts.iter().any(|f| rest.facts.contains(f))
        || (mine.filed && rest.filed)
        || (mine.assessed && rest.assessed)
        || (mine.kind && rest.kind);
    mine.criteria.is_empty() && !shared
}
