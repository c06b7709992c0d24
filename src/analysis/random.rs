//! Random numbers as streams with names: one stream for each weight and each rating.
//!
//! The n-th number of a stream follows from the seed, the stream's names and n alone. So another candidate, another
//! criterion or another order changes no other stream (common random numbers), and two decisions that differ in one
//! rating are compared on the same draws. Everything is plain arithmetic or `libm`, so that every machine makes the
//! same bytes.
//!
//! The generator is Xorshift with 128 bits: G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003). Each
//! block starts it anew, from numbers of `SplitMix64`: G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom
//! Number Generators", OOPSLA 2014.

use crate::model::{CriterionId, FrameworkId};
use crate::score::Matrix;
use std::collections::HashMap;
use std::sync::Arc;

/// Samples in one block.
pub const BLOCK: usize = 128;

/// One figure for each sample of a block. Loops over its length need no checks, and a compiler does several figures at once.
pub type Block = [f32; BLOCK];

/// Above so many samples a cache would grow too large: then every decision makes its own numbers.
const MOST_CACHED: usize = 65_536;

/// At most so many ratings are sampled for one answer: a decision of more than 10,000 ratings gets fewer than 10,000
/// samples, and one of 50,000 gets 2,000, whose standard error is at most 0.011.
const MOST_SAMPLED: usize = 100_000_000;

/// How a sampled answer is to be sampled.
#[derive(Debug, Clone)]
pub struct Sampling {
    /// Where the streams start; the same seed gives the same bytes.
    pub seed: u64,
    /// How many samples; 0 is taken as 1.
    pub count: usize,
    /// Numbers made beforehand; they change no result.
    pub cache: Option<Arc<DrawCache>>,
}

impl Sampling {
    /// Sampling without a cache.
    pub fn new(seed: u64, count: usize) -> Self {
        Self { seed, count: count.max(1), cache: None }
    }

    /// The same with so few samples that a large decision still ends in about a second.
    pub(super) fn limited_for(&self, matrix: &Matrix) -> Self {
        let ratings = matrix.candidates.len() * matrix.criteria.len();
        let most = MOST_SAMPLED / ratings.max(1);
        Self { count: self.count.min(most.max(1)), ..self.clone() }
    }

    pub(super) fn blocks(&self) -> usize {
        self.count.div_ceil(BLOCK)
    }

    /// How many samples of a block are asked for.
    pub(super) fn len(&self, block: usize) -> usize {
        BLOCK.min(self.count - block * BLOCK)
    }

    pub(super) fn stream(&self, kind: Kind, names: &[&str]) -> Stream<'_> {
        let key = key(self.seed, names);
        let cache = self.cache.as_ref().filter(|cache| cache.blocks >= self.blocks());
        Stream {
            kind,
            key,
            cached: cache.and_then(|cache| cache.streams.get(&key)).map(Vec::as_slice),
        }
    }

    /// The factors of one criterion's weight.
    pub(super) fn factors(&self, criterion: &CriterionId) -> Stream<'_> {
        self.stream(Kind::Factor, &["weight", criterion.as_str()])
    }

    /// The pairs of one rating.
    pub(super) fn pairs(&self, criterion: &CriterionId, candidate: &FrameworkId) -> Stream<'_> {
        self.stream(Kind::Pair, &["rating", criterion.as_str(), candidate.as_str()])
    }

    /// The pairs of one candidate's adjustment.
    pub(super) fn adjustment(&self, candidate: &FrameworkId) -> Stream<'_> {
        self.stream(Kind::Pair, &["adjustment", candidate.as_str()])
    }

    /// One criterion's part of a weighting.
    pub(super) fn exponentials(&self, criterion: &CriterionId) -> Stream<'_> {
        self.stream(Kind::Exponential, &["weighting", criterion.as_str()])
    }
}

