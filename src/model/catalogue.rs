//! The catalogue: everything that is known apart from the project.

use super::{
    AnswerId, CapabilityId, Criterion, CriterionId, Factor, Finding, FitRules, Framework,
    FrameworkId, PrecedentId, Profile, Score, SortedMap, SourceId, SourceKind, TraitId,
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;

/// Criteria, frameworks, traits, capabilities, sources and precedents, checked against each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The criteria.
    pub criteria: SortedMap<CriterionId, Criterion>,
    /// The rules of project fit; none where the catalogue has no `fit.yaml`.
    pub fit: Option<FitRules>,
    /// The frameworks.
    pub frameworks: SortedMap<FrameworkId, Framework>,
    /// The questions, in the order in which they are asked.
    pub traits: Vec<Trait>,
    /// What a project may need.
    pub capabilities: SortedMap<CapabilityId, Capability>,
    /// Every source once.
    pub sources: SortedMap<SourceId, Source>,
    /// Public decisions.
    pub precedents: SortedMap<PrecedentId, Precedent>,
    /// Where the catalogue came from.
    pub origin: Origin,
}

impl Catalogue {
    /// The trait of this id.
    pub fn find_trait(&self, id: &(impl Borrow<str> + ?Sized)) -> Option<&Trait> {
        self.traits.iter().find(|known| known.id == *id.borrow())
    }

    /// A criterion's title; the id where there is none.
    pub fn criterion_title<'a>(&'a self, id: &'a CriterionId) -> &'a str {
        self.criteria.get(id).map_or(id.as_str(), |criterion| &criterion.title)
    }

    /// Whether the catalogue is the embedded one, with nothing added.
    pub fn is_embedded(&self) -> bool {
        self.origin.place == Origin::EMBEDDED
    }

    /// The frameworks that a project chooses between, in canonical order.
    ///
    /// Those that the profile names; else those marked default (all, where none is), and every framework that an answer
    /// or an override names. In both cases those of [`Origin::added`] too.
    pub fn candidates(&self, profile: &Profile) -> Vec<&Framework> {
        let any_default = self.frameworks.values().any(|framework| framework.default);
        let answers = self.given(profile).filter_map(|(_, answer)| answer.names());
        let overrides = profile.overrides.iter().map(|o| &o.framework);
        let mentioned: Vec<&FrameworkId> = answers.chain(overrides).collect();
        let chosen = |framework: &&Framework| match &profile.frameworks {
            _ if self.origin.added.contains(&framework.id) => true,
            Some(named) => named.contains(&framework.id),
            None => framework.default || !any_default || mentioned.contains(&&framework.id),
        };
        self.frameworks.values().filter(chosen).collect()
    }

    /// The answers that a profile gives, each with its question.
    ///
    /// Of several answers to one question that name the same framework, only the strongest counts.
    pub fn given<'a>(
        &'a self,
        profile: &'a Profile,
    ) -> impl Iterator<Item = (&'a Trait, &'a Answer)> {
        let traits = profile.traits.iter();
        traits.filter_map(|(id, answers)| Some((self.find_trait(id)?, answers))).flat_map(
            |(asked, answers)| {
                let all = || answers.iter().filter_map(|answer| asked.find(answer));
                all()
                    .filter(move |one| !all().any(|other| other.outdoes(one)))
                    .map(move |answer| (asked, answer))
            },
        )
    }

    /// Adds or replaces a framework, and makes the answers that each framework adds to the questions again.
    pub fn add_framework(&mut self, framework: Framework) {
        self.frameworks.insert(framework.id.clone(), framework);
        for asked in &mut self.traits {
            // Made anew, so that their order is that of the ids, whoever came last.
            asked.answers.retain(|answer| answer.names().is_none());
            for framework in self.frameworks.values().filter(|one| one.based_on.is_none()) {
                let answers = asked.each_framework.iter().filter_map(|each| each.answer(framework));
                asked.answers.extend(answers);
            }
        }
    }

    /// The date of a finding's data: that of its oldest dated source, or else the day on which it was checked.
    pub fn observed(&self, finding: &Finding) -> Date {
        let sources = finding.sources.iter().filter_map(|id| self.sources.get(id));
        sources.filter_map(Source::day).min().unwrap_or(finding.checked)
    }
}

impl Origin {
    /// The place of the embedded catalogue.
    pub const EMBEDDED: &'static str = "embedded";
}

/// Where a catalogue came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `embedded` or the folder, and what was added.
    pub place: String,
    /// The SHA-256 digest of the files, in hexadecimal.
    pub sha256: String,
    /// The frameworks that were added to it; they are always candidates.
    pub added: Vec<FrameworkId>,
}

/// A property of the user's project, asked as a question with fixed answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Trait {
    /// The id.
    pub id: TraitId,
    /// The question, as the interview asks it.
    pub question: String,
    /// A line of help.
    pub help: Option<String>,
    /// Whether several answers may be given.
    #[serde(default)]
    pub several: bool,
    /// The answers, those made from frameworks last.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Templates of answers, one for every framework that is not a stack.
    #[serde(default)]
    pub each_framework: Vec<AnswerTemplate>,
}

impl Trait {
    /// The answer of this id.
    pub fn find(&self, id: &AnswerId) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.id == *id)
    }
}

