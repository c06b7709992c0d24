//! Where a repository keeps its records, and in which format.

use crate::model::AdrFormat;

/// What has to be known of a repository; paths are relative to its root.
pub trait RepoFiles {
    /// The text of a file, if it exists.
    fn text(&self, path: &str) -> Option<String>;
    /// The texts of a folder's Markdown files, if the folder exists.
    fn records(&self, folder: &str) -> Option<Vec<String>>;
}

/// A repository's convention for records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdrConfig {
    /// The folder, relative to the root.
    pub folder: String,
    /// The format of the records there.
    pub format: AdrFormat,
    /// The file or folder that settles it; none for the default.
    pub origin: Option<&'static str>,
}

/// Files and folders that mark the root of a repository with records, by precedence.
pub const MARKERS: [&str; 6] =
    [".log4brains.yml", ".adr-dir", "doc/adr", "adrs.toml", "docs/decisions", "docs/adr"];

impl AdrConfig {
    /// Detects the convention; the default is MADR in `docs/decisions`.
    pub fn detect(files: &dyn RepoFiles) -> Self {
        for origin in MARKERS {
            let text = || files.text(origin);
            let records = || files.records(origin);
            let found = match origin {
                ".log4brains.yml" => text().map(|text| {
                    let folder = least_indented(&text, "adrFolder");
                    (folder.unwrap_or("docs/adr".to_owned()), AdrFormat::Log4brains)
                }),
                ".adr-dir" => text().map(|text| {
                    let folder = unquoted(text.lines().next().unwrap_or_default());
                    let folder = if folder.is_empty() { "doc/adr".to_owned() } else { folder };
                    (folder, AdrFormat::Nygard)
                }),
                // The tool adrs may keep MADR there.
                "doc/adr" => records().map(|_| {
                    let stated = files.text("adrs.toml").and_then(|toml| template(&toml));
                    (origin.to_owned(), stated.unwrap_or(AdrFormat::Nygard))
                }),
                "adrs.toml" => text().map(|text| adrs(files, &text)),
                _ => records()
                    .map(|texts| (origin.to_owned(), format_of(&texts).unwrap_or(AdrFormat::Madr))),
            };
            if let Some((folder, format)) = found {
                return Self { folder, format, origin: Some(origin) };
            }
        }
        let format = AdrFormat::Madr;
        Self { folder: format.default_folder().to_owned(), format, origin: None }
    }
}

fn adrs(files: &dyn RepoFiles, config: &str) -> (String, AdrFormat) {
    let folder = toml_value(config, "adr_dir").unwrap_or_else(|| "doc/adr".to_owned());
    let by_headings = || format_of(&files.records(&folder)?);
    let by_mode = || match toml_value(config, "mode").as_deref() {
        Some("ng" | "nextgen" | "next-gen") => AdrFormat::Madr,
        _ => AdrFormat::Nygard,
    };
    let format = template(config).or_else(by_headings).unwrap_or_else(by_mode);
    (folder, format)
}

fn template(config: &str) -> Option<AdrFormat> {
    match toml_value(config, "format")?.as_str() {
        "madr" => Some(AdrFormat::Madr),
        "nygard" => Some(AdrFormat::Nygard),
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

/// A key's value in YAML; the packages of a monorepo have folders of their own, which are indented more.
fn least_indented(config: &str, key: &str) -> Option<String> {
    let value = |line: &str| {
        let trimmed = line.trim_start_matches([' ', '-']);
        let value = trimmed.strip_prefix(key)?.trim_start().strip_prefix(':')?;
        Some((line.len() - trimmed.len(), unquoted(value)))
    };
    let found = config.lines().filter_map(value).min_by_key(|(indent, _)| *indent);
    found.map(|(_, value)| value).filter(|value| !value.is_empty())
}

/// A scalar without quotes, comment and a leading `./`.
fn unquoted(value: &str) -> String {
    let value = value.split(" #").next().unwrap_or_default().trim();
    let value = value.trim_matches(['"', '\'']).trim_end_matches('/');
    value.strip_prefix("./").unwrap_or(value).to_owned()
}

/// The format of most of these records, by their headings.
pub fn format_of(records: &[String]) -> Option<AdrFormat> {
    let has = |text: &str, heading: &str| text.lines().any(|line| line.trim_end() == heading);
    let is_madr =
        |text: &&String| has(text, "## Decision Outcome") || has(text, "## Considered Options");
    let is_nygard = |text: &&String| has(text, "## Status") && has(text, "## Decision");
    let madr = records.iter().filter(is_madr).count();
    let nygard = records.iter().filter(is_nygard).count();
    if nygard > madr {
        return Some(AdrFormat::Nygard);
    }
    (madr > 0).then_some(AdrFormat::Madr)
}

#[cfg(test)]
mod tests {
    use super::{AdrConfig, RepoFiles};
    use crate::model::AdrFormat;
    use std::collections::BTreeMap;

    struct Files(BTreeMap<&'static str, &'static str>);

    impl RepoFiles for Files {
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

    fn found(files: &[(&'static str, &'static str)]) -> (String, AdrFormat) {
        let AdrConfig { folder, format, .. } =
            AdrConfig::detect(&Files(files.iter().copied().collect()));
        (folder, format)
    }

    const NYGARD: &str = "# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n";

    #[test]
    fn the_repository_settles_the_format() {
        let log4brains = "project:\n  name: x\n  packages:\n    - name: a\n      adrFolder: a/adr\n  adrFolder: ./docs/adr # here\n";
        for (files, folder, format) in [
            (vec![], "docs/decisions", AdrFormat::Madr),
            (
                vec![(".log4brains.yml", log4brains), (".adr-dir", "x")],
                "docs/adr",
                AdrFormat::Log4brains,
            ),
            (vec![(".adr-dir", "architecture/\n")], "architecture", AdrFormat::Nygard),
            (vec![("doc/adr/0001-a.md", NYGARD)], "doc/adr", AdrFormat::Nygard),
            (vec![("adrs.toml", "adr_dir = \"adr\"\nmode = \"ng\"\n")], "adr", AdrFormat::Madr),
            (
                vec![("adrs.toml", "adr_dir = 'adr'\n"), ("adr/0001-a.md", NYGARD)],
                "adr",
                AdrFormat::Nygard,
            ),
            (vec![("docs/decisions/0001-a.md", "# A\n")], "docs/decisions", AdrFormat::Madr),
            (vec![("docs/adr/0001-a.md", NYGARD)], "docs/adr", AdrFormat::Nygard),
            (vec![("docs/adr/0001-a.md", "## Considered Options\n")], "docs/adr", AdrFormat::Madr),
        ] {
            assert_eq!(found(&files), (folder.to_owned(), format), "{files:?}");
        }
    }
}
