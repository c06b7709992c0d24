//! Random figures as streams with names: one stream for each cell and each weight.
//!
//! A stream is found by its seed and the ids it belongs to, never by a position. So a candidate more, a criterion
//! more or another order changes no other stream (common random numbers), and two decisions that differ in one
//! rating are compared on the same draws. A stream comes in blocks that are seeded one by one, so that any thread
//! can make any block, and everything is plain arithmetic, so that every machine makes the same bits.
//!
//! The generator is xoshiro128+ (D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators",
//! 2021), eight of them side by side, which the compiler turns into vector instructions. Its lowest bits are weak;
//! only the upper 24 are used.

use std::hint::black_box;

use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// Draws in one block: few enough that the figures of a decision stay in the nearest cache.
pub(super) const BLOCK: usize = 512;

const LANES: usize = 8;

/// What one figure of a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A factor between a half and 2, uniform on a log axis.
    Factor,
    /// The smaller and the larger of two uniform figures: a block of the smaller ones, then one of the larger.
    Pair,
    /// Exponential with mean 1.
    Exponential,
}

impl Shape {
    /// How many figures a block holds.
    pub(super) fn width(self) -> usize {
        if self == Self::Pair { 2 * BLOCK } else { BLOCK }
    }

    /// Makes one block of the stream with this key.
    pub(super) fn fill(self, key: u64, block: usize, out: &mut [f32]) {
        let mut lanes = Lanes::new(key.wrapping_add(block as u64));
        lanes.uniform(out);
        match self {
            Self::Factor => out.iter_mut().for_each(|u| *u = power_of_two(2.0 * *u - 1.0)),
            Self::Pair => sort_pairs(out),
            Self::Exponential => out.iter_mut().for_each(|u| *u = -ln(1.0 - *u)),
        }
    }
}

/// The key of a stream: a stable hash (FNV-1a, 64 bits) of the seed and the names, each with its end marked.
pub(super) fn key(seed: u64, names: &[&str]) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let seeded = seed.to_le_bytes().into_iter().fold(0xcbf2_9ce4_8422_2325, step);
    // 0xff is in no UTF-8 text, so that ("a", "bc") and ("ab", "c") differ.
    names.iter().fold(seeded, |hash, name| step(name.bytes().fold(hash, step), 0xff))
}

/// Puts the smaller of each pair into the first half and the larger into the second.
fn sort_pairs(out: &mut [f32]) {
    let (first, second) = out.split_at_mut(out.len() / 2);
    for (a, b) in first.iter_mut().zip(second) {
        (*a, *b) = if *a < *b { (*a, *b) } else { (*b, *a) };
    }
}

/// 2^x for x between −1 and 1, by the series of e^(x·ln 2); good to the last digit or two.
fn power_of_two(x: f32) -> f32 {
    const TERMS: [f32; 7] =
        [1.0 / 5_040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0];
    // Half the way, then squared: the series needs fewer terms.
    let y = x * (0.5 * std::f32::consts::LN_2);
    let root = TERMS.iter().fold(0.0, |sum: f32, term| sum * y + term) * y + 1.0;
    root * root
}

/// ln u for u above 0 and up to 1: the exponent's part and the series of artanh for the rest.
fn ln(u: f32) -> f32 {
    const ROOT_HALF: u32 = 0x3f35_04f3;
    let bits = u.to_bits().wrapping_sub(ROOT_HALF);
    let exponent = (bits.cast_signed() >> 23) as f32;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) + ROOT_HALF);
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let z = s * s;
    let series = 1.0 + z * (1.0 / 3.0 + z * (1.0 / 5.0 + z * (1.0 / 7.0 + z * (1.0 / 9.0))));
    exponent * std::f32::consts::LN_2 + 2.0 * s * series
}

/// Eight generators side by side.
struct Lanes([[u32; LANES]; 4]);

impl Lanes {
    fn new(seed: u64) -> Self {
        let mut source = SplitMix64::seed_from_u64(seed);
        Self(std::array::from_fn(|_| std::array::from_fn(|_| source.next_u32())))
    }

