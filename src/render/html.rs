//! stub
pub(super) fn write(
    _: &crate::decision::Decision,
    _: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    Ok(())
}
