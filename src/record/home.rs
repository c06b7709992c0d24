//! Where a repository keeps its records, and in which flavour.

use super::Flavour;

/// What has to be known of a repository; paths are relative to its root.
pub trait Tree {
    /// The text of a file; none where there is none.
    fn text(&self, path: &str) -> Option<String>;
    /// The texts of a folder's Markdown files; none where there is no such folder.
    fn records(&self, folder: &str) -> Option<Vec<String>>;
}

/// A folder of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The folder, relative to the root.
    pub folder: String,
    /// How records are written there.
    pub flavour: Flavour,
    /// What told, as people read it; none where nothing did.
    pub because: Option<&'static str>,
}

/// The files and folders that make a folder the root of records, in the order in which they count.
pub const MARKS: [&str; 6] =
    [".log4brains.yml", ".adr-dir", "doc/adr", "adrs.toml", "docs/decisions", "docs/adr"];

/// Looks for the records' home.
pub fn home(tree: &dyn Tree) -> Home {
    let found = [log4brains, adr_tools, adrs, by_folder].into_iter().find_map(|look| look(tree));
    let flavour = Flavour::Madr;
    let usual = || Home { folder: flavour.usual_folder().to_owned(), flavour, because: None };
    found.unwrap_or_else(usual)
}

fn log4brains(tree: &dyn Tree) -> Option<Home> {
    let config = tree.text(".log4brains.yml")?;
    let folder = least_indented(&config, "adrFolder");
    Some(Home {
        folder: folder.unwrap_or_else(|| Flavour::Log4brains.usual_folder().to_owned()),
        flavour: Flavour::Log4brains,
        because: Some("`.log4brains.yml`"),
    })
}

/// A key's value: packages have folders of their own, more indented than the project's.
fn least_indented(config: &str, key: &str) -> Option<String> {
    let value = |line: &str| {
        let trimmed = line.trim_start_matches([' ', '-']);
        let value = trimmed.strip_prefix(key)?.trim_start().strip_prefix(':')?;
        Some((line.len() - trimmed.len(), unquoted(value)))
    };
    let found = config.lines().filter_map(value).min_by_key(|(indent, _)| *indent);
    found.map(|(_, value)| value).filter(|value| !value.is_empty())
}

/// A scalar without quotes, comment and the `./` that many write before a path.
fn unquoted(value: &str) -> String {
    let value = value.split(" #").next().unwrap_or_default().trim();
    let value = value.trim_matches(['"', '\'']).trim_end_matches('/');
    value.strip_prefix("./").unwrap_or(value).to_owned()
}

fn adr_tools(tree: &dyn Tree) -> Option<Home> {
    if let Some(text) = tree.text(".adr-dir") {
        let folder = unquoted(text.lines().next().unwrap_or_default());
        let folder = if folder.is_empty() { "doc/adr".to_owned() } else { folder };
        return Some(Home { folder, flavour: Flavour::Nygard, because: Some("`.adr-dir`") });
    }
    let folder = "doc/adr".to_owned();
    tree.records(&folder)?;
    // adrs keeps MADR there, too, and says so.
    let told = tree.text("adrs.toml").and_then(|config| template(&config));
    let flavour = told.unwrap_or(Flavour::Nygard);
    Some(Home { folder, flavour, because: Some("`doc/adr`") })
}

fn adrs(tree: &dyn Tree) -> Option<Home> {
    let config = tree.text("adrs.toml")?;
    let folder = toml_value(&config, "adr_dir").unwrap_or_else(|| "doc/adr".to_owned());
    let headings = || flavour_of(&tree.records(&folder)?);
    let mode = || match toml_value(&config, "mode").as_deref() {
        Some("ng" | "nextgen" | "next-gen") => Flavour::Madr,
        _ => Flavour::Nygard,
    };
    let flavour = template(&config).or_else(headings).unwrap_or_else(mode);
    Some(Home { folder, flavour, because: Some("`adrs.toml`") })
}

