//! `weigh decide --what-if` and `weigh playground` write whole pages; .ci/web opens them.

use crate::repository::Repository;

#[test]
fn a_what_if_page_is_the_report_and_more() {
    let repository = Repository::with_shop();
    let ran = repository.weigh(&["decide", "shop.yaml", "--what-if", "-o", "page.html"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "wrote page.html\n"), "{ran:?}");
    let page = repository.read("page.html");
    assert!(page.contains("Recommendation: ") && page.contains("'wasm-unsafe-eval'"));
    assert!(!page.contains("http-equiv=\"refresh\"") && page.matches("<script>").count() == 1);
    let again = repository.weigh(&["decide", "shop.yaml", "--what-if", "-o", "page.html"]);
    assert_eq!((again.code, again.err.as_str()), (0, "page.html is up to date\n"), "{again:?}");
    let gate = repository.weigh(&["decide", "shop.yaml", "--what-if", "--expect", "bottle"]);
    assert_eq!(gate.code, 1, "{}", gate.err);
    let several = repository.weigh(&["decide", "shop.yaml", "shop.yaml", "--what-if"]);
    assert!(several.code == 2 && several.err.contains("a single profile"), "{several:?}");
    for format in ["json", "markdown", "csv", "svg"] {
        let other = repository.weigh(&["decide", "shop.yaml", "--what-if", "--format", format]);
        assert!(other.code == 2 && other.out.is_empty() && other.err.contains("--format html"));
    }
}

#[test]
fn the_playground_is_one_page_that_is_not_replaced_unasked() {
    let repository = Repository::with_shop();
    let ran = repository.weigh(&["playground", "-o", "site"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "wrote site/index.html\n"), "{ran:?}");
    assert_eq!(repository.files("site"), ["index.html"]);
    repository.write("site/index.html", "ours");
    let refused = repository.weigh(&["playground", "-o", "site"]);
    assert!(refused.code == 2 && refused.err.contains("--force"), "{refused:?}");
    assert_eq!(repository.weigh(&["playground", "-o", "site", "--force"]).code, 0);
    assert!(repository.read("site/index.html").contains("Choose a web framework"));
}
