//! What flags say, laid over a profile's file before it is checked.

use super::Sink;
use crate::load::problem::Problem;
use crate::load::raw::{At, Entries, Number, OneOrMany, Profile, Spot};
use crate::load::text::Text;

/// What was typed beside the profile. A flag's value replaces the file's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// `--weight security=30`.
    pub weights: Vec<(String, f64)>,
    /// `--trait team=django,flask`.
    pub traits: Vec<(String, Vec<String>)>,
    /// `--need admin=must`.
    pub needs: Vec<(String, String)>,
    /// `--frameworks django,flask`.
    pub frameworks: Option<Vec<String>>,
}

impl Overlay {
    /// Lays the flags over the file; gives them back as they were typed, by number.
    pub(super) fn lay_over(&self, raw: &mut Profile, text: &Text) -> (Vec<String>, Vec<Problem>) {
        let mut flags = Flags::default();
        let problems = self.against_other_weights(raw, text);
        self.lay_weights(raw, &mut flags);
        let traits = self.traits.iter().map(|(id, answers)| {
            let at = flags.add(format!("--trait {id}={}", answers.join(",")));
            (spot(id, at), OneOrMany(answers.iter().map(|answer| spot(answer, at)).collect()))
        });
        replace(&mut raw.traits, traits.collect());
        let needs = self.needs.iter().map(|(id, need)| {
            let at = flags.add(format!("--need {id}={need}"));
            (spot(id, at), spot(need, at))
        });
        replace(&mut raw.needs, needs.collect());
        if let Some(named) = &self.frameworks {
            let at = flags.add(format!("--frameworks {}", named.join(",")));
            let value = named.iter().map(|id| spot(id, at)).collect();
            raw.frameworks = Some(Spot { value, at });
        }
        (flags.0, problems)
    }

    fn lay_weights(&self, raw: &mut Profile, flags: &mut Flags) {
        let weights: Vec<_> = (self.weights.iter())
            .map(|(id, points)| {
                let at = flags.add(format!("--weight {id}={points}"));
                (spot(id, at), Spot { value: Number::Value(*points), at })
            })
            .collect();
        let Some((first, _)) = weights.first() else { return };
        let at = raw.weights.as_ref().map_or(first.at, |weights| weights.at);
        let mut entries = raw.weights.take().map(|weights| weights.value);
        replace(&mut entries, weights);
        raw.weights = entries.map(|value| Spot { value, at });
    }

    /// Flags for weights do not go with a file that orders or compares the criteria.
    fn against_other_weights(&self, raw: &Profile, text: &Text) -> Vec<Problem> {
        if self.weights.is_empty() {
            return Vec::new();
        }
        let ranking = raw.ranking.as_ref().map(|ranking| ("ranking", ranking.at));
        let pairwise = raw.pairwise.as_ref().map(|pairwise| ("pairwise", pairwise.at));
        let mut sink = Sink::new(text);
        for (name, at) in [ranking, pairwise].into_iter().flatten() {
            sink.say(at, &format!("`--weight` does not go with a profile that has a `{name}`"))
                .advise(&format!("leave the flag out, or write `weights` in place of `{name}`"));
        }
        sink.into_problems()
    }
}

#[derive(Default)]
struct Flags(Vec<String>);

impl Flags {
    fn add(&mut self, typed: String) -> At {
        self.0.push(typed);
        At::Flag(self.0.len() - 1)
    }
}

fn spot(text: &str, at: At) -> Spot<String> {
    Spot { value: text.to_owned(), at }
}

/// Puts the flags' entries in place of those of the file that have the same key.
fn replace<V>(entries: &mut Option<Entries<V>>, flags: Vec<(Spot<String>, V)>) {
    if flags.is_empty() {
        return;
    }
    let kept = entries.get_or_insert_default();
    kept.0.retain(|(key, _)| flags.iter().all(|(flag, _)| flag.value != key.value));
    kept.0.extend(flags);
}
