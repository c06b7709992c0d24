//! Files on disk: a catalogue from a folder, and what is added to one.

use super::catalogue::{Document, Kind, assemble};
use super::problem::{Problem, Problems};
use super::profile::is_profile;
use super::shape::Record;
use super::suggest;
use super::text::{LARGEST, Text, sha256};
use super::tree::Node;
use crate::model::{Catalogue, FrameworkId, Origin, SortedMap};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

impl Catalogue {
    /// Reads a catalogue from a folder, and adds files to it; each path of `add` is a file or a folder.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the files, each problem at its place. If files cannot be read, or the folder is
    /// not that of a catalogue, only this is reported.
    pub fn from_folder(folder: &Path, add: &[PathBuf]) -> Result<Self, Problems> {
        if folder.is_file() {
            let help = "name the folder of the catalogue; `--add` takes single files";
            return Err(problem(folder, "this is a file, not a folder").help(help).into());
        }
        let kind = |path: &Path, _: &Text| kind_by_name(path).unwrap_or(Kind::Criterion);
        let documents = read_all(&catalogue_files(folder)?, kind)?;
        let sha256 = digest_of(&documents);
        let place = folder.display().to_string();
        let origin = Origin { place, sha256, added: Vec::new() };
        build(Self { origin, ..Self::default() }, documents, add, Some(folder))
    }

    /// Adds files to the catalogue, such as frameworks or criteria; each path is a file or a folder.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the files, each problem at its place. If files cannot be read, only this is
    /// reported.
    pub fn add(self, paths: &[PathBuf]) -> Result<Self, Problems> {
        build(self, Vec::new(), paths, None)
    }
}

fn build(
    mut base: Catalogue,
    mut documents: Vec<Document>,
    add: &[PathBuf],
    dir: Option<&Path>,
) -> Result<Catalogue, Problems> {
    let real = |document: &Document| Path::new(&document.text.name).canonicalize().ok();
    for path in add {
        let added = added(path)?;
        let known: Vec<_> = documents.iter().filter_map(real).collect();
        if let Some(twice) =
            added.iter().find(|one| real(one).is_some_and(|it| known.contains(&it)))
        {
            let problem = Problem::new(&twice.text.name, "this file is given twice");
            return Err(problem.help("name it once: the file, or its folder").into());
        }
        let origin = &mut base.origin;
        origin.place = format!("{} + {}", origin.place, path.display());
        origin.sha256 = sha256([origin.sha256.as_bytes(), digest_of(&added).as_bytes()]);
        let frameworks = added.iter().filter(|one| one.kind == Kind::Framework);
        origin.added.extend(frameworks.filter_map(|one| FrameworkId::new(&one.stem).ok()));
        documents.extend(added);
    }
    documents.sort_by(|a, b| (a.kind, &a.stem, &a.text.name).cmp(&(b.kind, &b.stem, &b.text.name)));
    let (catalogue, mut problems) = assemble(base, &documents);
    if let Some(dir) = dir {
        check_whole(dir, &documents, &catalogue, &mut problems)?;
    }
    Problems::unless(problems, Some(catalogue))
}

/// What a whole catalogue must have; an error where the folder is none.
fn check_whole(
    dir: &Path,
    documents: &[Document],
    catalogue: &Catalogue,
    problems: &mut Vec<Problem>,
) -> Result<(), Problems> {
    let count = |kind| documents.iter().filter(|document| document.kind == kind).count();
    let criteria = &catalogue.criteria;
    if !problems.is_empty() {
        ensure_placed(dir, documents)?;
    } else if !criteria.is_empty() && criteria.values().all(|one| one.weight.get() <= 0.0) {
        let idle = problem(dir, "all criteria of this catalogue have the weight 0");
        problems.push(idle.help("give at least one criterion a weight above zero"));
    }
    if count(Kind::Sources) == 0 && criteria.is_empty() {
        return Err(problem(dir, "this is not the folder of a catalogue").help(NEEDS).into());
    }
    let lacking = NEEDED.into_iter().filter(|(kind, least, _)| count(*kind) < *least);
    problems.extend(lacking.map(|(.., message)| problem(dir, message).help(NEEDS)));
    Ok(())
}

/// How many files of a kind a catalogue needs at least, and what is wrong if there are fewer.
const NEEDED: [(Kind, usize, &str); 3] = [
    (Kind::Framework, 2, "this catalogue needs at least two frameworks"),
    (Kind::Criterion, 1, "this catalogue has no criteria"),
    (Kind::Sources, 1, "this catalogue has no `sources.yaml`"),
];
const NEEDS: &str = "a catalogue needs at least two frameworks in its folder `frameworks`, one criterion and `sources.yaml`";

