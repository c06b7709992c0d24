//! stub
pub(super) fn write(
    _: &crate::decision::Decision,
    _: &super::Style,
    _: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    Ok(())
}
/// stub
pub(super) fn escaped(text: &str) -> String { text.to_owned() }
