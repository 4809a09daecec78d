//! A criterion scored for one dossier of a block. The steps are those of the
//! interpreter (`score::criterion` and the forms), for what is known; as soon as
//! something is open that has a say, the dossier is left to the interpreter.

use super::criterion::{Card, Choice, Ladder, Of};
use super::op::truth::{self, NO, UNKNOWN, YES};
use super::scale::NONE;
use crate::model::Form;
use crate::syntax::tree::MissingPolicy;

/// Bits of [`Row::flags`].
pub(super) mod flag {
    /// It is out of the sum.
    pub const OUT: u8 = 1;
    /// It does not count, so that it cannot stand for another.
    pub const IDLE: u8 = 2;
    /// A stop was found on it.
    pub const STOP: u8 = 4;
    /// A rejection was found on it.
    pub const REJECT: u8 = 8;
}

/// What a criterion gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub points: i64,
    /// The option held; `0`: none.
    pub held: u8,
    pub flags: u8,
    /// The ticks of a checklist.
    pub ticks: u64,
}

/// What a row can look at.
pub(super) trait Look {
    /// The code of the answer to the criterion: `0` for none, then its options, then its findings.
    fn code(&self, criterion: usize) -> u8;
    /// The ticks answered.
    fn ticks(&self, criterion: usize) -> u64;
    fn truth(&self, at: usize) -> u8;
    fn number(&self, at: usize) -> i64;
    fn given(&self, column: usize) -> i64;
    fn worked(&self, column: usize) -> i64;
    /// Findings of the whole card that were reported.
    fn findings(&self) -> u64;
    /// The flags of a criterion scored before.
    fn flags(&self, at: usize) -> u8;
}

/// What a form gives.
enum Formed {
    Settled(Row),
    /// An assessor still has to answer, though the points are known or a rule says what they are.
    Waits,
    /// Something is open.
    Open,
}

/// Sets of options, as bits.
#[derive(Clone, Copy, Default)]
struct Sorted {
    yes: u64,
    maybe: u64,
    answerable: u64,
    offered: u64,
    conditional: bool,
}

/// Scores a criterion; `None` leaves the dossier to the interpreter.
pub(super) fn score(c: &Card, v: &impl Look) -> Option<Row> {
    if stopped(c, v)? {
        return Some(zero(0));
    }
    for group in &c.groups {
        match v.truth(*group) {
            YES => {}
            NO => return Some(out()),
            _ => return None,
        }
    }
    // The later steps first: where one certainly holds nobody is asked.
    let later = later(c, v)?;
    let formed = match later {
        Some(_) => None,
        None => Some(form(c, v)?),
    };
    let waits = matches!(formed, Some(Formed::Waits));
    let flags = findings(c, v, waits)?;
    if flags != 0 {
        return Some(zero(flags));
    }
    match (later, formed) {
        (Some(Later::Is(row)), _) => Some(row),
        (None, Some(Formed::Settled(row))) => capped(c, v, row),
        _ => None,
    }
}

/// A later step that decides.
enum Later {
    Is(Row),
    /// One certainly holds, but one before it may.
    Unsure,
}

fn zero(flags: u8) -> Row {
    Row {
        flags: flags | flag::IDLE,
        ..Row::default()
    }
}

fn out() -> Row {
    Row {
        flags: flag::OUT | flag::IDLE,
        ..Row::default()
    }
}

fn stopped(c: &Card, v: &impl Look) -> Option<bool> {
    let mut open = false;
    for (bit, when) in &c.card_stops {
        if v.findings() & bit != 0 {
            return Some(true);
        }
        match when.map_or(NO, |w| v.truth(w)) {
            YES => return Some(true),
            NO => {}
            _ => open = true,
        }
    }
    if c.stops.iter().any(|at| v.flags(*at) & flag::STOP != 0) {
        return Some(true);
    }
    (!open).then_some(false)
}

