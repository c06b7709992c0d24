//! Public decisions by real teams.

use super::{PrecedentId, Profile};
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
