//! Parts of statements: names, what is assigned, values that are nothing yet.

use super::tokens::{Token, TokenKind};

/// Methods that add to a setting.
const ADDS: [&str; 3] = ["append", "extend", "insert"];

/// What a statement assigns to, or adds to, and where the value begins.
pub(super) fn assignment<'s>(tokens: &[Token<'s>]) -> Option<(&'s str, usize)> {
    let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|token| token.is(sign));
    let assigned = Some(name(tokens, 0)).filter(|name| !name.is_empty())?;
    match tokens.get(1)?.text {
        "=" if !is(2, "=") => Some((assigned, 2)),
        "+" if is(2, "=") => Some((assigned, 3)),
        ":" => Some((assigned, tokens.iter().position(|token| token.is("="))? + 1)),
        "." if ADDS.contains(&name(tokens, 2)) && is(3, "(") => Some((assigned, 4)),
        _ => {
            // `app.config["NAME"] = value`
            let (_, open) = dotted(tokens, 0);
            let key = tokens.get(open + 1).filter(|token| token.kind == TokenKind::Text)?;
            let assigns = is(open, "[") && is(open + 2, "]") && is(open + 3, "=");
            (assigns && !is(open + 4, "=")).then_some((key.text, open + 4))
        }
    }
}

/// Whether a value is nothing yet: an empty list or text, `None`, or such a default of a value from outside.
pub(super) fn is_empty(value: &[Token<'_>]) -> bool {
    let default = value.windows(2).rposition(|pair| pair[0].text == "default" && pair[1].is("="));
    let from_outside = ["os", "environ", "getenv"].contains(&name(value, 0));
    let second = || value.iter().rposition(|token| token.is(",")).filter(|_| from_outside);
    let begins = default.map(|at| at + 2).or_else(|| second().map(|at| at + 1)).unwrap_or(0);
    let is_nothing = |token: &Token<'_>| match token.kind {
        TokenKind::Name => ["None", "False", "list", "tuple", "dict", "set"].contains(&token.text),
        TokenKind::Text => token.text.is_empty(),
        TokenKind::Sign => "[](){},".contains(token.text),
        _ => false,
    };
    let is_dotted = |token: &&Token<'_>| token.kind == TokenKind::Text && token.text.contains('.');
    let mut classes = value.iter().filter(is_dotted).peekable();
    value[begins..].iter().all(is_nothing)
        || classes.peek().is_some() && classes.all(|class| is_dummy(class.text))
}

/// Whether a class stands for none or is what a framework takes by itself, as in `django.core.cache.backends`.
pub(super) fn is_dummy(class: &str) -> bool {
    class.split('.').any(|part| ["dummy", "locmem"].contains(&part))
}

/// Whether a part of a name begins a word in it: `oidc` in `x.MyOIDCBackend`.
pub(super) fn begins_word(name: &str, part: &str) -> bool {
    let (lower, bytes) = (name.to_ascii_lowercase(), name.as_bytes());
    let begins = |at: usize| {
        at == 0
            || !bytes[at - 1].is_ascii_alphabetic()
            || bytes[at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase()
    };
    lower.match_indices(part).any(|(at, _)| begins(at))
}

/// The name at a place; empty where there is none.
pub(super) fn name<'s>(tokens: &[Token<'s>], at: usize) -> &'s str {
    tokens.get(at).filter(|token| token.kind == TokenKind::Name).map_or("", |token| token.text)
}

/// The dotted name that begins at a place, and the place after it.
pub(super) fn dotted(tokens: &[Token<'_>], at: usize) -> (String, usize) {
    let mut dotted = name(tokens, at).to_owned();
    let mut after = at + usize::from(!dotted.is_empty());
    while after > at && tokens.get(after).is_some_and(|token| token.is(".")) {
        let next = name(tokens, after + 1);
        if next.is_empty() {
            break;
        }
        dotted.push('.');
        dotted.push_str(next);
        after += 2;
    }
    (dotted, after)
}