/// The numbers of many decisions on the same criteria and candidates, made once.
#[derive(Debug)]
pub struct DrawCache {
    blocks: usize,
    streams: HashMap<u64, Vec<Block>>,
}

impl DrawCache {
    /// Makes the numbers; none where there are more samples than are worth keeping.
    pub fn new(
        sampling: &Sampling,
        criteria: &[CriterionId],
        candidates: &[FrameworkId],
    ) -> Option<Arc<Self>> {
        if sampling.count > MOST_CACHED {
            return None;
        }
        let mut cache = Self { blocks: sampling.blocks(), streams: HashMap::new() };
        let mut keep = |stream: Stream| {
            let mut numbers = vec![[0.0; BLOCK]; cache.blocks * stream.kind.width()];
            for (block, out) in numbers.chunks_exact_mut(stream.kind.width()).enumerate() {
                stream.fill(block, out);
            }
            cache.streams.insert(stream.key, numbers);
        };
        for criterion in criteria {
            keep(sampling.factors(criterion));
            keep(sampling.exponentials(criterion));
            candidates.iter().for_each(|candidate| keep(sampling.pairs(criterion, candidate)));
        }
        candidates.iter().for_each(|candidate| keep(sampling.adjustment(candidate)));
        Some(Arc::new(cache))
    }
}

/// What one number of a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A factor between a half and 2, uniform on a log axis.
    Factor,
    /// The smaller and the larger of two uniform numbers: a block of the smaller ones, then one of the larger.
    Pair,
    /// Exponential with mean 1.
    Exponential,
}

impl Kind {
    /// How many blocks.
    fn width(self) -> usize {
        if self == Self::Pair { 2 } else { 1 }
    }
}

/// One stream, read block by block.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    kind: Kind,
    key: u64,
    cached: Option<&'a [Block]>,
}

/// A figure as samples hold it.
#[expect(clippy::cast_possible_truncation, reason = "rounding is far below the error of sampling")]
pub(super) fn single(figure: f64) -> f32 {
    figure as f32
}

/// Room for the widest kind.
pub(super) type Scratch = [Block; 2];

impl Stream<'_> {
    /// One block, of pairs two: from the cache, or else made in `scratch`.
    pub(super) fn block<'b>(&'b self, block: usize, scratch: &'b mut Scratch) -> &'b [Block] {
        let width = self.kind.width();
        if let Some(numbers) = self.cached {
            return &numbers[block * width..][..width];
        }
        self.fill(block, &mut scratch[..width]);
        &scratch[..width]
    }

    fn fill(&self, block: usize, out: &mut [Block]) {
        uniform(self.key, block, out.as_flattened_mut());
        let numbers = out.as_flattened_mut().iter_mut();
        match self.kind {
            Kind::Factor => numbers.for_each(|x| *x = power_of_two(2.0 * *x - 1.0)),
            Kind::Exponential => numbers.for_each(|x| *x = -libm::logf(1.0 - *x)),
            Kind::Pair => {
                let (smaller, larger) = out.split_at_mut(1);
                for (a, b) in smaller[0].iter_mut().zip(&mut larger[0]) {
                    (*a, *b) = (a.min(*b), a.max(*b));
                }
            }
        }
    }
}

/// 2^x for x from -1 to 1, within 2e-6: the polynomial of Taylor, as plain arithmetic that a compiler can do for several
/// figures at once.
fn power_of_two(x: f32) -> f32 {
    let x = x * std::f32::consts::LN_2;
    let high = ((x * (1.0 / 5040.0) + 1.0 / 720.0) * x + 1.0 / 120.0) * x + 1.0 / 24.0;
    (((high * x + 1.0 / 6.0) * x + 0.5) * x + 1.0) * x + 1.0
}

