//! Required capabilities, checked before anything is weighed; and what the project would add or not use.

use super::facts::Needs;
use crate::decision::{Excluded, Provided};
use crate::model::{CapabilityId, Framework, Profile, Provision, SortedMap};

/// What a framework lacks of what the project must have, and what of it was not checked, which never excludes.
pub fn gate(framework: &Framework, profile: &Profile) -> (Excluded, Vec<CapabilityId>) {
    let (id, name) = (framework.id.clone(), framework.name.clone());
    let mut gate = Excluded { id, name, missing: Vec::new(), by_extension_only: SortedMap::new() };
    let mut unknown = Vec::new();
    for (capability, need) in profile.needs.iter().filter(|(_, need)| need.decides()) {
        match framework.capabilities.get(capability) {
            None => unknown.push(capability.clone()),
            Some(provision) if need.allows(provision) => {}
            Some(provision) => {
                gate.missing.push(capability.clone());
                if let Provision::Extension { name, .. } = provision {
                    gate.by_extension_only.insert(capability.clone(), name.clone());
                }
            }
        }
    }
    (gate, unknown)
}

/// How a framework has what the project needs or wants.
pub fn provided(framework: &Framework, needs: &Needs) -> Provided {
    let mut provided = Provided::default();
    for capability in wanted(needs).cloned() {
        match framework.capabilities.get(&capability) {
            Some(Provision::BuiltIn) => provided.built_in.push(capability),
            Some(Provision::Extension { name, .. }) => {
                provided.by_extension.insert(capability, name.clone());
            }
            Some(Provision::None) => provided.missing.push(capability),
            None => provided.unknown.push(capability),
        }
    }
    provided
}

/// What is built in and this project will not use.
pub fn unused(framework: &Framework, needs: &Needs) -> Vec<CapabilityId> {
    let built_in =
        |id: &&CapabilityId| framework.capabilities.get(*id) == Some(&Provision::BuiltIn);
    let rejected = needs.iter().filter(|(_, known)| known.need.rejects());
    rejected.map(|(id, _)| *id).filter(built_in).cloned().collect()
}

/// What the project needs or wants, without what it may come to want.
pub fn wanted<'a>(needs: &Needs<'a>) -> impl Iterator<Item = &'a CapabilityId> {
    needs.iter().filter(|(_, known)| known.need.wants()).map(|(id, _)| *id)
}