/// Whether a folder has the files that a catalogue needs, or rules of fit, which cannot be added; any other is an addition.
pub fn is_catalogue(dir: &Path) -> bool {
    let folders = [dir.to_owned(), dir.join("frameworks")];
    let files = folders.iter().flat_map(|folder| yaml_files(folder).unwrap_or_default());
    let kinds: Vec<_> = files.map(|path| kind_by_name(&path).unwrap_or(Kind::Criterion)).collect();
    kinds.contains(&Kind::Fit)
        || NEEDED
            .iter()
            .all(|(kind, least, ..)| kinds.iter().filter(|one| *one == kind).count() >= *least)
}

fn problem(path: &Path, message: &str) -> Problem {
    Problem::new(&path.display().to_string(), message)
}

/// The files of a catalogue that have many entries, or one of which it has.
const TABLES: [(&str, Kind); 4] = [
    ("fit", Kind::Fit),
    ("traits", Kind::Traits),
    ("capabilities", Kind::Capabilities),
    ("sources", Kind::Sources),
];

/// Refuses what is not a criterion by its name or keys: a misspelt table, and frameworks in the place of criteria. A
/// folder of nothing but frameworks is an addition.
fn ensure_placed(dir: &Path, documents: &[Document]) -> Result<(), Problems> {
    let criteria = || documents.iter().filter(|one| one.kind == Kind::Criterion);
    let misspelt = criteria().filter_map(|one| {
        let stem = one.stem.replace("ability", "abilities");
        let meant = suggest::nearest(&stem, TABLES.map(|(name, _)| name))?;
        let has_indicators = Node::read(&one.text).is_ok_and(|it| it.entry("indicators").is_some());
        let problem = Problem::new(&one.text.name, "this is not a criterion");
        (!has_indicators).then(|| problem.help(&format!("did you mean `{meant}.yaml`? rename it")))
    });
    Problems::unless(misspelt.collect(), Some(()))?;
    let is_framework = |one: &&Document| {
        Node::read(&one.text).is_ok_and(|it| it.entry("name").or(it.entry("findings")).is_some())
    };
    let misplaced: Vec<&Document> = criteria().filter(is_framework).collect();
    if !misplaced.is_empty() && misplaced.len() == criteria().count() {
        let problem = problem(dir, "this is an addition to a catalogue, not a complete catalogue");
        return Err(problem.help(&format!("name it with `--add {}`", dir.display())).into());
    }
    let problem = |one: &Document| {
        Problem::new(&one.text.name, "this is a framework, not a criterion")
            .help("move it into the folder `frameworks`, or name it with `--add`")
    };
    Problems::unless(misplaced.into_iter().map(problem).collect(), Some(()))
}

/// What is added: one file, or the files of a folder, which may be laid out as a catalogue.
fn added(path: &Path) -> Result<Vec<Document>, Problems> {
    if !path.is_dir() {
        let documents = read_all(&[path.to_owned()], kind_of_added)?;
        let Document { kind, text, .. } = &documents[0];
        // A profile would be taken for a framework that has almost nothing of what it needs.
        let is_other = |root: &Node| is_profile(root) && Kind::by_keys(root).is_none();
        if *kind == Kind::Framework && Node::read(text).is_ok_and(|root| is_other(&root)) {
            let help = format!("to decide with it, run `weigh decide {}`", text.name);
            let problem = Problem::new(&text.name, "this is a profile, not a framework");
            return Err(problem.help(&help).into());
        }
        return Ok(documents);
    }
    let paths = catalogue_files(path)?;
    if paths.is_empty() {
        let help = "name a file, or a folder with frameworks or criteria";
        return Err(problem(path, "this folder has no `.yaml` files").help(help).into());
    }
    read_all(&paths, kind_of_added)
}

/// The folders of a catalogue.
const FOLDERS: [(&str, Kind); 2] =
    [("frameworks", Kind::Framework), ("precedents", Kind::Precedent)];

/// The kind that a file's folder or name gives it.
fn kind_by_name(path: &Path) -> Option<Kind> {
    let folder = path.parent().and_then(Path::file_name);
    if let Some((_, kind)) = FOLDERS.iter().find(|(name, _)| folder.is_some_and(|f| f == *name)) {
        return Some(*kind);
    }
    let stem = path.file_stem()?;
    TABLES.iter().find(|(name, _)| stem == *name).map(|(_, kind)| *kind)
}

/// The description of a catalogue's file, by its folder and name.
pub fn record_of(path: &Path) -> &'static Record {
    kind_by_name(path).unwrap_or(Kind::Criterion).record()
}

/// The kind of an added file, which may lie anywhere.
fn kind_of_added(path: &Path, text: &Text) -> Kind {
    let by_keys = || Node::read(text).ok().and_then(|root| Kind::by_keys(&root));
    kind_by_name(path).or_else(by_keys).unwrap_or(Kind::Framework)
}

fn read_all(paths: &[PathBuf], kind: fn(&Path, &Text) -> Kind) -> Result<Vec<Document>, Problems> {
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match Text::read(path) {
            Ok(text) => documents.push(Document {
                kind: kind(path, &text),
                stem: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                text,
            }),
            Err(problem) => problems.push(problem),
        }
    }
    Problems::unless(problems, Some(documents))
}