/// The key of a stream: a stable hash (FNV-1a, 64 bits) of the seed and the names, each with its end marked.
fn key(seed: u64, names: &[&str]) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let seeded = seed.to_le_bytes().into_iter().fold(0xcbf2_9ce4_8422_2325, step);
    // 0xff is in no UTF-8 text, so that ("a", "bc") and ("ab", "c") differ.
    names.iter().fold(seeded, |hash, name| step(name.bytes().fold(hash, step), 0xff))
}

/// The n-th 64 bits after a seed.
fn bits(seed: u64, n: usize) -> u64 {
    let mut z = seed.wrapping_add((n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Generators side by side, so that a compiler can step several at once.
const LANES: usize = 8;

/// Their states: four words each.
const STATE: usize = 4 * LANES;

/// Their states and the words for the widest block, each word of all generators next to each other.
type Words = [u32; STATE + 2 * BLOCK];

/// The words that follow from the states.
fn follow(words: &mut Words) {
    for n in STATE..words.len() {
        let (oldest, newest) = (words[n - STATE], words[n - LANES]);
        let old = oldest ^ (oldest << 11);
        words[n] = newest ^ (newest >> 19) ^ old ^ (old >> 8);
    }
}

/// Numbers from 0 up to but not including 1, of the upper 24 bits of each word.
fn uniform(key: u64, block: usize, out: &mut [f32]) {
    let mut words: Words = [0; STATE + 2 * BLOCK];
    for (n, pair) in words[..STATE].chunks_exact_mut(2).enumerate() {
        let bits = bits(key, block * STATE / 2 + n);
        (pair[0], pair[1]) = ((bits >> 32) as u32, (bits & 0xffff_ffff) as u32);
    }
    follow(&mut words);
    for (out, word) in out.iter_mut().zip(&words[STATE..]) {
        *out = (*word >> 8).cast_signed() as f32 * (1.0 / 16_777_216.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: Kind, key: u64) -> Vec<f32> {
        let mut out = vec![[0.0; BLOCK]; kind.width()];
        Stream { kind, key, cached: None }.fill(0, &mut out);
        out.concat()
    }

    #[test]
    fn the_generators_are_the_published_ones() {
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([0, 1, 2].map(|n| bits(1_234_567, n)), published);
        let mut words = [0; STATE + 2 * BLOCK];
        let seed = [123_456_789, 362_436_069, 521_288_629, 88_675_123];
        for (words, seed) in words.chunks_exact_mut(LANES).zip(seed) {
            words.fill(seed);
        }
        follow(&mut words);
        let published = [3_701_687_786, 458_299_110, 2_500_872_618, 3_633_119_408];
        assert_eq!(words[STATE..][..STATE], published.map(|word| [word; LANES]).concat());
    }

    #[test]
    fn a_power_is_as_near_as_it_says() {
        for n in 0..=4096_u16 {
            let x = f32::from(n) / 2048.0 - 1.0;
            assert!((f64::from(power_of_two(x)) - libm::exp2(f64::from(x))).abs() < 2e-6, "{x}");
        }
    }

    #[test]
    fn names_and_seeds_are_kept_apart() {
        assert_ne!(key(1, &["a", "bc"]), key(1, &["ab", "c"]));
        assert_ne!(key(1, &["a"]), key(2, &["a"]));
    }

    #[test]
    fn a_block_has_the_moments_of_its_kind() {
        let mean = |figures: &[f32]| figures.iter().sum::<f32>() / figures.len() as f32;
        let pair = block(Kind::Pair, 3);
        assert!(pair[..BLOCK].iter().zip(&pair[BLOCK..]).all(|(low, high)| low <= high));
        assert!((mean(&pair[..BLOCK]) - 1.0 / 3.0).abs() < 0.1);
        assert!((mean(&pair[BLOCK..]) - 2.0 / 3.0).abs() < 0.1);
        assert!((mean(&block(Kind::Exponential, 3)) - 1.0).abs() < 0.35);
        assert!(block(Kind::Factor, 3).iter().all(|f| (0.499_99..=2.000_01).contains(f)));
    }
}