/// The answer to a criterion as it is coded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reply {
    Nothing,
    Option(usize),
    Finding(usize),
    Ticks(u64),
}

fn reply(c: &Card, v: &impl Look) -> Reply {
    let code = usize::from(v.code(c.place));
    let Some(place) = code.checked_sub(1) else {
        return Reply::Nothing;
    };
    match place.checked_sub(c.options.len()) {
        Some(finding) => Reply::Finding(finding),
        None if c.form == Form::Checklist => Reply::Ticks(v.ticks(c.place)),
        None => Reply::Option(place),
    }
}

/// The findings as flags; `None` when one cannot be excluded.
fn findings(c: &Card, v: &impl Look, waits: bool) -> Option<u8> {
    if c.findings.is_empty() {
        return Some(0);
    }
    let reply = reply(c, v);
    let answered = reply != Reply::Nothing;
    let mut flags = 0;
    for (index, f) in c.findings.iter().enumerate() {
        let found = match f.when.map_or(NO, |w| v.truth(w)) {
            _ if reply == Reply::Finding(index) => true,
            YES => !answered || !c.answer_counts,
            UNKNOWN if answered => false,
            NO if waits && f.keyed => return None,
            NO => false,
            _ => return None,
        };
        if found {
            flags |= if f.stop { flag::STOP } else { flag::REJECT };
        }
    }
    Some(flags)
}

/// What decides before the form does.
fn later(c: &Card, v: &impl Look) -> Option<Option<Later>> {
    let mut open = false;
    let decide = |holds: u8, row: Row, open: &mut bool| match holds {
        YES => Some(if *open { Later::Unsure } else { Later::Is(row) }),
        NO => None,
        _ => {
            *open = true;
            None
        }
    };
    for (counts, when) in &c.replaced {
        let holds = truth::and(v.truth(*counts), when.map_or(YES, |w| v.truth(w)));
        if let Some(found) = decide(holds, out(), &mut open) {
            return Some(Some(found));
        }
    }
    if !c.needed.is_empty()
        && v.code(c.place) == 0
        && c.needed.iter().any(|f| v.given(*f) == NONE)
        && let Some(found) = decide(YES, out(), &mut open)
    {
        return Some(Some(found));
    }
    for (when, otherwise) in &c.only_if {
        let holds = truth::not(v.truth(*when));
        if holds == NO {
            continue;
        }
        let row = match otherwise {
            Some(points) => Row {
                points: *points,
                ..zero(0)
            },
            None => lowest(c, v)?,
        };
        if let Some(found) = decide(holds, row, &mut open) {
            return Some(Some(found));
        }
    }
    for (option, when) in &c.forces {
        let holds = v.truth(*when);
        if holds == NO {
            continue;
        }
        let meant = meant(c, branch(c, v)?, *option);
        if meant == 0 {
            continue;
        }
        let row = capped(c, v, holding(c, single(meant)?))?;
        if let Some(found) = decide(holds, row, &mut open) {
            return Some(Some(found));
        }
    }
    // What may hold leaves two ways open.
    if open { None } else { Some(None) }
}

/// The lowest option is held; a checklist is without ticks, a formula gives nothing.
fn lowest(c: &Card, v: &impl Look) -> Option<Row> {
    let branch = branch(c, v)?;
    let here = |b: Option<usize>| b.is_none() || b == branch;
    let row = match (&c.of, c.form) {
        (_, Form::Choice | Form::YesNo) => {
            let options = c.options.iter().enumerate().filter(|(_, o)| here(o.branch));
            match options.min_by_key(|(i, o)| (o.points, *i)) {
                Some((i, _)) => holding(c, i),
                None => Row::default(),
            }
        }
        (Of::Rungs(_, rungs) | Of::Worked(_, rungs), Form::Ladder) => {
            let rungs = rungs.iter().filter(|(_, b)| here(*b));
            Row {
                points: rungs.map(|(p, _)| *p).min().unwrap_or(0),
                ..Row::default()
            }
        }
        // Without a measure the rungs were never worked out.
        (_, Form::Ladder) => return None,
        (_, Form::Checklist | Form::Formula) => Row::default(),
    };
    Some(Row {
        flags: flag::IDLE,
        ..row
    })
}

