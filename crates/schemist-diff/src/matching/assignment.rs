//! One assignment for all: which pairs together have the most evidence, each side used once.

use pathfinding::kuhn_munkres::{Weights, kuhn_munkres};

/// Scores below this are as good as none: a pair that is out of the question must not push another aside.
const FLOOR: f64 = -5.0;

/// The pairs (row, column) of the assignment with the greatest sum. Cubic in the longer side.
pub(super) fn assign(scores: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (scores.len(), scores.first().map_or(0, Vec::len));
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    // The algorithm wants no more rows than columns.
    let turned = rows > columns;
    let matrix =
        Scores { scores, rows: rows.min(columns), columns: rows.max(columns), turned, negated: false };
    let (_, chosen) = kuhn_munkres(&matrix);
    let pair = |(row, column): (usize, usize)| if turned { (column, row) } else { (row, column) };
    let mut pairs: Vec<(usize, usize)> = chosen.into_iter().enumerate().map(pair).collect();
    pairs.sort_unstable();
    pairs
}

struct Scores<'a> {
    scores: &'a [Vec<f64>],
    rows: usize,
    columns: usize,
    turned: bool,
    negated: bool,
}

impl Weights<i64> for Scores<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn columns(&self) -> usize {
        self.columns
    }

    /// Whole thousandths: the algorithm needs numbers that add up exactly.
    #[allow(clippy::cast_possible_truncation, reason = "scores are small")]
    fn at(&self, row: usize, column: usize) -> i64 {
        let (row, column) = if self.turned { (column, row) } else { (row, column) };
        let score = self.scores.get(row).and_then(|row| row.get(column)).copied().unwrap_or(FLOOR);
        let whole = (score.max(FLOOR) * 1000.0).round() as i64;
        if self.negated { -whole } else { whole }
    }

    fn neg(&self) -> Self {
        Self { negated: !self.negated, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::assign;

    #[test]
    fn the_sum_counts_and_not_the_best_single_pair() {
        // Greedy would take (0, 0) at 5 and leave (1, 1) at -5.
        assert_eq!(assign(&[vec![5.0, 4.0], vec![4.5, -5.0]]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn either_side_may_be_longer() {
        assert_eq!(assign(&[vec![0.0, 3.0, 1.0]]), [(0, 1)]);
        assert_eq!(assign(&[vec![0.0], vec![3.0], vec![1.0]]), [(1, 0)]);
        assert_eq!(assign(&[]), []);
        assert_eq!(assign(&[vec![]]), []);
    }
}
