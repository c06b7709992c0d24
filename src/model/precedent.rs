//! Public decisions by real teams.

use super::{AnswerId, CapabilityId, FrameworkId, Need, PrecedentId, Profile, SortedMap, TraitId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A public decision, restated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Precedent {
    /// The id, which is also the file's name.
    pub id: PrecedentId,
    /// A few words on the project.
    pub title: String,
    /// What the team stated about its project.
    pub facts: String,
    /// What it chose: a framework of the catalogue, or something else.
    pub chose: String,
    /// What it considered.
    pub candidates: Vec<String>,
    /// Its reasons, in a line.
    pub because: String,
    /// What became of it, where a source says.
    pub later: Option<String>,
    /// The year of the decision.
    pub year: Option<u16>,
    /// Where it can be read.
    pub url: Option<String>,
    /// A: a decision record with reasons; B: a thread, post or short record.
    pub quality: String,
    /// In which round it was gathered.
    pub gathering: u8,
    /// The stated facts as a profile, coded without sight of the choice.
    #[serde(default, with = "coded")]
    pub profile: Option<Profile>,
}

/// A coded profile has candidates, answers and needs, and nothing else.
mod coded {
    use super::{
        AnswerId, CapabilityId, Deserialize, Deserializer, FrameworkId, Need, Profile, Serialize,
        Serializer, SortedMap, TraitId,
    };

    type Coded = (
        Option<Vec<FrameworkId>>,
        SortedMap<TraitId, Vec<AnswerId>>,
        SortedMap<CapabilityId, Need>,
    );

    #[expect(clippy::ref_option, reason = "serde asks with a reference")]
    pub(super) fn serialize<S: Serializer>(
        profile: &Option<Profile>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        profile.as_ref().map(|p| (&p.frameworks, &p.traits, &p.needs)).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Profile>, D::Error> {
        let coded: Option<Coded> = Option::deserialize(deserializer)?;
        Ok(coded.map(|(frameworks, traits, needs)| Profile {
            frameworks,
            traits,
            needs,
            ..Profile::default()
        }))
    }
}
