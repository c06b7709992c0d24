//! What weigh makes of real decisions, and that the page which says so is fresh.

#[path = "../../examples/agreement.rs"]
#[expect(dead_code, reason = "the example's own entry is not called here")]
mod example;

use std::env;
use std::fs;

const PAGE: &str = "docs/calibration.md";
const START: &str = "<!-- agreement -->\n";
const END: &str = "<!-- end of agreement -->";

#[test]
fn the_calibration_page_is_fresh() {
    let (table, sum) = example::table().unwrap();
    let page = fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let fresh = format!("{before}{START}{table}\n{sum} of 20 agree.\n{END}{after}");
    if env::var_os("UPDATE").is_some() {
        fs::write(PAGE, &fresh).unwrap();
        return;
    }
    assert_eq!(page, fresh, "run the tests with UPDATE=1");
}
