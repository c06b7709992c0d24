//! The engine of weigh behind three exports with a C ABI: `allocate`, `release` and `call`.
//!
//! A request and its answer are JSON in UTF-8. A request is `{"profile": YAML, "format": "json"}`; the answer is
//! `{"result": TEXT}` or `{"error": TEXT}`. The module imports nothing: no clock, no random source, no file.
//!
//! The caller writes a request into memory from `allocate`, hands it to `call`, reads the answer from the address in
//! the upper 32 bits of the result (its length is in the lower 32), and gives both back with `release`.

use serde_json::{Value, json};
use std::alloc::{Layout, alloc, dealloc};
use weigh::{Catalogue, Format, Profile, Settings, decide};

/// Memory for so many bytes; null where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn allocate(length: usize) -> *mut u8 {
    match layout(length) {
        // SAFETY: the layout has a size above zero.
        Some(layout) => unsafe { alloc(layout) },
        None => std::ptr::null_mut(),
    }
}

/// Gives memory back.
///
/// # Safety
///
/// The address and the length must be those of `allocate` or of an answer of `call`, given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn release(address: *mut u8, length: usize) {
    if let Some(layout) = layout(length).filter(|_| !address.is_null()) {
        // SAFETY: the caller promises that this memory came from `allocate` with this length.
        unsafe { dealloc(address, layout) }
    }
}

/// Answers a request; see the module's description.
///
/// # Safety
///
/// The memory must hold `length` bytes of a request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(address: *const u8, length: usize) -> u64 {
    // SAFETY: the caller promises that the memory holds so many bytes, and nothing else writes to it meanwhile.
    let request = unsafe { std::slice::from_raw_parts(address, length) };
    let answer = match answer(request) {
        Ok(text) => json!({"result": text}),
        Err(text) => json!({"error": text}),
    };
    let bytes = answer.to_string().into_bytes();
    let out = allocate(bytes.len());
    if out.is_null() {
        return 0;
    }
    // SAFETY: `out` has room for exactly these bytes, and the two do not overlap.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), out, bytes.len()) };
    ((out as u64) << 32) | bytes.len() as u64
}

fn layout(length: usize) -> Option<Layout> {
    (length > 0).then(|| Layout::from_size_align(length, 1).ok()).flatten()
}

fn answer(request: &[u8]) -> Result<String, String> {
    let request: Value = serde_json::from_slice(request).map_err(|error| error.to_string())?;
    let text = |key: &str| {
        request[key].as_str().ok_or_else(|| format!("the request needs a text `{key}`"))
    };
    let format: Format = text("format")?.parse().map_err(|_| "unknown format".to_owned())?;
    let catalogue = Catalogue::embedded();
    let profile =
        Profile::from_yaml(text("profile")?, &catalogue).map_err(|problems| problems.to_string())?;
    let decision = decide(&catalogue, &profile, &Settings::default())
        .map_err(|error| error.to_string())?;
    Ok(decision.render(format, &catalogue))
}
