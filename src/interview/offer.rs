//! After the interview: where to save the profile.

use super::prompter::{Answer, Prompter, Question};
use std::path::{Path, PathBuf};

/// Offers to save the profile; Enter saves it under a free name, an empty name does not save it.
///
/// `exists` is whether there is such a file; no existing file is chosen.
pub fn offer(prompter: &mut dyn Prompter, exists: &dyn Fn(&Path) -> bool) -> Answer<PathBuf> {
    let numbered = (2..).map(|number| format!("weigh-profile-{number}.yaml"));
    let mut names = std::iter::once("weigh-profile.yaml".to_owned()).chain(numbered);
    let free = names.find(|name| !exists(Path::new(name)));
    let question =
        Question::new("Save your answers to which file?").help("leave it empty not to save them");
    loop {
        match prompter.text(&question, free.as_deref(), |_| Ok(()))? {
            Some(name) if exists(Path::new(&name)) => {
                prompter.say(&format!("{name} already exists."))?;
            }
            name => return Ok(name.map(PathBuf::from)),
        }
    }
}
