//! How files are written: keys in one order, entries in the order of what they refer to, plain layout.

mod keys;

use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::lint::{File, Ground, Kind};
use crate::load::{Node, Place};

/// Longer lines are hard to read beside each other.
const LONGEST: usize = 110;

pub(in crate::lint) const KEY_ORDER: Rule = Rule {
    id: "key-order",
    severity: Severity::Error,
    title: "Keys stand in another order than everywhere else",
    why: "Files of one form are compared and reviewed faster, and a change shows as nothing but the change.",
    fix: "Move the key that is named to where the hint says.",
    example: "- id: support-window\n  title: …\n  unit: months\n  weight: 1\n  scale: linear",
    check: Check::Catalogue(keys::check),
};

pub(in crate::lint) const ENTRY_ORDER: Rule = Rule {
    id: "entry-order",
    severity: Severity::Error,
    title: "Entries stand in another order than what they refer to",
    why: "Indicators, capabilities and answers in one order make two frameworks' files comparable line by line.",
    fix: "Use the order of the criterion's file, of capabilities.yaml and of traits.yaml.",
    example: "capabilities:\n  orm: built-in\n  migrations: built-in    # in the order of capabilities.yaml",
    check: Check::Catalogue(entries),
};

pub(in crate::lint) const LAYOUT: Rule = Rule {
    id: "layout",
    severity: Severity::Error,
    title: "Spaces, line ends or line lengths are unusual",
    why: "They make changes that are none, and lines that cannot be read beside each other.",
    fix: "No tabs and no spaces at a line's end, lines of at most 110 characters, one line end at the file's end.",
    example: "because: >-\n  A long reason goes on\n  on the next line.",
    check: Check::Catalogue(layout),
};

fn entries(ground: &Ground<'_>, says: &mut Says) {
    let listed = ground.one(Kind::Capabilities).map(|file| names(&file.tree)).unwrap_or_default();
    for file in ground.files.iter().filter(|file| file.kind == Kind::Framework) {
        for criterion in ground.known.criteria.values() {
            let order: Vec<&str> = criterion.indicators.iter().map(|one| one.id.as_str()).collect();
            in_order(file, &["findings", criterion.id.as_str()], &order, says);
        }
        in_order(file, &["capabilities"], &listed, says);
        let asked: Vec<&str> = ground.known.traits.iter().map(|one| one.id.as_str()).collect();
        in_order(file, &["fit"], &asked, says);
        for asked in &ground.known.traits {
            let order: Vec<&str> = asked.answers.iter().map(|one| one.id.as_str()).collect();
            in_order(file, &["fit", asked.id.as_str()], &order, says);
        }
    }
}

fn names(tree: &Node) -> Vec<&str> {
    let names = tree.entries().iter().map(|(key, _)| key.value.as_str());
    names.filter(|name| *name != "schema").collect()
}

/// Says which key of a map comes too late; those not in the order are passed over.
fn in_order(file: &File, path: &[&str], order: &[&str], says: &mut Says) {
    let Some(node) = file.tree.at(path) else { return };
    if let Some((place, message, hint)) = out_of_order(node, order) {
        says.say(file, place, &message, &hint);
    }
}

/// The first key that stands after one that it belongs before.
fn out_of_order(node: &Node, order: &[&str]) -> Option<(Place, String, String)> {
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let mut last: Option<(usize, &str)> = None;
    for (key, _) in node.entries() {
        let Some(at) = rank(&key.value) else { continue };
        match last {
            Some((before, name)) if at < before => {
                let message = format!("`{}` stands after `{name}`", key.value);
                let hint = format!("the order is {}", order.join(", "));
                return Some((crate::load::place(key), message, hint));
            }
            _ => last = Some((at, &key.value)),
        }
    }
    None
}

fn layout(ground: &Ground<'_>, says: &mut Says) {
    for file in ground.files {
        for (number, line) in (1..).zip(file.text.text.split('\n')) {
            if let Some((column, message, hint)) = unusual(line) {
                says.say(file, Place { line: number, column, length: 1 }, &message, hint);
            }
        }
        let last = u32::try_from(file.text.text.lines().count()).unwrap_or(u32::MAX).max(1);
        let place = Place { line: last, column: 1, length: 1 };
        if !file.text.text.ends_with('\n') {
            says.say(file, place, "the last line does not end", "end the file with a line end");
        } else if file.text.text.ends_with("\n\n") {
            says.say(file, place, "the file ends in empty lines", "end it with one line end");
        }
    }
}

fn unusual(line: &str) -> Option<(u32, String, &'static str)> {
    let length = line.chars().count();
    let column = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    if line.ends_with('\r') {
        return Some((
            column(length),
            "this line ends as on Windows".to_owned(),
            "end lines with LF alone",
        ));
    }
    if line.contains('\t') {
        return Some((1, "a tab stands in this line".to_owned(), "use spaces"));
    }
    if line.ends_with(char::is_whitespace) {
        return Some((
            column(length),
            "spaces stand at the end of this line".to_owned(),
            "remove them",
        ));
    }
    let long = format!("this line has {length} characters");
    (length > LONGEST).then_some((
        column(LONGEST + 1),
        long,
        "break it: at most 110 are easily read",
    ))
}