fn holding(c: &Card, option: usize) -> Row {
    Row {
        points: c.options.get(option).map_or(0, |o| o.points),
        held: u8::try_from(option + 1).unwrap_or(0),
        ..Row::default()
    }
}

fn capped(c: &Card, v: &impl Look, mut row: Row) -> Option<Row> {
    if row.flags & flag::OUT != 0 {
        return Some(row);
    }
    for (points, when) in &c.caps {
        if *points >= row.points {
            continue;
        }
        match when.map_or(YES, |w| v.truth(w)) {
            YES => row.points = *points,
            NO => {}
            _ => return None,
        }
    }
    Some(row)
}

/// The place that a value leads to; `None` when the value is not known.
#[allow(clippy::option_option, reason = "not known, none, or one")]
fn pick(l: &Ladder, v: &impl Look, here: impl Fn(usize) -> bool) -> Option<Option<usize>> {
    let value = match l.truth {
        Some(t) => match v.truth(t) {
            known @ (NO | YES) => i64::from(known),
            _ => return None,
        },
        None => v.number(l.of),
    };
    if value == NONE {
        return None;
    }
    let fits = |(place, lo, hi): &&(usize, i64, i64)| *lo <= value && value <= *hi && here(*place);
    let found = l.steps.iter().find(fits).map(|(place, _, _)| *place);
    Some(found.or_else(|| l.other.iter().copied().find(|p| here(*p))))
}

/// The branch that applies; `None` when it is not known.
#[allow(clippy::option_option, reason = "not known, none, or one")]
fn branch(c: &Card, v: &impl Look) -> Option<Option<usize>> {
    match &c.branch {
        None => Some(None),
        Some(by) => pick(by, v, |_| true),
    }
}

fn applies(c: &Card, branch: Option<usize>, of: Option<usize>) -> bool {
    c.branch.is_none() || of.is_none() || of == branch
}

/// Whether an option can be held at all.
fn offered(c: &Card, v: &impl Look, branch: Option<usize>, o: &Choice) -> u8 {
    if !applies(c, branch, o.branch) {
        return NO;
    }
    let case = o.case.and_then(|k| c.cases.get(k).copied()).flatten();
    case.map_or(YES, |when| v.truth(when))
}

/// What an answered option stands for, as bits.
fn meant(c: &Card, branch: Option<usize>, option: usize) -> u64 {
    let Some(named) = c.options.get(option) else {
        return 0;
    };
    if named.branch.is_none() {
        return 1 << option;
    }
    let same = c.namesakes.get(option).copied().unwrap_or(0);
    let mut all = 0;
    for (i, o) in c.options.iter().enumerate() {
        if same & (1 << i) != 0 && applies(c, branch, o.branch) {
            all |= 1 << i;
        }
    }
    all
}

/// The only option among bits.
fn single(bits: u64) -> Option<usize> {
    (bits.count_ones() == 1).then(|| bits.trailing_zeros() as usize)
}

fn form(c: &Card, v: &impl Look) -> Option<Formed> {
    match c.form {
        Form::Choice | Form::YesNo => choice(c, v),
        Form::Checklist => checklist(c, v),
        Form::Ladder => ladder(c, v),
        Form::Formula => match &c.of {
            Of::Points(at) => {
                let points = v.number(*at);
                (points != NONE).then_some(Formed::Settled(Row {
                    points,
                    ..Row::default()
                }))
            }
            _ => Some(Formed::Settled(Row::default())),
        },
    }
}

