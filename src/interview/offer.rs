//! After the interview: whether to save the profile.

use super::prompter::{Answer, Prompter, Question, Stop};
use std::path::{Path, PathBuf};

/// What to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// Where to save the profile; an existing file is to be replaced.
    pub profile: PathBuf,
    /// Whether to write the decision record.
    pub record: bool,
    /// The title of the project, where it was asked.
    pub title: Option<String>,
}

/// Offers to save the profile and the decision record; Enter saves the profile.
///
/// `titled` is whether the project has a title, `exists` whether a file does.
pub fn offer(
    prompter: &mut dyn Prompter,
    titled: bool,
    exists: &dyn Fn(&Path) -> bool,
) -> Answer<Keep> {
    let question = Question { skip: None, ..Question::new("Save your answers?") };
    let choices = ["Yes, as a profile", "Yes, and write the decision record", "No"];
    let choices = choices.map(str::to_owned);
    loop {
        let Some(at @ 0..=1) = prompter.select(&question, &choices, Some(0))? else {
            return Ok(None);
        };
        let keep = keep(prompter, titled, exists);
        if !matches!(keep, Err(Stop::Back)) {
            return keep.map(|keep| keep.map(|keep| Keep { record: at == 1, ..keep }));
        }
    }
}

fn keep(prompter: &mut dyn Prompter, titled: bool, exists: &dyn Fn(&Path) -> bool) -> Answer<Keep> {
    let Some(profile) = file(prompter, exists)? else { return Ok(None) };
    let question = Question::new("What is the project called?").help("the title of the record");
    let title = if titled { None } else { prompter.text(&question, None, |_| Ok(()))? };
    Ok(Some(Keep { profile, record: false, title }))
}

fn file(prompter: &mut dyn Prompter, exists: &dyn Fn(&Path) -> bool) -> Answer<PathBuf> {
    let numbered = (2..).map(|number| format!("weigh-profile-{number}.yaml"));
    let mut names = std::iter::once("weigh-profile.yaml".to_owned()).chain(numbered);
    let mut offered = names.find(|name| !exists(Path::new(name))).unwrap_or_default();
    loop {
        let question = Question::new("Save to which file?");
        let typed = prompter.text(&question, Some(&offered), |_| Ok(()))?;
        let Some(name) = typed else { return Ok(None) };
        if !exists(Path::new(&name)) {
            return Ok(Some(name.into()));
        }
        let question = Question::new(format!("{name} already exists. Replace it?"))
            .skip("No, choose another file");
        match prompter.select(&question, &["Yes, replace it".to_owned()], None) {
            Ok(Some(_)) => return Ok(Some(name.into())),
            Ok(None) | Err(Stop::Back) => offered = name,
            Err(stop) => return Err(stop),
        }
    }
}