/// One answer to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Unique within the trait.
    pub id: AnswerId,
    /// The text that people read.
    pub label: String,
    /// How it affects project fit.
    pub fit: AnswerFit,
    /// What it multiplies the criteria's weights by.
    #[serde(default)]
    pub weights: SortedMap<CriterionId, Factor>,
    /// The reason of the factors.
    pub because: Option<String>,
    /// The sources of the reason, if any.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceId>,
}

impl Answer {
    /// The framework that it names.
    pub fn names(&self) -> Option<&FrameworkId> {
        match &self.fit {
            AnswerFit::Names { framework, .. } => Some(framework),
            AnswerFit::Neutral | AnswerFit::Scored => None,
        }
    }

    /// Whether it names the same framework, and more strongly.
    fn outdoes(&self, other: &Self) -> bool {
        let AnswerFit::Names { framework: named, if_named: less, .. } = &other.fit else {
            return false;
        };
        matches!(&self.fit, AnswerFit::Names { framework, if_named, .. } if framework == named && if_named > less)
    }
}

/// How an answer affects project fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum AnswerFit {
    /// It has no effect.
    Neutral,
    /// Each framework's file states how well it suits.
    Scored,
    /// It names a framework: that one and its stacks have the fit `if_named`, every other one has `otherwise`.
    Names {
        /// The framework named.
        framework: FrameworkId,
        /// The named framework's fit, 0 to 10.
        if_named: Score,
        /// Every other framework's fit, 0 to 10.
        otherwise: Score,
        /// The reason.
        because: Option<String>,
    },
}

/// The template of an answer for every framework; `{id}` and `{name}` are replaced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AnswerTemplate {
    /// The template of the answer's id, with `{id}`.
    pub answer: String,
    /// The template of its label, with `{name}`.
    pub label: String,
    /// The named framework's fit, 0 to 10.
    pub if_named: Score,
    /// Every other framework's fit, 0 to 10.
    pub otherwise: Score,
    /// The template of the reason of both, with `{name}`.
    pub because: Option<String>,
}

impl AnswerTemplate {
    /// The answer for one framework; none where the template gives an invalid id, which the loader reports.
    pub fn answer(&self, framework: &Framework) -> Option<Answer> {
        Some(Answer {
            id: AnswerId::new(&self.answer.replace("{id}", framework.id.as_str())).ok()?,
            label: self.label.replace("{name}", &framework.name),
            fit: AnswerFit::Names {
                framework: framework.id.clone(),
                if_named: self.if_named,
                otherwise: self.otherwise,
                because: self.because.as_ref().map(|why| why.replace("{name}", &framework.name)),
            },
            weights: SortedMap::new(),
            because: None,
            sources: Vec::new(),
        })
    }
}

/// Something that a project may need and a framework may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capability {
    /// The id.
    pub id: CapabilityId,
    /// The heading in lists.
    pub title: String,
    /// The question in the interview.
    pub question: Option<String>,
    /// What counts as having it.
    pub about: Option<String>,
    /// Extensions of which a project uses one.
    #[serde(default)]
    pub alternatives: Vec<String>,
}

/// A page, paper or measurement that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The id.
    pub id: SourceId,
    /// The page's or paper's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its address.
    pub url: Option<String>,
    /// Where it is in weigh's repository, if it is a measurement of this project.
    pub path: Option<String>,
    /// The date of its data: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub observed: Option<String>,
    /// Why it has neither address nor path.
    pub kind: Option<SourceKind>,
    /// The reason of an unlocated source.
    pub because: Option<String>,
    /// The first day on which the project that it documents is archived.
    pub archived: Option<Date>,
}

impl Source {
    /// The first day of `observed`; none where there is no date.
    pub fn day(&self) -> Option<Date> {
        let observed = self.observed.as_deref()?;
        let rest = "-01-01".get(observed.len().checked_sub(4)?..)?;
        format!("{observed}{rest}").parse().ok()
    }
}

/// A public decision of a real team, restated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Precedent {
    /// The id, which is also the file's name.
    pub id: PrecedentId,
    /// A few words on the project.
    pub title: String,
    /// What the team stated about its project before it chose.
    pub facts: String,
    /// What it chose: the id of a framework, or another name.
    pub chose: String,
    /// What it considered.
    pub candidates: Vec<String>,
    /// Its reasons, in a line.
    pub because: String,
    /// What became of it, where a source says.
    pub later: Option<String>,
    /// The year of the decision.
    pub year: Option<u16>,
    /// The address where the team published it.
    pub url: Option<String>,
    /// A: a decision record with reasons; B: a thread, post or short record.
    pub quality: String,
    /// The round in which it was found: 1, 2, ...
    pub round: u8,
    /// The facts as a profile, written by someone who did not know the choice.
    #[serde(default, serialize_with = "code", deserialize_with = "decode")]
    pub profile: Option<Profile>,
}

/// A coded profile has candidates, answers and needs, and nothing else.
#[expect(clippy::ref_option, reason = "serde asks with a reference")]
fn code<S: Serializer>(profile: &Option<Profile>, serializer: S) -> Result<S::Ok, S::Error> {
    profile.as_ref().map(|p| (&p.frameworks, &p.traits, &p.needs)).serialize(serializer)
}

fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Profile>, D::Error> {
    let coded = Option::<(_, _, _)>::deserialize(deserializer)?;
    let none = Profile::default();
    Ok(coded.map(|(frameworks, traits, needs)| Profile { frameworks, traits, needs, ..none }))
}