fn ladder(c: &Card, v: &impl Look) -> Option<Formed> {
    let branch = branch(c, v)?;
    let (place, rungs) = match &c.of {
        Of::Rungs(by, rungs) => {
            let here = |place: usize| {
                let of = rungs.get(place).and_then(|(_, b)| *b);
                of.is_none() || of == branch
            };
            (pick(by, v, here)?, rungs)
        }
        Of::Worked(at, rungs) => {
            let place = v.worked(*at);
            if place == NONE {
                return None;
            }
            (usize::try_from(place).ok(), rungs)
        }
        _ => return Some(Formed::Settled(Row::default())),
    };
    let points = match place {
        Some(place) => rungs.get(place).map_or(0, |(p, _)| *p),
        None if c.lowest_without => {
            let here = rungs.iter().filter(|(_, b)| b.is_none() || *b == branch);
            here.map(|(p, _)| *p).min().unwrap_or(0)
        }
        None => 0,
    };
    Some(Formed::Settled(Row {
        points,
        ..Row::default()
    }))
}

fn sort(c: &Card, v: &impl Look, branch: Option<usize>) -> Option<Sorted> {
    let mut s = Sorted::default();
    for (i, o) in c.options.iter().enumerate() {
        let case = o.case.and_then(|k| c.cases.get(k).copied()).flatten();
        s.conditional |= o.when.is_some() || case.is_some();
        let offered = match offered(c, v, branch, o) {
            NO => continue,
            truth::UNSURE => return None,
            offered => offered,
        };
        let bit = 1 << i;
        s.offered |= bit;
        let Some(when) = o.when else {
            s.answerable |= bit;
            continue;
        };
        match truth::and(offered, v.truth(when)) {
            YES => s.yes |= bit,
            UNKNOWN => s.maybe |= bit,
            NO => {}
            _ => return None,
        }
    }
    Some(s)
}

fn choice(c: &Card, v: &impl Look) -> Option<Formed> {
    let branch = branch(c, v)?;
    let s = sort(c, v, branch)?;
    let reply = reply(c, v);
    let said = match reply {
        Reply::Option(o) => meant(c, branch, o),
        _ => 0,
    };
    // The same letter twice in one branch: not for a plan to say which is meant.
    let said = if said == 0 { None } else { Some(single(said)?) };
    if s.yes != 0 {
        if s.maybe != 0 {
            return None;
        }
        let top = best(c, s.yes)?;
        return Some(settled(
            c,
            match said {
                Some(m) if m != top && c.answer_counts => m,
                _ => top,
            },
        ));
    }
    if s.answerable == 0 && s.maybe == 0 {
        let without = if c.lowest_without {
            let offered = c.options.iter().enumerate();
            let offered = offered.filter(|(i, _)| s.offered & (1 << i) != 0);
            offered.min_by_key(|(i, o)| (o.points, *i)).map(|(i, _)| i)
        } else {
            None
        };
        return Some(match (said, without) {
            (Some(m), without) if Some(m) != without && c.answer_counts => settled(c, m),
            (_, Some(without)) => settled(c, without),
            (_, None) => Formed::Settled(Row::default()),
        });
    }
    match said {
        Some(m) if (s.maybe | s.answerable) & (1 << m) != 0 || c.answer_counts => {
            Some(settled(c, m))
        }
        Some(_) if s.maybe == 0 => Some(settled(c, single(s.answerable)?)),
        Some(_) => None,
        None if s.maybe != 0 => None,
        None => unanswered(c, &s, reply),
    }
}

fn settled(c: &Card, option: usize) -> Formed {
    Formed::Settled(holding(c, option))
}

