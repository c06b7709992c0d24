//! What to keep of an interview; Enter keeps nothing.

use super::prompter::{Answer, Prompter, Question};
use std::io;
use std::path::{Path, PathBuf};

/// The file offered for a profile.
const PROFILE: &str = "weigh-profile.yaml";

/// What is to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keep {
    /// Where to save the profile, if at all; what is there may be replaced.
    pub profile: Option<PathBuf>,
    /// Whether to write the decision record.
    pub record: bool,
    /// What the project is called, where it was asked.
    pub title: Option<String>,
}

/// Where the offer stands.
#[derive(Clone, Copy)]
enum At {
    What,
    File,
    Replace,
    Title,
}

/// Offers to keep the profile and, where `records` can be written, the decision record.
///
/// `titled` says whether the project has a title. `exists` tells whether a file is there already.
pub fn offer(
    prompter: &mut dyn Prompter,
    (records, titled): (bool, bool),
    exists: &dyn Fn(&Path) -> bool,
) -> io::Result<Answer<Keep>> {
    let mut keep = Keep::default();
    let mut at = At::What;
    loop {
        let next = match at {
            At::What => what(prompter, records, &mut keep)?,
            At::File => file(prompter, &mut keep, exists)?,
            At::Replace => replace(prompter, &keep)?,
            At::Title if titled => return Ok(Answer::Given(keep)),
            At::Title => title(prompter, &mut keep)?,
        };
        at = match next {
            Answer::Given(Some(next)) => next,
            Answer::Given(None) => return Ok(Answer::Given(keep)),
            Answer::Skipped => return Ok(Answer::Skipped),
            Answer::Back if matches!(at, At::What) => return Ok(Answer::Back),
            Answer::Back => At::What,
            Answer::Quit => return Ok(Answer::Quit),
        };
    }
}

type Next = io::Result<Answer<Option<At>>>;

fn what(prompter: &mut dyn Prompter, records: bool, keep: &mut Keep) -> Next {
    let question = Question::new("Keep this?").skip("No, leave it at that");
    let mut choices = vec!["Save the profile, to decide again".to_owned()];
    if records {
        choices.push("Save the profile and write the decision record".to_owned());
    }
    let picked = prompter.select(&question, &choices, None)?;
    keep.record = picked == Answer::Given(1);
    Ok(picked.map(|_| Some(At::File)))
}

fn file(prompter: &mut dyn Prompter, keep: &mut Keep, exists: &dyn Fn(&Path) -> bool) -> Next {
    let question = Question::new("To which file?");
    let offered = keep.profile.as_ref().map(|path| path.display().to_string());
    let typed = prompter.text(&question, Some(offered.as_deref().unwrap_or(PROFILE)))?;
    Ok(typed.map(|path| {
        let path = PathBuf::from(path);
        let next = if exists(&path) { At::Replace } else { At::Title };
        keep.profile = Some(path);
        Some(next)
    }))
}

fn replace(prompter: &mut dyn Prompter, keep: &Keep) -> Next {
    let path = keep.profile.as_deref().unwrap_or(Path::new(PROFILE)).display();
    let question = Question::new(format!("{path} is already there. Replace it?"));
    let yes = prompter.confirm(&question)?;
    Ok(yes.map(|yes| Some(if yes { At::Title } else { At::File })))
}

fn title(prompter: &mut dyn Prompter, keep: &mut Keep) -> Next {
    let question = Question::new("What is the project called?").help("it heads the record");
    Ok(match prompter.text(&question, None)? {
        Answer::Given(text) => {
            keep.title = Some(text);
            Answer::Given(None)
        }
        Answer::Skipped => Answer::Given(None),
        other => other.map(|_| None),
    })
}
