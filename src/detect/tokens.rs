//! A small Python tokenizer: names, strings, signs and the ends of statements.
//!
//! Comments and blank lines give no tokens, and what stands in a string is never taken for code.
//! It never fails: on a broken file it goes on at the next line. Formatted strings count as plain
//! ones, so a quote nested in one of the same kind (Python 3.12) ends it too early.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name or keyword.
    Name,
    /// A string of any kind.
    Text,
    Number,
    /// One sign.
    Sign,
    /// The end of a statement. Ends of line inside brackets give none.
    Newline,
}

/// One token of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'s> {
    pub(super) kind: TokenKind,
    /// As it stands in the source; a string without its quotes, escape sequences as written.
    pub(super) text: &'s str,
    /// The line it begins on, from 1.
    pub(super) line: usize,
    /// Whether a blank stands before it.
    pub(super) spaced: bool,
}

impl Token<'_> {
    pub(super) fn is(&self, sign: &str) -> bool {
        self.kind == TokenKind::Sign && self.text == sign
    }
}

/// The tokens of a file.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let bytes = source.as_bytes();
    let (mut at, mut line, mut depth) = (0, 1, 0_usize);
    let mut tokens = Vec::with_capacity(source.len() / 5);
    while let Some(byte) = bytes.get(at).copied() {
        let start = at;
        match byte {
            b' ' | b'\t' | b'\r' | 0x0c => at += 1,
            b'#' => at += bytes[at..].iter().take_while(|b| **b != b'\n').count(),
            b'\n' => {
                if depth == 0 {
                    end_statement(&mut tokens, line);
                }
                at += 1;
                line += 1;
            }
            b'\\' => {
                at += 1;
                at += usize::from(bytes.get(at) == Some(&b'\r'));
                if bytes.get(at) == Some(&b'\n') {
                    at += 1;
                    line += 1;
                }
            }
            b'"' | b'\'' => at = string(source, at, &mut line, &mut tokens),
            _ if is_name(byte) => {
                at += bytes[at..].iter().take_while(|b| is_name(**b)).count();
                let text = &source[start..at];
                if matches!(bytes.get(at), Some(b'"' | b'\'')) && is_prefix(text) {
                    at = string(source, at, &mut line, &mut tokens);
                } else {
                    let number = byte.is_ascii_digit();
                    let kind = if number { TokenKind::Number } else { TokenKind::Name };
                    tokens.push(Token { kind, text, line, spaced: is_spaced(bytes, start) });
                }
            }
            _ => {
                at += 1;
                match byte {
                    b'(' | b'[' | b'{' => depth += 1,
                    b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if byte == b';' && depth == 0 {
                    end_statement(&mut tokens, line);
                } else {
                    let (kind, text) = (TokenKind::Sign, &source[start..at]);
                    tokens.push(Token { kind, text, line, spaced: is_spaced(bytes, start) });
                }
            }
        }
    }
    end_statement(&mut tokens, line);
    tokens
}

fn end_statement(tokens: &mut Vec<Token<'_>>, line: usize) {
    if tokens.last().is_some_and(|token| token.kind != TokenKind::Newline) {
        tokens.push(Token { kind: TokenKind::Newline, text: "", line, spaced: false });
    }
}

/// Reads the string whose quote stands at `at`; where the next token begins. A short string ends,
/// unclosed, with its line.
fn string<'s>(source: &'s str, at: usize, line: &mut usize, tokens: &mut Vec<Token<'s>>) -> usize {
    let bytes = source.as_bytes();
    let long = bytes[at..].starts_with(&[bytes[at]; 3]);
    let quote = &bytes[at..at + if long { 3 } else { 1 }];
    let (start, first_line) = (at + quote.len(), *line);
    let mut end = start;
    while end < bytes.len() && !bytes[end..].starts_with(quote) {
        if bytes[end] == b'\n' && !long {
            break;
        }
        end += usize::from(bytes[end] == b'\\');
        *line += usize::from(bytes.get(end) == Some(&b'\n'));
        end += 1;
    }
    let end = end.min(bytes.len());
    let text = source.get(start..end).unwrap_or("");
    let spaced = is_spaced(bytes, at);
    tokens.push(Token { kind: TokenKind::Text, text, line: first_line, spaced });
    if bytes[end..].starts_with(quote) { end + quote.len() } else { end }
}

fn is_spaced(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(bytes[before], b' ' | b'\t'))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn is_prefix(name: &str) -> bool {
    name.len() <= 2 && name.bytes().all(|b| b"rRbBuUfFtT".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let show = |token: &Token<'_>| match token.kind {
            TokenKind::Newline => "|".to_owned(),
            TokenKind::Text => format!("<{}>", token.text),
            _ => token.text.to_owned(),
        };
        tokens(source).iter().map(show).collect()
    }

    #[test]
    fn comments_and_strings_are_no_code() {
        let source = "# import flask\nx = 'import flask'  # from flask\n'''\nimport flask\n'''\n";
        assert_eq!(shown(source), ["x", "=", "<import flask>", "|", "<\nimport flask\n>", "|"]);
    }

    #[test]
    fn statements_end_where_python_ends_them() {
        assert_eq!(
            shown("f(a,\n  b)\nx; y\n"),
            ["f", "(", "a", ",", "b", ")", "|", "x", "|", "y", "|"]
        );
        assert_eq!(shown("a = \\\n b"), ["a", "=", "b", "|"]);
    }

    #[test]
    fn prefixes_escapes_and_broken_ends() {
        assert_eq!(shown("rb'\\'' f\"\"\"a\"b\"\"\""), ["<\\'>", "<a\"b>", "|"]);
        assert_eq!(shown("x = 'open\ny"), ["x", "=", "<open>", "|", "y", "|"]);
        assert_eq!(shown("'''never"), ["<never>", "|"]);
        assert_eq!(shown("'\\"), ["<\\>", "|"]);
        assert_eq!(tokens("a\n\nb")[2].line, 3);
        assert_eq!(tokens("'''\n\\\n'''\nb")[2].line, 4);
    }

    proptest::proptest! {
        /// No text makes it panic or stand still.
        #[test]
        fn any_text_is_survived(source in "\\PC{0,60}|[a-z'\"\\\\é\n#()]{0,60}") {
            let _ = tokens(&source);
        }
    }
}