/// Nobody answered, and facts do not say.
fn unanswered(c: &Card, s: &Sorted, reply: Reply) -> Option<Formed> {
    let reported = c.findings.iter().any(|f| f.keyed);
    if let Some(only) = single(s.answerable) {
        return Some(if reported {
            Formed::Waits
        } else {
            settled(c, only)
        });
    }
    let open = if reported {
        Formed::Waits
    } else {
        Formed::Open
    };
    if reply != Reply::Nothing || c.missing == MissingPolicy::Unknown {
        return Some(open);
    }
    let mut points = c.options.iter().enumerate();
    let mut all = points
        .by_ref()
        .filter(|(i, _)| s.answerable & (1 << i) != 0)
        .map(|(i, o)| (o.points, i));
    let first = all.next()?;
    let (mut least, mut differ) = (first, false);
    for one in all {
        differ |= one.0 != first.0;
        least = least.min(one);
    }
    if !differ {
        // The points are known, the option is not.
        return Some(open);
    }
    Some(match c.missing {
        MissingPolicy::Lowest => settled(c, least.1),
        _ => Formed::Settled(out()),
    })
}

/// The option that counts when several conditions hold: the first with the most (or fewest) points.
fn best(c: &Card, among: u64) -> Option<usize> {
    let all = c.options.iter().enumerate();
    let all = all.filter(|(i, _)| among & (1 << i) != 0);
    all.reduce(|a, b| {
        let better = if c.lowest_of_several {
            b.1.points < a.1.points
        } else {
            b.1.points > a.1.points
        };
        if better { b } else { a }
    })
    .map(|(i, _)| i)
}

fn checklist(c: &Card, v: &impl Look) -> Option<Formed> {
    let branch = branch(c, v)?;
    let reply = reply(c, v);
    let said = match reply {
        Reply::Ticks(ticks) => {
            let mut all = 0;
            for i in 0..c.options.len() {
                if ticks & (1 << i) != 0 {
                    all |= meant(c, branch, i);
                }
            }
            Some(all)
        }
        _ => None,
    };
    let (mut sum, mut ticks) = (0i64, 0u64);
    // What nobody ticked or left out: the least it can add, and whether it adds anything.
    let (mut least, mut open, mut differ, mut lowest) = (0i64, false, false, 0u64);
    for (i, o) in c.options.iter().enumerate() {
        let bit = 1 << i;
        let ticked = said.map(|all| all & bit != 0);
        let state = match (offered(c, v, branch, o), o.when) {
            (NO, _) => NO,
            (offered, None) => match ticked {
                Some(ticked) => truth::and(offered, truth::of(ticked)),
                None if offered == YES => UNKNOWN,
                None => return None,
            },
            (offered, Some(when)) => {
                let holds = truth::and(offered, v.truth(when));
                match (holds, ticked) {
                    (NO, Some(true)) => truth::of(c.answer_counts),
                    (UNKNOWN, Some(true)) => offered,
                    (UNKNOWN, _) => return None,
                    _ => holds,
                }
            }
        };
        match state {
            YES => {
                sum = sum.checked_add(o.points)?;
                ticks |= bit;
            }
            NO => {}
            UNKNOWN if o.when.is_none() && ticked.is_none() => {
                open = true;
                differ |= o.points != 0;
                if o.points < 0 {
                    least = least.checked_add(o.points)?;
                    lowest |= bit;
                }
            }
            _ => return None,
        }
    }
    let cut = |n: i64| c.tick_cap.map_or(n, |cap| n.min(cap));
    if !open {
        return Some(Formed::Settled(Row {
            points: cut(sum),
            ticks,
            ..Row::default()
        }));
    }
    let waits = c.findings.iter().any(|f| f.keyed);
    let rule = reply == Reply::Nothing && differ && c.tick_cap.is_none();
    Some(match c.missing {
        MissingPolicy::Lowest if rule => Formed::Settled(Row {
            points: cut(sum.checked_add(least)?),
            ticks: ticks | lowest,
            ..Row::default()
        }),
        MissingPolicy::Excluded if rule => Formed::Settled(out()),
        _ if waits => Formed::Waits,
        _ => Formed::Open,
    })
}
