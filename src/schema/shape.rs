//! What the generator says that editors have no use for.

use serde_json::Value;

/// Joins the lines of descriptions, and takes away formats that are no standard.
pub(super) fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            let of_rust = |format: &Value| {
                format.as_str().is_some_and(|format| {
                    matches!(format, "double" | "float") || format.starts_with("uint")
                })
            };
            if keys.get("format").is_some_and(of_rust) {
                keys.remove("format");
            }
            if let Some(Value::String(text)) = keys.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            keys.values_mut().for_each(tidy);
        }
        Value::Array(values) => values.iter_mut().for_each(tidy),
        _ => {}
    }
}
