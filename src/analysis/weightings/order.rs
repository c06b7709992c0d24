//! Weightings in the order of the user's weights, where that order may leave equals.

use super::exact;

/// Shares that differ by less than this part of the larger are equal.
const SAME_SHARE: f64 = 1e-12;

/// Beyond so many orders of equal weights (7!) the exact mean over all of them is not attempted.
pub const MOST_ORDERS: usize = 5_040;

/// The criteria from the heaviest to the lightest; equals stand together.
pub(super) fn groups(shares: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]).then(a.cmp(&b)));
    let equal = |a: &usize, b: &usize| shares[*a] - shares[*b] <= SAME_SHARE * shares[*a];
    order.chunk_by(equal).map(<[usize]>::to_vec).collect()
}

/// The shares of first and second over all weightings in the order of the groups.
pub(super) fn shares(differences: &[f64], groups: &[Vec<usize>]) -> Option<(f64, f64)> {
    let factorial = |n: usize| (2..=n).fold(1_usize, usize::saturating_mul);
    let orders = groups.iter().map(|group| factorial(group.len()));
    if orders.fold(1, usize::saturating_mul) > MOST_ORDERS {
        return None;
    }
    if groups.len() == 1 {
        // Any order at all: every weighting counts.
        return Some(exact::shares(differences));
    }
    let sorted = |group: &Vec<usize>| {
        let mut figures: Vec<f64> = group.iter().map(|&j| differences[j]).collect();
        figures.sort_by(f64::total_cmp);
        figures
    };
    let mut walk = Walk::default();
    walk.step(&mut groups.iter().map(sorted).collect::<Vec<_>>(), 0.0);
    Some((walk.first / walk.orders, walk.second / walk.orders))
}

/// A walk through all orders, with the running means so far.
#[derive(Default)]
struct Walk {
    means: Vec<f64>,
    orders: f64,
    first: f64,
    second: f64,
}

impl Walk {
    /// Puts each figure left in the foremost group next, and goes on from there.
    ///
    /// Equal differences under equal weights lead to the same figures, and each arrangement of them stands for as
    /// many orders as any other, so one of each is enough.
    fn step(&mut self, left: &mut [Vec<f64>], sum: f64) {
        match left {
            [] => {
                let (first, second) = exact::shares(&self.means);
                self.orders += 1.0;
                self.first += first;
                self.second += second;
            }
            [group, later @ ..] if group.is_empty() => self.step(later, sum),
            _ => {
                for place in 0..left[0].len() {
                    if place > 0 && left[0][place].total_cmp(&left[0][place - 1]).is_eq() {
                        continue;
                    }
                    let figure = left[0].remove(place);
                    self.means.push((sum + figure) / (self.means.len() + 1) as f64);
                    self.step(left, sum + figure);
                    self.means.pop();
                    left[0].insert(place, figure);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_stand_together() {
        assert_eq!(groups(&[0.1, 0.4, 0.1, 0.4]), [vec![1, 3], vec![0, 2]]);
    }

    #[test]
    fn order_turns_the_answer() {
        // In the order (1, −2) the corners are 1 and −½: two thirds to one third.
        let (first, second) = shares(&[1.0, -2.0], &[vec![0], vec![1]]).unwrap();
        assert!((first - 2.0 / 3.0).abs() < 1e-12 && (second - 1.0 / 3.0).abs() < 1e-12);
        assert!(shares(&[1.0; 8], &[(0..8).collect()]).is_none());
    }

    #[test]
    fn any_order_of_equals_is_every_weighting() {
        let differences = [2.0, -1.0, -0.5, 1.0, -3.0];
        let mut walk = Walk::default();
        walk.step(&mut [vec![-3.0, -1.0, -0.5, 1.0, 2.0]], 0.0);
        let (first, _) = exact::shares(&differences);
        assert!((walk.first / walk.orders - first).abs() < 1e-12);
        assert!((walk.orders - 120.0).abs() < 1e-12);
    }
}
