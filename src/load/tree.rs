//! A file as a tree with places, for whoever looks at how it is written rather than at what it means.

use super::problem::{Place, Problem};
use super::text::Text;
use super::yaml::{self, At, Spot};
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// What is written at one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Keys with values, in the order in which they were written.
    Map(Vec<(Spot<String>, Spot<Node>)>),
    /// A list.
    List(Vec<Spot<Node>>),
    /// A text.
    Text(String),
    /// A number, or true or false.
    Plain,
    /// Nothing.
    Blank,
}

impl Node {
    /// Reads a file without asking what it means.
    pub fn read(text: &Text) -> Result<Self, Problem> {
        yaml::parse(text)
    }

    /// The keys and values; none where it is no map.
    pub fn entries(&self) -> &[(Spot<String>, Spot<Node>)] {
        if let Self::Map(entries) = self { entries } else { &[] }
    }

    /// A key's value and the key's place.
    pub fn get(&self, key: &str) -> Option<(&Node, Place)> {
        let found = self.entries().iter().find(|(known, _)| known.value == key);
        found.map(|(key, value)| (&value.value, place(key)))
    }

    /// The place of the last of these keys that is there, each within the one before; none where the first is not.
    pub fn place_of(&self, path: &[&str]) -> Option<Place> {
        let (value, place) = self.get(path.first()?)?;
        value.place_of(&path[1..]).or(Some(place))
    }

    /// What stands at the end of a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key).map(|(value, _)| value))
    }
}

/// Where a key or value of a file was written.
pub fn place<T>(spot: &Spot<T>) -> Place {
    match spot.at {
        At::File(place) => place,
        At::Flag(_) => Place { line: 1, column: 1, length: 0 },
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Blank)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Blank)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Node;
    use crate::load::Text;

    #[test]
    fn a_path_ends_at_the_last_key_that_is_there() {
        let text = Text::new("a.yaml", "one:\n  two: {three: 3, four: null}\n  five: [a, b]\n");
        let tree = Node::read(&text).unwrap();
        let line = |path: &[&str]| tree.place_of(path).map(|place| (place.line, place.column));
        assert_eq!(line(&["one", "two", "four"]), Some((2, 19)));
        assert_eq!(line(&["one", "two", "nine"]), Some((2, 3)));
        assert_eq!(line(&["nine"]), None);
        assert_eq!(tree.at(&["one", "two", "four"]), Some(&Node::Blank));
    }
}