fn template(config: &str) -> Option<Flavour> {
    match toml_value(config, "format")?.as_str() {
        "madr" => Some(Flavour::Madr),
        "nygard" => Some(Flavour::Nygard),
        _ => None,
    }
}

fn toml_value(config: &str, key: &str) -> Option<String> {
    let value = |line: &str| {
        let value = line.trim().strip_prefix(key)?.trim_start().strip_prefix('=')?;
        Some(unquoted(value))
    };
    config.lines().find_map(value).filter(|value| !value.is_empty())
}

fn by_folder(tree: &dyn Tree) -> Option<Home> {
    let (folder, because) = [("docs/decisions", "`docs/decisions`"), ("docs/adr", "`docs/adr`")]
        .into_iter()
        .find(|(folder, _)| tree.records(folder).is_some())?;
    let flavour = flavour_of(&tree.records(folder)?).unwrap_or(Flavour::Madr);
    Some(Home { folder: folder.to_owned(), flavour, because: Some(because) })
}

/// The flavour that most of the records have by their headings; none where no heading tells.
pub fn flavour_of(records: &[String]) -> Option<Flavour> {
    let has = |text: &str, heading: &str| text.lines().any(|line| line.trim_end() == heading);
    let madr =
        |text: &&String| has(text, "## Decision Outcome") || has(text, "## Considered Options");
    let nygard = |text: &&String| has(text, "## Status") && has(text, "## Decision");
    let (madr, nygard) =
        (records.iter().filter(madr).count(), records.iter().filter(nygard).count());
    match (madr, nygard) {
        (0, 0) => None,
        (madr, nygard) if nygard > madr => Some(Flavour::Nygard),
        _ => Some(Flavour::Madr),
    }
}

#[cfg(test)]
mod tests {
    use super::{Home, Tree, home};
    use crate::record::Flavour;
    use std::collections::BTreeMap;

    struct Files(BTreeMap<&'static str, &'static str>);

    impl Tree for Files {
        fn text(&self, path: &str) -> Option<String> {
            self.0.get(path).map(|text| (*text).to_owned())
        }

        fn records(&self, folder: &str) -> Option<Vec<String>> {
            let below =
                |path: &&str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            let texts: Vec<String> = self
                .0
                .iter()
                .filter(|(path, _)| below(path))
                .map(|(_, text)| (*text).to_owned())
                .collect();
            (!texts.is_empty()).then_some(texts)
        }
    }

    fn found(files: &[(&'static str, &'static str)]) -> (String, Flavour) {
        let Home { folder, flavour, .. } = home(&Files(files.iter().copied().collect()));
        (folder, flavour)
    }

    const NYGARD: &str = "# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n";

    #[test]
    fn the_repository_tells_the_flavour() {
        let log4brains = "project:\n  name: x\n  packages:\n    - name: a\n      adrFolder: a/adr\n  adrFolder: ./docs/adr # here\n";
        for (files, folder, flavour) in [
            (vec![], "docs/decisions", Flavour::Madr),
            (
                vec![(".log4brains.yml", log4brains), (".adr-dir", "x")],
                "docs/adr",
                Flavour::Log4brains,
            ),
            (vec![(".adr-dir", "architecture/\n")], "architecture", Flavour::Nygard),
            (vec![("doc/adr/0001-a.md", NYGARD)], "doc/adr", Flavour::Nygard),
            (vec![("adrs.toml", "adr_dir = \"adr\"\nmode = \"ng\"\n")], "adr", Flavour::Madr),
            (
                vec![("adrs.toml", "adr_dir = 'adr'\n"), ("adr/0001-a.md", NYGARD)],
                "adr",
                Flavour::Nygard,
            ),
            (vec![("docs/decisions/0001-a.md", "# A\n")], "docs/decisions", Flavour::Madr),
            (vec![("docs/adr/0001-a.md", NYGARD)], "docs/adr", Flavour::Nygard),
            (vec![("docs/adr/0001-a.md", "## Considered Options\n")], "docs/adr", Flavour::Madr),
        ] {
            assert_eq!(found(&files), (folder.to_owned(), flavour), "{files:?}");
        }
    }
}