    /// The next figure of each lane.
    ///
    /// The two shifts make a rotation by 11. They come as figures the compiler cannot see through: a visible
    /// rotation it takes out of the vector unit, lane by lane, on processors without one, at twice the time.
    #[inline]
    fn next(&mut self, left: u32, right: u32) -> [u32; LANES] {
        let Self([a, b, c, d]) = self;
        std::array::from_fn(|lane| {
            let result = a[lane].wrapping_add(d[lane]);
            let shifted = b[lane] << 9;
            c[lane] ^= a[lane];
            d[lane] ^= b[lane];
            b[lane] ^= c[lane];
            a[lane] ^= d[lane];
            c[lane] ^= shifted;
            d[lane] = d[lane].wrapping_shl(left) ^ d[lane].wrapping_shr(right);
            result
        })
    }

    /// Figures from 0 up to but not including 1, multiples of 2⁻²⁴.
    fn uniform(&mut self, out: &mut [f32]) {
        const UNIT: f32 = 1.0 / 16_777_216.0;
        let (left, right) = (black_box(11), black_box(21));
        for chunk in out.chunks_exact_mut(LANES) {
            let figures = self.next(left, right);
            for (slot, figure) in chunk.iter_mut().zip(figures) {
                *slot = (figure >> 8).cast_signed() as f32 * UNIT;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_xoshiro::Xoshiro128Plus;

    fn block(shape: Shape, key: u64) -> Vec<f32> {
        let mut out = vec![0.0; shape.width()];
        shape.fill(key, 0, &mut out);
        out
    }

    #[test]
    fn each_lane_is_the_published_generator() {
        let mut lanes = Lanes::new(7);
        let seeds: Vec<[u8; 16]> = (0..LANES)
            .map(|lane| {
                let words = [0, 1, 2, 3].map(|word: usize| lanes.0[word][lane].to_le_bytes());
                words.concat().try_into().unwrap()
            })
            .collect();
        let mut singles: Vec<_> = seeds.into_iter().map(Xoshiro128Plus::from_seed).collect();
        for _ in 0..1000 {
            let expected: Vec<u32> = singles.iter_mut().map(Rng::next_u32).collect();
            assert_eq!(lanes.next(11, 21).as_slice(), expected);
        }
    }

    #[test]
    fn names_and_seeds_and_blocks_are_kept_apart() {
        assert_ne!(key(1, &["a", "bc"]), key(1, &["ab", "c"]));
        assert_ne!(key(1, &["a"]), key(2, &["a"]));
        let (mut one, mut two) = (vec![0.0; BLOCK], vec![0.0; BLOCK]);
        Shape::Factor.fill(1, 0, &mut one);
        Shape::Factor.fill(1, 1, &mut two);
        assert_ne!(one, two);
    }

    #[test]
    fn plain_arithmetic_agrees_with_the_library() {
        for step in 1..=1000_u16 {
            let u = f32::from(step) / 1000.0;
            assert!((ln(u) - u.ln()).abs() <= 2e-7 * (1.0 + u.ln().abs()), "ln {u}");
            let x = 2.0 * u - 1.0;
            assert!((power_of_two(x) - x.exp2()).abs() < 5e-7, "2^{x}");
        }
    }

    #[test]
    fn a_block_has_the_moments_of_its_shape() {
        let mean = |figures: &[f32]| figures.iter().sum::<f32>() / figures.len() as f32;
        let pair = block(Shape::Pair, 3);
        assert!(pair[..BLOCK].iter().zip(&pair[BLOCK..]).all(|(low, high)| low <= high));
        assert!((mean(&pair[..BLOCK]) - 1.0 / 3.0).abs() < 0.05);
        assert!((mean(&pair[BLOCK..]) - 2.0 / 3.0).abs() < 0.05);
        assert!((mean(&block(Shape::Exponential, 3)) - 1.0).abs() < 0.2);
        assert!(block(Shape::Factor, 3).iter().all(|f| (0.5..=2.0).contains(f)));
    }
}
