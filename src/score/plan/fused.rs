//! Points and marks of a criterion in one table, so that a column of answers is
//! gone through once. Most criteria of most cards are such.

use super::block::Block;

/// A criterion on which nothing but its answer has a say: by the code of the
/// answer, points in the lower half, marks in the upper.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fused {
    pub criterion: usize,
    table: Box<[u64; 256]>,
}

impl Fused {
    /// `None` where points need more than 32 bits.
    pub fn new(criterion: usize, points: &[i64; 256], marks: &[u32; 256]) -> Option<Fused> {
        let mut table = Box::new([0; 256]);
        for (slot, (points, marks)) in table.iter_mut().zip(points.iter().zip(marks)) {
            let points = i32::try_from(*points).ok()?;
            *slot = u64::from(*marks) << 32 | u64::from(points.cast_unsigned());
        }
        Some(Fused { criterion, table })
    }

    fn of(&self, code: u8) -> u64 {
        self.table.get(usize::from(code)).copied().unwrap_or(0)
    }
}

/// The points of an entry.
#[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn points(entry: u64) -> i64 {
    i64::from((entry as u32).cast_signed())
}

#[allow(clippy::cast_possible_truncation, reason = "the upper half is meant")]
fn marked(entry: u64) -> u32 {
    (entry >> 32) as u32
}

/// Adds the points of criteria to a column of sums, and their marks to those
/// of the dossiers. So many 32-bit numbers as a card has criteria fit 64 bits.
pub(super) fn add(all: &[Fused], block: &Block, to: &mut [i64], marks: &mut [u32]) {
    let mut fours = all.chunks_exact(4);
    for four in &mut fours {
        let [a, b, c, d] = four else {
            continue;
        };
        let codes = |f: &Fused| block.codes(f.criterion).iter();
        let codes = codes(a).zip(codes(b)).zip(codes(c)).zip(codes(d));
        let rows = to.iter_mut().zip(marks.iter_mut()).zip(codes);
        for ((to, marks), (((w, x), y), z)) in rows {
            let (w, x, y, z) = (a.of(*w), b.of(*x), c.of(*y), d.of(*z));
            *to += points(w) + points(x) + points(y) + points(z);
            *marks |= marked(w | x | y | z);
        }
    }
    for one in fours.remainder() {
        let rows = to.iter_mut().zip(marks.iter_mut());
        for ((to, marks), code) in rows.zip(block.codes(one.criterion)) {
            let entry = one.of(*code);
            *to += points(entry);
            *marks |= marked(entry);
        }
    }
}