/// The files of a folder that may be laid out as a catalogue.
pub fn catalogue_files(dir: &Path) -> Result<Vec<PathBuf>, Problem> {
    let mut paths = yaml_files(dir)?;
    for folder in FOLDERS.map(|(name, _)| dir.join(name)) {
        if folder.is_dir() {
            paths.extend(yaml_files(&folder)?);
        }
    }
    match paths.iter().find(|path| path.extension().is_some_and(|end| end == "yml")) {
        Some(path) => {
            Err(problem(path, "the files of a catalogue must end in `.yaml`").help("rename it"))
        }
        None => Ok(paths),
    }
}

/// The folders below one of a catalogue, or of an addition, that have `.yaml` files which are not read.
pub fn unread_folders(dir: &Path) -> Vec<PathBuf> {
    let folders = [dir.to_owned(), dir.join("frameworks"), dir.join("precedents")];
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let below = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut below: Vec<_> = below
        .filter(|path| path.is_dir() && !folders.contains(path) && !is_hidden(path))
        .filter(|path| yaml_files(path).is_ok_and(|files| !files.is_empty()))
        .collect();
    below.sort();
    below
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

impl Text {
    /// Reads a file, not more of it than [`LARGEST`].
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let read = || {
            let file = File::open(path)?;
            let size = file.metadata()?.len().min(LARGEST) + 1;
            let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
            file.take(LARGEST + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().map_err(|error| unreadable(path, &error))?;
        Self::from_bytes(&path.display().to_string(), 1, bytes)
    }
}

/// Why a file or folder could not be read.
fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let problem = |message: &str| problem(path, message);
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            problem("permission denied").help("make it readable, for example with `chmod u+r`")
        }
        _ if path.is_dir() => {
            let folder = path.display();
            let help =
                format!("name a file; `--add {folder}` adds what it contains to the catalogue");
            problem("this is a folder, not a file").help(&help)
        }
        io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let message = match folder.filter(|folder| !folder.is_dir()) {
                Some(folder) => {
                    format!("no such file; the folder `{}` does not exist", folder.display())
                }
                None => "no such file".to_owned(),
            };
            problem(&message).help("check the path")
        }
        _ => problem(&format!("cannot read this file: {error}")),
    }
}

/// The YAML files of a folder, sorted; hidden ones are left out.
pub fn yaml_files(dir: &Path) -> Result<Vec<PathBuf>, Problem> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(|error| unreadable(dir, &error))? {
        let path = entry.map_err(|error| unreadable(dir, &error))?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if !is_hidden(&path) && path.is_file() && matches!(ending, Some("yaml" | "yml")) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The digest of files by their names within the catalogue.
fn digest_of(documents: &[Document]) -> String {
    let name = |Document { kind, stem, .. }: &Document| {
        let folder = FOLDERS.iter().find(|(_, of)| of == kind).map(|(name, _)| format!("{name}/"));
        format!("{}{stem}.yaml", folder.unwrap_or_default())
    };
    let files: SortedMap<_, _> =
        documents.iter().map(|one| (name(one), one.text.with_unix_ends())).collect();
    let sized = files.iter().map(|(name, text)| (name, text, (text.len() as u64).to_le_bytes()));
    let sized: Vec<_> = sized.collect();
    sha256(
        sized.iter().flat_map(|(name, text, size)| [name.as_bytes(), &[0], size, text.as_bytes()]),
    )
}

#[cfg(test)]
mod tests {
    use super::unreadable;
    use crate::load::{Problem, Text};
    use crate::model::Catalogue;
    use std::io;
    use std::path::Path;

    fn said(problem: Problem) -> (String, String) {
        (problem.message, problem.hint.unwrap_or_default())
    }

    #[test]
    fn a_file_that_may_not_be_read_says_so() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let (message, hint) = said(unreadable(Path::new("shop.yaml"), &denied));
        assert_eq!(message, "permission denied");
        assert!(hint.contains("chmod"), "{hint}");
    }

    #[test]
    fn a_profile_is_not_taken_for_a_framework() {
        let added = Catalogue::embedded().add(&["examples/bakery-shop.yaml".into()]);
        let problems = added.unwrap_err().to_string();
        assert!(problems.contains("a profile, not a framework"), "{problems}");
    }

    #[test]
    fn a_missing_file_is_not_taken_for_another() {
        let read = |path: &str| said(Text::read(Path::new(path)).unwrap_err());
        let missing = read("tests/fixtures/catalogue/securty.yaml");
        assert_eq!(missing, ("no such file".to_owned(), "check the path".to_owned()));
        let (message, _) = read("no/such/folder/shop.yaml");
        assert_eq!(message, "no such file; the folder `no/such/folder` does not exist");
    }
}
