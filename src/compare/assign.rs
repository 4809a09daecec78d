//! The best way to pair the members of two rows, one to one, when it is known
//! how well each suits each: the method of Kuhn (1955) and Munkres (1957), in
//! the form with potentials that takes time `n³`. In whole numbers, so the
//! result does not hang on rounding.

/// The pairs (place in the first row, place in the second) with the greatest
/// sum of worth. Nothing is paired at a worth of zero or less.
///
/// `worth` holds a row for each member of the first row.
pub(super) fn assign(worth: &[Vec<i64>]) -> Vec<(usize, usize)> {
    let rows = worth.len();
    let columns = worth.iter().map(Vec::len).max().unwrap_or(0);
    let n = rows.max(columns);
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    let at = |i: usize, j: usize| -> i64 {
        let row = worth.get(i);
        row.and_then(|r| r.get(j)).copied().unwrap_or(0).max(0)
    };
    // Costs are minimised; places are counted from 1, place 0 stands for "none".
    let mut of_row = vec![0i64; n + 1];
    let mut of_column = vec![0i64; n + 1];
    let mut holder = vec![0usize; n + 1];
    for i in 1..=n {
        let mut way = vec![0usize; n + 1];
        let mut least = vec![i64::MAX; n + 1];
        let mut used = vec![false; n + 1];
        let mut column = 0usize;
        set(&mut holder, 0, i);
        loop {
            set(&mut used, column, true);
            let row = get(&holder, column);
            let mut delta = i64::MAX;
            let mut next = 0;
            for j in 1..=n {
                if get(&used, j) {
                    continue;
                }
                let cost = -at(row.saturating_sub(1), j - 1);
                let slack = cost - get(&of_row, row) - get(&of_column, j);
                if slack < get(&least, j) {
                    set(&mut least, j, slack);
                    set(&mut way, j, column);
                }
                if get(&least, j) < delta {
                    delta = get(&least, j);
                    next = j;
                }
            }
            for j in 0..=n {
                if get(&used, j) {
                    let row = get(&holder, j);
                    let up = get(&of_row, row) + delta;
                    set(&mut of_row, row, up);
                    let down = get(&of_column, j) - delta;
                    set(&mut of_column, j, down);
                } else if get(&least, j) != i64::MAX {
                    let less = get(&least, j) - delta;
                    set(&mut least, j, less);
                }
            }
            column = next;
            if get(&holder, column) == 0 || column == 0 {
                break;
            }
        }
        while column != 0 {
            let before = get(&way, column);
            let row = get(&holder, before);
            set(&mut holder, column, row);
            column = before;
        }
    }
    let mut pairs: Vec<(usize, usize)> = (1..=n)
        .filter_map(|j| Some((get(&holder, j).checked_sub(1)?, j - 1)))
        .filter(|(i, j)| at(*i, *j) > 0)
        .collect();
    pairs.sort_unstable();
    pairs
}

/// As [`assign`] with the worth given by a function; `turned` asks for the
/// second row to be read as the first, so that both ways of comparing two
/// versions settle ties alike.
pub(super) fn matched(
    rows: usize,
    columns: usize,
    turned: bool,
    worth: impl Fn(usize, usize) -> i64,
) -> Vec<(usize, usize)> {
    let table = |n: usize, m: usize, f: &dyn Fn(usize, usize) -> i64| -> Vec<Vec<i64>> {
        (0..n).map(|i| (0..m).map(|j| f(i, j)).collect()).collect()
    };
    if turned {
        let found = assign(&table(columns, rows, &|i, j| worth(j, i)));
        let mut pairs: Vec<(usize, usize)> = found.into_iter().map(|(j, i)| (i, j)).collect();
        pairs.sort_unstable();
        pairs
    } else {
        assign(&table(rows, columns, &worth))
    }
}

fn get<T: Copy + Default>(all: &[T], at: usize) -> T {
    all.get(at).copied().unwrap_or_default()
}

fn set<T>(all: &mut [T], at: usize, value: T) {
    if let Some(place) = all.get_mut(at) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn best_by_trying(worth: &[Vec<i64>], row: usize, taken: &mut Vec<usize>) -> i64 {
        let Some(line) = worth.get(row) else { return 0 };
        let mut best = best_by_trying(worth, row + 1, taken);
        for (j, w) in line.iter().enumerate() {
            if *w > 0 && !taken.contains(&j) {
                taken.push(j);
                best = best.max(w + best_by_trying(worth, row + 1, taken));
                taken.pop();
            }
        }
        best
    }

    #[test]
    fn nothing_is_paired_that_is_worth_nothing() {
        assert!(assign(&[]).is_empty());
        assert!(assign(&[vec![], vec![]]).is_empty());
        assert_eq!(assign(&[vec![0, -3], vec![0, 5]]), [(1, 1)]);
    }

    proptest! {
        #[test]
        fn no_other_pairing_is_worth_more(
            worth in (1usize..6, 1usize..6).prop_flat_map(|(n, m)| {
                prop::collection::vec(prop::collection::vec(-2i64..9, m), n)
            })
        ) {
            let pairs = assign(&worth);
            let sum: i64 = pairs.iter().map(|(i, j)| worth[*i][*j]).sum();
            prop_assert_eq!(sum, best_by_trying(&worth, 0, &mut Vec::new()));
            for (k, (i, j)) in pairs.iter().enumerate() {
                prop_assert!(pairs.iter().skip(k + 1).all(|(a, b)| a != i && b != j));
            }
        }
    }
}
