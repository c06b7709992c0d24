//! The engine of weigh behind four exports with a C ABI: `allocate`, `release`, `load` and `call`.
//!
//! `load` takes a catalogue as `Catalogue::to_bytes` writes it. `call` takes a request, which `weigh::whatif` describes.
//! Requests and answers are JSON in UTF-8; an answer is `{"result": ...}` or `{"error": TEXT}`. The module imports
//! nothing: no clock, no random source, no file.
//!
//! The caller writes bytes into memory from `allocate`, hands them to `load` or `call`, reads the answer from the address in
//! the upper 32 bits of the result (its length is in the lower 32), and gives both back with `release`.

use serde_json::{Value, json};
use std::alloc::{Layout, alloc, dealloc};
use std::cell::RefCell;
use weigh::whatif::Engine;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

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

/// Takes the catalogue that requests are answered from.
///
/// # Safety
///
/// The memory must hold `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn load(address: *const u8, length: usize) -> u64 {
    // SAFETY: the caller promises that the memory holds so many bytes, and nothing else writes to it meanwhile.
    let bytes = unsafe { std::slice::from_raw_parts(address, length) };
    written(Engine::new(bytes).map(|engine| {
        ENGINE.replace(Some(engine));
        Value::Null
    }))
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
    let request = std::str::from_utf8(request).map_err(|error| error.to_string());
    written(ENGINE.with_borrow_mut(|engine| match engine {
        Some(engine) => engine.answer(request?),
        None => Err("no catalogue was loaded".to_owned()),
    }))
}

/// The address and the length of an answer.
fn written(answer: Result<Value, String>) -> u64 {
    let answer = match answer {
        Ok(result) => json!({"result": result}),
        Err(error) => json!({"error": error}),
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
