//! Detection on repositories written for it, and on a hostile one.

use std::fs;
use std::path::{Path, PathBuf};

use weigh::detect::{Limits, Report, SkipReason, detect, detect_for, render};

/// The frameworks of the shipped catalogue.
fn known() -> Vec<String> {
    ["django", "flask", "fastapi"].map(str::to_owned).to_vec()
}

fn look(dir: &Path) -> Report {
    detect(dir, &Limits::default(), &known()).unwrap()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new("tests/fixtures/detect");
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Compares with the file beside the fixture; `UPDATE=1` writes it instead.
fn assert_file(path: &Path, found: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, found).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(found, expected, "{}: run the tests with UPDATE=1", path.display());
}

#[test]
fn every_fixture_gives_exactly_its_profile() {
    let folders = fixtures();
    assert!(folders.len() >= 12);
    for folder in folders {
        let report = look(&folder);
        assert_file(&folder.with_extension("yaml"), &render::yaml(&report));
    }
}

#[test]
fn some_fixtures_give_exactly_their_json_and_table() {
    for name in ["both-at-once", "flask-single-file", "django-stubs-only"] {
        let folder = Path::new("tests/fixtures/detect").join(name);
        let report = look(&folder);
        assert_file(&folder.with_extension("json"), &weigh::render::json(&report));
        assert_file(&folder.with_extension("txt"), &render::table(&report, 160));
    }
}

#[test]
fn the_table_fits_the_terminal() {
    let report = look(Path::new("tests/fixtures/detect/both-at-once"));
    let words = |table: &str| table.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let wide = words(&render::table(&report, 120));
    for columns in [20, 40, 80] {
        let table = render::table(&report, columns);
        let longest = wide.iter().filter(|word| word.contains('/')).map(String::len).max();
        let most = columns.max(longest.unwrap() + 6);
        assert!(table.lines().all(|line| line.chars().count() <= most), "{columns}:\n{table}");
    }
}

/// An empty folder of its own.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn write(root: &Path, path: &str, text: &str) {
    let full = root.join(path);
    fs::create_dir_all(full.parent().unwrap()).unwrap();
    fs::write(full, text).unwrap();
}

/// The profile that a report's YAML holds, as any reader of YAML sees it.
fn profile(report: &Report) -> serde_json::Value {
    serde_yaml::from_str(&render::yaml(report)).unwrap()
}

#[test]
fn every_profile_is_yaml_of_the_profile_s_shape() {
    for folder in fixtures() {
        let report = look(&folder);
        let profile = profile(&report);
        let keys: Vec<&String> = profile.as_object().unwrap().keys().collect();
        assert!(keys.iter().all(|key| ["frameworks", "traits", "needs"].contains(&key.as_str())));
        for key in keys {
            let value = &profile[key];
            assert!(value.as_object().is_some_and(|map| !map.is_empty()) || value.is_array());
        }
    }
}

#[test]
fn nothing_is_ever_proposed_as_built_in() {
    for folder in fixtures() {
        assert!(!render::yaml(&look(&folder)).contains(": built-in"));
    }
}

#[test]
fn a_framework_in_use_is_compared_whether_or_not_an_answer_names_it() {
    let catalogue = weigh::Catalogue::embedded();
    let compared = |requirements: &str, code: &str| {
        let root = folder();
        write(root.path(), "requirements.txt", requirements);
        write(root.path(), "app.py", code);
        let report = detect_for(root.path(), &catalogue).unwrap();
        let profile = weigh::Profile::from_yaml(&render::yaml(&report), &catalogue).unwrap();
        let ids = catalogue.candidates(&profile).into_iter().map(|one| one.id.to_string());
        ids.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let four = ["django", "fastapi", "flask", "litestar"];
    assert_eq!(compared("litestar==2\n", ""), four);
    let code = "from litestar import Litestar, get\n\n@get('/')\ndef x() -> str: return ''\napp = Litestar([x])\n";
    assert_eq!(compared("litestar==2\n", code).len(), 4);
    assert_eq!(compared("flask==3\n", ""), four[..3]);
}

#[test]
fn frameworks_of_any_catalogue_are_looked_for_by_their_ids() {
    let root = folder();
    write(root.path(), "requirements.txt", "litestar\nflask\n");
    write(root.path(), "app.py", "from litestar import Litestar\n\napp = Litestar([])\n");
    let ids = |known: &[&str]| -> Vec<String> {
        let known: Vec<String> = known.iter().map(|id| (*id).to_owned()).collect();
        let report = detect(root.path(), &Limits::default(), &known).unwrap();
        report.frameworks.into_iter().map(|found| found.id).collect()
    };
    assert_eq!(ids(&["litestar", "django"]), ["litestar"]);
    assert_eq!(ids(&["django"]), Vec::<String>::new());
    assert_eq!(ids(&["flask"]), ["flask"], "a dependency alone, of medium confidence");
    for (code, expected) in [
        ("import aiohttp\nsession = aiohttp.ClientSession()\n", None),
        ("from aiohttp import web\napp = web.Application()\n", Some("aiohttp")),
        ("import fastapi\nimport starlette.status\napp = fastapi.FastAPI()\n", Some("fastapi")),
    ] {
        let root = folder();
        write(root.path(), "requirements.txt", "aiohttp\n");
        write(root.path(), "app.py", code);
        let known = ["aiohttp", "fastapi", "starlette"].map(str::to_owned);
        let report = detect(root.path(), &Limits::default(), &known).unwrap();
        let found: Vec<_> = report.frameworks.iter().map(|found| found.id.as_str()).collect();
        assert_eq!(found, Vec::from_iter(expected), "{code}");
    }
}

/// The report on a repository of one file.
fn look_at(path: &str, bytes: impl AsRef<[u8]>) -> Report {
    let root = folder();
    write(root.path(), path, "");
    fs::write(root.path().join(path), bytes).unwrap();
    look(root.path())
}

#[test]
fn every_way_to_state_a_dependency_is_read() {
    use weigh::detect::Confidence::{Low, Medium};
    for (path, text, expected) in [
        ("Requirements.txt", "Flask", Some(Medium)),
        (
            "requirements.txt",
            "https://example.org/flask-3.1.0-py3-none-any.whl#sha256=0",
            Some(Medium),
        ),
        ("requirements.txt", "-e git+ssh://git@example.org/pallets/flask.git@main", Some(Medium)),
        ("requirements.txt", "flask @ git+https://example.org/fork.git", Some(Medium)),
        ("pyproject.toml", "[tool.poetry.group.web.dependencies]\nflask = '*'", Some(Medium)),
        ("pyproject.toml", "[tool.poetry.group.test.dependencies]\nflask = '*'", None),
        ("pyproject.toml", "[dependency-groups]\nweb = ['flask']", Some(Low)),
        ("pyproject.toml", "[dependency-groups]\ndev = ['flask']", None),
        ("pyproject.toml", "[tool.hatch.envs.default]\nextra-dependencies = ['flask']", None),
        ("pyproject.toml", "[tool.pixi.dependencies]\nflask = '*'", Some(Medium)),
        ("pixi.toml", "[pypi-dependencies]\nflask = '*'", Some(Medium)),
        ("pixi.toml", "[feature.web.dependencies]\nflask = '*'", Some(Low)),
        ("pylock.toml", "[[packages]]\nname = 'flask'", Some(Low)),
        ("pylock.prod.toml", "[[packages]]\nname = 'flask'", Some(Low)),
        ("environment.yaml", "dependencies:\n  - pip:\n      - flask\n", Some(Medium)),
        (
            "setup.py",
            "from setuptools import setup\nsetup(install_requires=('flask',))",
            Some(Medium),
        ),
        ("setup.cfg", "[options]\ninstall_requires = flask", Some(Medium)),
        ("setup.cfg", "[options]\ninstall_requires = click; flask", Some(Medium)),
        ("setup.cfg", "[options]\ninstall_requires =\n  click; flask", None),
        ("pyproject.toml", "[tool.flit.metadata]\nrequires = ['flask']", Some(Medium)),
        ("Requirements/base.txt", "flask", Some(Medium)),
        ("requirements/edx/base.in", "flask", Some(Medium)),
        ("requirements/dev/base.txt", "flask", None),
        ("requirements.pip", "flask", Some(Medium)),
        ("reqs.txt", "flask", Some(Medium)),
        ("requirements.txt", "https://github.com/pallets/flask/archive/main.zip", Some(Medium)),
        ("requirements.txt", "-e \"git+https://example.org/x#egg=Flask-3.1\"", Some(Medium)),
        (
            "environment.yml",
            "dependencies:\n  - pip:\n    - -e git+https://x.org/flask",
            Some(Medium),
        ),
        ("conda.yml", "dependencies:\n  - flask 3.0.*", Some(Medium)),
        ("env.yaml", "dependencies:\n  - flask >=3", Some(Medium)),
        ("Environment.yml", "dependencies:\n  - flask", Some(Medium)),
        ("conda-env.yml", "dependencies:\n  - flask", Some(Medium)),
        ("environment-dev.yml", "dependencies:\n  - flask", None),
    ] {
        let report = look_at(path, text);
        let found: Vec<_> =
            report.frameworks.iter().map(|f| (f.id.as_str(), f.confidence)).collect();
        let expected: Vec<_> = expected.map(|sure| ("flask", sure)).into_iter().collect();
        assert_eq!(found, expected, "{path}: {text}");
    }
}

#[test]
fn lists_of_setup_py_are_read_or_named() {
    for (text, is_read, is_named) in [
        ("setup(install_requires={'flask', 'x'})", true, false),
        ("setup(install_requires=list(('flask',)))", true, false),
        ("setup(install_requires='click flask'.split())", true, false),
        ("setup(install_requires='click,flask'.split(','))", true, false),
        ("setup(install_requires=\"\"\"\nclick\nflask>=3\n\"\"\".splitlines())", true, false),
        ("A = ['click']\nA += ['flask']\nsetup(install_requires=A)", true, false),
        ("A = ['click']\nA.append('flask')\nsetup(install_requires=A)", true, false),
        ("A: list[str] = ['flask']\nsetup(install_requires=A)", true, false),
        ("A = ['flask']\nsetup(install_requires=['click'] + A)", true, false),
        ("A = ['flask']\nsetup(install_requires=[*A, 'click'])", true, false),
        ("c = {'install_requires': ['flask']}\nsetup(**c)", true, false),
        ("c['install_requires'] = ['flask']\nsetup(**c)", true, false),
        ("setup(install_requires=['flask'] + read('x'))", true, true),
        ("setup(install_requires=read('flask'))", false, true),
        ("setup(install_requires=[a for a in open('flask')])", false, true),
        ("setup(install_requires=['x' if v == 'flask' else 'y'])", false, true),
        ("setup(install_requires=())", false, false),
        ("setup(extras_require={'a': ['x'], **more})", false, true),
        ("setup(extras_require=dict(a=['x']))", false, true),
        ("e = {'a': ['x']}\nsetup(extras_require=e)", false, false),
        ("e = {'a': ['x']}\ne['b'] = sum(e, [])\nsetup(extras_require=e)", false, true),
    ] {
        let report = look_at("setup.py", text);
        assert_eq!(report.frameworks.len(), usize::from(is_read), "{text}");
        assert_eq!(!report.skipped.is_empty(), is_named, "{text}");
    }
    // An extra is no list for running the project.
    let text = "e = {'a': ['flask']}\ne['b'] = ['x']\nsetup(extras_require=e)";
    let report = look_at("setup.py", text);
    assert_eq!(report.frameworks[0].because, "flask is an optional dependency");
}

#[test]
fn a_file_that_a_manifest_names_is_read() {
    for (path, text) in [
        ("pyproject.toml", "[tool.setuptools.dynamic]\ndependencies = {file = ['deps/prod.txt']}"),
        ("pyproject.toml", "[tool.hatch.metadata.hooks.requirements_txt]\nfiles=['deps/prod.txt']"),
        ("setup.cfg", "[options]\ninstall_requires = file: x.txt, deps/prod.txt"),
        ("requirements.txt", "-r \"deps/prod.txt\""),
        ("requirements.txt", "-r deps\\prod.txt"),
        ("environment.yml", "dependencies:\n  - pip:\n    - -r deps/prod.txt"),
    ] {
        let root = folder();
        write(root.path(), path, text);
        write(root.path(), "deps/prod.txt", "flask\n");
        write(root.path(), "deps/other.txt", "django\n");
        let report = look(root.path());
        let found: Vec<_> = report.frameworks.iter().map(|f| f.id.as_str()).collect();
        assert_eq!((found, report.projects), (vec!["flask"], vec![".".to_owned()]), "{text}");
    }
}

#[test]
fn a_file_that_is_named_and_not_read_is_told() {
    for (path, text, missing) in [
        ("requirements.txt", "-r deps/prod.txt\n-r deps/none.txt", 1),
        ("requirements.txt", "-r deps/list\n-c deps/list", 1),
        ("setup.cfg", "[options]\ninstall_requires = file: deps/list", 1),
        ("requirements.txt", "-r deps/prod.txt", 0),
    ] {
        let root = folder();
        write(root.path(), path, text);
        write(root.path(), "deps/prod.txt", "flask\n");
        write(root.path(), "deps/list", "flask\n");
        let counted =
            reasons(&look(root.path())).into_iter().filter(|(r, _)| *r == SkipReason::Missing);
        assert_eq!(counted.map(|(_, count)| count).sum::<usize>(), missing, "{text}");
    }
}

#[test]
fn what_a_tool_wrote_states_no_wish() {
    let pins = |line: &dyn Fn(&str) -> String| -> String {
        let names = "anyio blinker click flask flask-login flask-wtf";
        names.split(' ').map(line).collect()
    };
    let plain = |name: &str| format!("{name}==1\n");
    let many = ('a'..='c').flat_map(|a| ('0'..='9').map(move |n| format!("a{a}{n}==1\n")));
    let many = many.collect::<Vec<_>>().concat();
    for (text, is_wish) in [
        (pins(&plain), true),
        (format!("# This file is @generated by PDM.\n{}", pins(&plain)), false),
        (
            format!("## The following requirements were added by pip freeze:\n{}", pins(&plain)),
            false,
        ),
        ("flask-login==1\n# The following was added by pip freeze:\nx==1\n".to_owned(), true),
        (pins(&|name| format!("{name}==1 ; python_version >= \"3.12\"\n")), false),
        (pins(&|name| format!("{name}==1 \\\n    --hash=sha256:00\n")), false),
        (format!("-e git+https://x.org/y#egg=y\n# x\n{many}{}", pins(&plain)), false),
        (format!("{many}b @ file:///croot/b\n{}z_a==1\nz-b==1\n", pins(&plain)), false),
        (format!("{many}{}a==1\n", pins(&plain)), true),
        (format!("{many}b\n{}", pins(&plain)), true),
        ("flask\n# via the company's mirror\nflask-login\n".to_owned(), true),
        ("flask==1\n# via the company's mirror\nflask-login==1\n".to_owned(), true),
        ("flask-login==1\n    # via other.internal\n".to_owned(), false),
        (
            "flask-login==1\n    # via\n    #   -c base.in\n    #   our-setup.utils\n".to_owned(),
            false,
        ),
        ("flask-login==1\n    # via\n    #   x\n    #   -r base.in\n".to_owned(), true),
        ("flask-login==1  # via x, shop (setup.py)\n".to_owned(), true),
        ("flask-login==1\n    # via shop\n".to_owned(), true),
    ] {
        let root = folder();
        write(root.path(), "pyproject.toml", "[project]\nname = 'shop'\n");
        write(root.path(), "requirements.txt", &text);
        let report = look(root.path());
        assert_eq!(report.needs.iter().any(|need| need.id == "accounts"), is_wish, "{text}");
    }
    let text = "[project]\nname = 'x'\ndependencies = ['flask']\n";
    for (lock, is_wish) in [("flask-login==1\n    # via x\n", true), ("flask-login==1\n", false)] {
        let root = folder();
        write(root.path(), "pyproject.toml", text);
        write(root.path(), "requirements.lock", lock);
        let report = look(root.path());
        assert_eq!(report.needs.iter().any(|need| need.id == "accounts"), is_wish, "{lock}");
    }
    let root = folder();
    write(root.path(), "Pipfile", "[packages]\nflask = '*'\n");
    write(root.path(), "requirements/base.txt", "flask-login==1\n");
    assert_eq!(look(root.path()).needs, []);
}

#[test]
fn every_reader_knows_the_byte_order_mark() {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once('\u{feff}').chain(text.chars()).flat_map(|c| bytes(c as u16)).collect()
    };
    for (path, text) in [
        ("requirements.txt", "flask\n"),
        ("pyproject.toml", "[project]\ndependencies = ['flask']\n"),
        ("setup.cfg", "[options]\ninstall_requires = flask\n"),
        ("environment.yml", "dependencies:\n  - flask\n"),
        ("Pipfile.lock", "{\"default\": {\"flask\": {}}}"),
        ("app.py", "from flask import Flask\napp = Flask(__name__)\n"),
    ] {
        let plain = look_at(path, text).frameworks;
        assert_eq!(plain.len(), 1, "{path}");
        for bytes in [
            format!("\u{feff}{text}").into_bytes(),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ] {
            assert_eq!(look_at(path, &bytes).frameworks, plain, "{path}: {:?}", &bytes[..3]);
        }
    }
}

#[test]
fn servers_in_other_languages_are_other_stacks() {
    for (path, text, is_server) in [
        ("Gemfile", "gem \"sinatra\"", true),
        ("Gemfile", "gem \"jekyll\"", false),
        ("package.json", "{\"dependencies\": {\"express\": \"^5\"}}", true),
        ("package.json", "{\"devDependencies\": {\"vite\": \"^7\"}}", false),
        ("docs/package.json", "{\"dependencies\": {\"express\": \"^5\"}}", false),
        ("mix.exs", "{:phoenix, \"~> 1.8\"}", true),
        ("mix.exs", "{:jason, \"~> 1.4\"}", false),
        ("go.mod", "require github.com/gin-gonic/gin v1.10.0", true),
        ("go.mod", "module example.org/tool", false),
        ("main.go", "// http.ListenAndServe\nhttp.Get(x)", false),
        ("cmd/main.go", "err := http.ListenAndServe(\":80\", nil)", true),
        ("main_test.go", "http.ListenAndServe(x, nil)", false),
        ("composer.json", "{\"require\": {\"laravel/framework\": \"^12\"}}", true),
        ("pom.xml", "<artifactId>spring-boot-starter-web</artifactId>", true),
        ("build.gradle", "implementation 'io.quarkus:quarkus-rest'", true),
        ("src/Shop/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">", true),
        ("src/Shop/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">", false),
        ("Cargo.toml", "[dependencies]\naxum = \"0.8\"", true),
        ("Gemfile", "# rails\ngem \"guardrails\"\ngem 'capistrano-rails'\n", false),
        ("Gemfile", "gem 'jekyll', github: 'rails/jekyll' # not rails", false),
        ("Gemfile", "group :test do\n  gem 'sinatra'\nend\ngem 'roda', group: :test", false),
        ("Gemfile", "group :test do\n  gem 'rspec'\nend\ngem 'roda' # for rails", true),
        ("gems.rb", "gem 'rails'", true),
        ("shop.gemspec", "Gem::Specification.new do |s|\n  s.add_dependency 'rails'\nend", true),
        ("shop.gemspec", "  s.add_development_dependency 'rails'", false),
        ("package.json", "{\"name\": \"express\", \"scripts\": {\"next\": \"x\"}}", false),
        ("package.json", "{\"devDependencies\": {\"express\": \"^5\"}}", false),
        ("package.json", "{\"dependencies\": {\"express-x\": \"^5\", \"react\": \"1\"}}", false),
        ("package.json", "{\"dependencies\": {\"@adonisjs/core\": \"^6\"}}", true),
        ("deno.json", "{\"imports\": {\"hono\": \"npm:hono\"}}", true),
        (
            "mix.exs",
            "# {:phoenix, \"1\"}\n{:phoenix_html, \"4\"}\n{:plug, \"1\", only: :test}",
            false,
        ),
        ("go.mod", "require (\n\tgithub.com/gorilla/mux v1 // indirect\n)", false),
        ("go.mod", "replace (\n\tgithub.com/gorilla/mux => ../mux\n)", false),
        ("go.mod", "require github.com/labstack/echo/v4 v4.12.0", true),
        ("composer.json", "{\"require\": {\"symfony/console\": \"^7\"}}", false),
        ("composer.json", "{\"require-dev\": {\"laravel/framework\": \"^12\"}}", false),
        ("composer.json", "{\"require\": {\"laminas/laminas-mvc\": \"^3\"}}", true),
        ("pom.xml", "<artifactId>spring-webmvc</artifactId>", true),
        ("pom.xml", "<!-- <artifactId>javalin</artifactId>\n--><a>x</a>", false),
        (
            "pom.xml",
            "<dependency><artifactId>javalin</artifactId>\n<scope>test</scope></dependency>",
            false,
        ),
        (
            "pom.xml",
            "<dependency><artifactId>junit</artifactId><scope>test</scope></dependency>\n\
             <dependency><artifactId>javalin</artifactId></dependency>",
            true,
        ),
        ("build.gradle.kts", "plugins {\n  alias(libs.plugins.spring.boot)\n}", true),
        ("build.gradle.kts", "implementation(\"io.ktor:ktor-client-core:3\")", false),
        ("build.gradle.kts", "implementation(\"io.ktor:ktor-server-core:3\")", true),
        ("build.gradle", "testImplementation 'io.javalin:javalin:6'", false),
        ("gradle/libs.versions.toml", "boot = { id = \"org.springframework.boot\" }", true),
        ("Cargo.toml", "[package]\nname = \"warp\"\n[dependencies]\nrocketchat = \"1\"", false),
        ("Cargo.toml", "[dev-dependencies]\naxum = \"0.8\"", false),
        ("Cargo.toml", "[dependencies]\naxum = { version = \"1\", optional = true }", false),
        ("Cargo.toml", "[dependencies.web]\npackage = \"actix-web\"", true),
        ("Cargo.toml", "[workspace.dependencies]\npoem = \"2\"", true),
        ("src/Shop.fsproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">", true),
        ("build.sbt", "lazy val root = (project in file(\".\")).enablePlugins(PlayScala)", true),
        (
            "Package.swift",
            ".package(url: \"https://github.com/vapor/vapor.git\", from: \"4\")",
            true,
        ),
        ("pubspec.yaml", "dev_dependencies:\n  shelf: ^1\n", false),
        ("shop.cabal", "executable shop\n  build-depends: base, scotty >= 0.12\n", true),
        ("shop.cabal", "test-suite spec\n  build-depends: scotty\n", false),
        ("cpanfile", "requires 'Mojolicious', '>= 9';\n", true),
        ("cpanfile", "on 'test' => sub {\n  requires 'Mojolicious';\n};\n", false),
    ] {
        let report = look_at(path, text);
        let said = |one: &&weigh::detect::Proposal| one.id == "existing-code";
        let found = report.traits.iter().find(said).map(|one| one.value.as_str());
        assert_eq!(found, is_server.then_some("other-stack"), "{path}: {text}");
        assert_eq!(report.skipped, [], "{path}: {text}");
    }
}

#[test]
fn another_stack_has_the_line_of_its_package() {
    for (path, text, line) in [
        ("package.json", "{\n\"keywords\": [\"koa\"],\n\"dependencies\": {\n\"koa\": \"3\"}}", 4),
        ("package.json", "{\"dependencies\": {\"koa\": \"3\"}}", 1),
        ("Cargo.toml", "[dependencies]\nserde = \"1\"\naxum = \"0.8\"\n", 3),
        ("Cargo.toml", "[dependencies.serde]\n\n[dependencies.\"axum\"]\n", 3),
        ("Gemfile", "# a\n\ngem 'pg'\ngem 'rails'\n", 4),
        ("pom.xml", "<!--\n\n-->\n<dependency>\n<artifactId>javalin</artifactId>", 5),
    ] {
        let report = look_at(path, text);
        assert_eq!(report.traits[0].places[0].line, Some(line), "{path}: {text}");
    }
}

#[test]
fn a_dependency_that_no_code_uses_does_not_hide_another_stack() {
    let look_beside = |script: &str| {
        let root = folder();
        write(root.path(), "Gemfile", "gem 'rails'\n");
        write(root.path(), "requirements.txt", "flask\n");
        write(root.path(), "script/tool.py", script);
        look(root.path()).traits.into_iter().next().unwrap().value
    };
    assert_eq!(look_beside("import requests\n"), "other-stack");
    assert_eq!(look_beside("import flask\n"), "flask-start");
}

#[test]
fn an_image_is_known_by_its_name() {
    let (sql, other) = (Some("own-relational"), Some("non-relational"));
    for (line, expected) in [
        ("image: postgres", sql),
        ("image: docker.io/library/postgres:16", sql),
        ("image: \"localhost:5000/bitnami/postgresql@sha256:00\"  # db", sql),
        ("image: ${REGISTRY:-docker.io}/postgres:16", sql),
        ("image: '${DB_IMAGE:-mariadb:11}'", sql),
        ("image: mcr.microsoft.com/mssql/server:2022-latest", sql),
        ("db: { image: postgis/postgis:17, restart: always }", sql),
        ("image: mongo:7", other),
        ("image: mongo-express", None),
        ("image: postgrest/postgrest", None),
        ("image: postgres_exporter:1", None),
        ("image: postgres/exporter", None),
        ("image: wordpress/server", None),
        ("#image: postgres", None),
        ("my-image: postgres", None),
        ("image: ${UNSET}", None),
        ("image:", None),
    ] {
        let report = look_at("compose.yaml", format!("services:\n  db:\n    {line}\n"));
        let data = report.traits.iter().find(|one| one.id == "data");
        assert_eq!(data.map(|one| one.value.as_str()), expected, "{line}");
    }
}

/// What a Django project, or that of another framework with the named packages, comes to with some files: values that
/// are set, `?` after a guess.
fn values(requirements: &str, files: &[(&str, &str)]) -> Vec<String> {
    let root = folder();
    write(root.path(), "requirements.txt", requirements);
    for (path, text) in files {
        write(root.path(), path, text);
    }
    if requirements.starts_with("django") {
        let settings = root.path().join("x/settings.py");
        let more = fs::read_to_string(&settings).unwrap_or_default();
        let apps = if more.contains("INSTALLED_APPS") { "" } else { "INSTALLED_APPS = []\n" };
        write(root.path(), "x/settings.py", &format!("ROOT_URLCONF = 'x.urls'\n{apps}{more}"));
    }
    let report = look(root.path());
    let all = report.traits.into_iter().chain(report.needs);
    all.filter(|one| one.set)
        .map(|one| format!("{}: {} {:?}", one.id, one.value, one.confidence))
        .collect()
}

/// Each row: requirements, files, and `id: value Confidence` that is among the values, or `id` that is not.
type Row<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);

fn assert_rows(rows: &[Row<'_>]) {
    for (requirements, files, expected) in rows {
        let found = values(requirements, files);
        for one in *expected {
            let right = if one.contains(": ") {
                found.iter().any(|value| value == one)
            } else {
                !found.iter().any(|value| value.starts_with(&format!("{one}:")))
            };
            assert!(right, "{one} in {found:?}: {requirements} {files:?}");
        }
    }
}

const MODELS: (&str, &str) =
    ("x/models.py", "from django.db import models\nclass A(models.Model): pass\n");

#[test]
fn asynchronous_handlers_are_those_that_answer_requests() {
    let sync = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\ndef a(): pass\n";
    let with = |more: &str| format!("{sync}{more}");
    let helpers = with(
        "@app.middleware('http')\nasync def b(request, call_next): pass\n\
         async def c(request): pass\nclass Upstream:\n  async def get(self, url): pass\n",
    );
    let handlers =
        with("@app.get('/b')\nasync def b(): pass\n@app.head('/c')\nasync def c(): pass\n");
    let ninja = "from ninja import Router\nr = Router()\n@r.get('a')\nasync def a(request): pass\n\
                 @r.post('b')\nasync def b(request): pass\n";
    let views = "from adrf.decorators import api_view\n@api_view(['GET'])\nasync def a(req): pass\n\
                 async def b(_request): pass\n";
    let own = "from .routers import r\n@r.get('/a')\nasync def a(): pass\n@r.get('/b')\nasync def b(): pass\n";
    assert_rows(&[
        ("fastapi\n", &[("app.py", &helpers)], &["async"]),
        ("fastapi\n", &[("app.py", &handlers)], &["async: must Medium"]),
        ("fastapi\n", &[("app.py", sync), ("own.py", own)], &["async: must Medium"]),
        ("django\ndjango-ninja\n", &[("x/api.py", ninja)], &["async: must Medium"]),
        ("django\nadrf\n", &[("x/views.py", views)], &["async: must Medium"]),
    ]);
}

#[test]
fn what_is_used_through_its_module_is_seen() {
    let fastapi = "import fastapi as fa\napp = fa.FastAPI()\n@app.websocket('/ws')\nasync def ws(s): pass\n\
                   @app.post('/f')\nasync def up(f: fa.UploadFile, t: fa.BackgroundTasks): pass\n";
    let security = "from fastapi import FastAPI, security\napp = FastAPI()\nx = security.OAuth2PasswordBearer('t')\n";
    let hashes = "import flask\nfrom werkzeug import security\napp = flask.Flask('x')\n\
                  security.check_password_hash(a, b)\n";
    let safe = hashes.replace("check_password_hash", "safe_join");
    assert_rows(&[
        (
            "fastapi\n",
            &[("app.py", fastapi)],
            &["websockets: must High", "file-uploads: must High", "background-jobs: must High"],
        ),
        ("fastapi\n", &[("app.py", security)], &["accounts: must High"]),
        ("flask\n", &[("app.py", hashes)], &["accounts: must High", "login: own-scheme Medium"]),
        ("flask\n", &[("app.py", &safe)], &["accounts", "login"]),
    ]);
}

#[test]
fn one_import_of_another_store_is_no_need() {
    let mongo = "from pymongo import MongoClient\n";
    let attempt = "try:\n  import pymongo\nexcept ImportError:\n  pymongo = None\n";
    let inside = "def connect():\n  import pymongo\n";
    let none: &[&str] = &["non-relational"];
    let app = ("app.py", "from flask import Flask\napp = Flask('x')\n");
    assert_rows(&[
        ("django\n", &[MODELS, ("x/drivers/mongo.py", attempt)], none),
        ("django\n", &[MODELS, ("x/importers/mongo.py", mongo)], none),
        ("django\n", &[("x/management/_mongo.py", mongo)], none),
        (
            "django\npymongo\n",
            &[MODELS, ("x/drivers/mongo.py", mongo)],
            &["non-relational: maybe Medium"],
        ),
        (
            "django\n",
            &[MODELS, ("x/load.py", mongo)],
            &["non-relational: maybe Medium", "data: own-relational High"],
        ),
        ("django\n", &[("x/store.py", inside)], &["non-relational: maybe Medium", "data"]),
        ("flask\n", &[app, ("app/drivers/mongo.py", mongo)], none),
        (
            "flask\n",
            &[app, ("app/backends/jobs.py", "import celery\n")],
            &["background-jobs: maybe Medium"],
        ),
        (
            "flask\npymongo\n",
            &[app, ("app/adapters/mongo.py", mongo)],
            &["non-relational: must High"],
        ),
        ("flask\n", &[app, ("app/cli.py", mongo), ("tools/load.py", mongo)], none),
        ("flask\n", &[app, ("fabfile.py", "import celery\n")], &["background-jobs"]),
        (
            "flask\n",
            &[app, ("q.py", "try:\n  import celery\nexcept X: pass\n")],
            &["background-jobs: maybe Medium"],
        ),
        ("flask\n", &[app, ("db.py", mongo)], &["non-relational: must Medium"]),
        ("flask\npymongo\n", &[app, ("db.py", inside)], &["non-relational: must High"]),
    ]);
}

#[test]
fn authentication_backends_tell_who_looks_after_logins() {
    let model = "'django.contrib.auth.backends.ModelBackend'";
    let backends = |text: &str| format!("AUTHENTICATION_BACKENDS = [{text}]\n");
    let rows = [
        (backends("'x.sso.Backend'"), "login: external-provider High"),
        (backends("'x.KeycloakBackend'"), "login: external-provider High"),
        (
            "AUTHENTICATION_BACKENDS = []\nAUTHENTICATION_BACKENDS.append('x.azuread.Backend')"
                .to_owned(),
            "login: external-provider High",
        ),
        (
            backends(&format!("'mozilla_django_oidc.auth.OIDCAuthenticationBackend', {model}")),
            "login: external-provider Medium",
        ),
        (
            format!("B = ['x.saml.Backend']\n{}", backends(model).replace("= ", "= B + ")),
            "login: external-provider Medium",
        ),
        (
            backends(&format!("'oauth2_provider.backends.OAuth2Backend', {model}")),
            "login: framework-accounts Medium",
        ),
        (backends("'oauth2_provider.backends.OAuth2Backend'"), "sso"),
        (backends("'lazurel.auth.Backend'"), "login"),
    ];
    for (settings, expected) in rows {
        assert_rows(&[("django\n", &[("x/settings.py", &settings)], &[expected])]);
    }
}

#[test]
fn logins_are_told_by_what_checks_passwords() {
    let login = "from django.contrib.auth import authenticate, login\ndef a(request):\n  \
                 login(request, authenticate(request, username=1, password=2))\n";
    let module = "from django.contrib import auth\ndef a(r): auth.login(r, auth.authenticate(r))\n";
    let flask =
        |more: &str| format!("import flask\nimport flask_login\n{more}app = flask.Flask('x')\n");
    let ldap = flask("import flask_ldap3_login\n");
    let issued = "import jwt\nimport flask\napp = flask.Flask('x')\njwt.encode({'iss': 1}, K, algorithm='RS256')\n";
    let token = format!("{issued}jwt.decode(t, K)\n");
    let local: &[&str] = &["accounts: must High", "login: framework-accounts Medium"];
    assert_rows(&[
        ("django\n", &[("x/views.py", login)], local),
        ("django\n", &[("x/views.py", module)], local),
        ("flask\nflask-login\n", &[("app.py", &flask(""))], local),
        ("flask\nflask-login\n", &[("app.py", &ldap)], &["login: external-provider Medium"]),
        ("flask\npyjwt\n", &[("app.py", &token)], &["login: own-scheme Medium"]),
        ("flask\npyjwt\n", &[("app.py", issued)], &["login", "accounts"]),
        (
            "flask\npyjwt\n",
            &[("app.py", issued), ("a.py", "from fastapi.security import HTTPBearer\n")],
            &["login: own-scheme Medium", "accounts: must Medium"],
        ),
    ]);
}

#[test]
fn mails_and_stand_ins_make_no_pages() {
    let none: &[&str] = &["templates", "output"];
    let page: &[&str] = &["templates: must High", "output: server-pages High"];
    let send = "from django.core.mail import send_mail\nfrom django.template.loader import render_to_string\n\
                def a(): send_mail('a', 'b', None, [], html_message=render_to_string('x/welcome.html'))\n";
    let app = ("app/__init__.py", "from flask import Flask\napp = Flask('x')\n");
    let mail = "from flask import render_template\nfrom flask_mail import Message\ndef a(u):\n  \
                return Message(html=render_template('a.html'))\n";
    let named =
        "from flask import render_template\ndef a(u): return render_template('email/a.html')\n";
    let form = "from django.views.generic import UpdateView\nclass A(UpdateView): model = X\n";
    assert_rows(&[
        ("django\n", &[("x/notify.py", send), ("x/templates/x/welcome.html", "")], none),
        ("flask\nflask-mail\n", &[app, ("app/emails.py", mail)], none),
        ("flask\n", &[app, ("app/reset.py", named)], none),
        ("django\n", &[("x/views.py", form)], page),
        (
            "django\n",
            &[("email_campaigns/shop/templates/shop/a.html", "")],
            &["templates: must Medium"],
        ),
        ("django\n", &[("admin/templates/a.html", "")], &["templates: must Medium"]),
        ("django\n", &[("x/jinja2/a.html", "")], &["templates: must Medium"]),
    ]);
    let paths = [
        "x/email/templates/a.html",
        "x/templates/mailing/a.html",
        "x/templates/EmailTemplates/a.html",
        "x/templates/emailBase.html",
        "x/templates/404.html",
        "x/templates/pdf/invoice.html",
        "x/templates/drf_spectacular/swagger_ui.html",
        "x/templates/admin/base_site.html",
    ];
    for path in paths {
        assert_rows(&[("django\n", &[(path, "")], none)]);
    }
}

#[test]
fn what_is_empty_or_for_tests_is_no_need() {
    let set = "DATABASE_ROUTERS = ['x.R']\nCACHES = {'default': {'BACKEND': 'x.C'}}\n";
    let lazy = "import flask\nfrom flask_babel import lazy_gettext\napp = flask.Flask('x')\n";
    assert_rows(&[
        (
            "django\n",
            &[("x/settings.py", set)],
            &["multi-database: must High", "caching: must High"],
        ),
        (
            "django\n",
            &[("x/settings/base.py", ""), ("x/settings/test.py", set)],
            &["multi-database", "caching"],
        ),
        (
            "django\n",
            &[("_vendor/x.py", set), ("vendored/y.py", set)],
            &["multi-database", "caching"],
        ),
        (
            "django\n",
            &[("x/settings.py", "DATABASE_ROUTERS = list()\nAUTH_USER_MODEL = ''\n")],
            &["multi-database", "accounts"],
        ),
        (
            "django\n",
            &[(
                "x/settings.py",
                "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.dummy.DummyCache'}}",
            )],
            &["caching"],
        ),
        ("flask\nflask-babel\n", &[("app.py", lazy)], &["i18n: want Medium"]),
        (
            "flask\nflask-babel\n",
            &[("app.py", lazy), ("t/de/LC_MESSAGES/messages.mo", "")],
            &["i18n: must High"],
        ),
        (
            "flask\n",
            &[(
                "app.py",
                "import flask\napp = flask.Flask('x')\napp.config['SQLALCHEMY_BINDS'] = {'a': 'b'}\n",
            )],
            &["multi-database: must High"],
        ),
    ]);
}

#[test]
fn what_only_looks_like_a_sign_is_none() {
    let fastapi = |more: &str| format!("from fastapi import FastAPI\napp = FastAPI()\n{more}\n");
    let client = fastapi("import websockets\nasync def a(): websockets.connect('wss://x')");
    let server = fastapi("import websockets\nasync def a(): websockets.serve(a, 'x', 1)");
    let form = "from django import forms\nclass F(forms.ModelForm): pass\n";
    let logger =
        "import logging\nimport flask\napp = flask.Flask('x')\nlogging.getLogger('audit_log')\n";
    let managed =
        "from django.db import models\nclass A(models.Model):\n  class Meta:\n    managed = True\n";
    let foreign = managed.replace("True", "False");
    let own = ("backend/x/settings.py", "INSTALLED_APPS = ['registration', 'cms']\n");
    let image = |name: &str| format!("services:\n  db:\n    image: {name}\n");
    assert_rows(&[
        ("fastapi\nwebsockets\n", &[("app.py", &client)], &["websockets"]),
        ("fastapi\nwebsockets\n", &[("app.py", &server)], &["websockets: must High"]),
        ("django\n", &[("x/admin.py", form)], &["forms", "output"]),
        ("django\n", &[("x/forms.py", form)], &["forms: must High"]),
        ("flask\n", &[("app.py", logger)], &["audit-trail"]),
        ("django\nsendgrid\n", &[("x/models.py", managed)], &["email: want Medium"]),
        ("django\n", &[("x/models.py", managed)], &["data: own-relational High"]),
        ("django\n", &[("x/models.py", &foreign)], &["data: foreign-sql High"]),
        (
            "django\n",
            &[
                own,
                ("backend/manage.py", ""),
                ("backend/registration/__init__.py", ""),
                ("backend/cms/models.py", ""),
            ],
            &["accounts", "project-kind"],
        ),
        (
            "django\n",
            &[own, ("backend/manage.py", "")],
            &["accounts: must Medium", "project-kind: cms Medium"],
        ),
        (
            "django\n",
            &[("compose.yml", &image("docker.io/library/postgres:16"))],
            &["data: own-relational Medium"],
        ),
        (
            "django\n",
            &[("compose.yml", &image("\"${DB:-bitnami/postgresql}\""))],
            &["data: own-relational Medium"],
        ),
        ("django\n", &[("compose.yml", &image("postgrest/postgrest"))], &["data"]),
        ("django\n", &[("compose.yml", &image("mongo-express:1"))], &["data"]),
    ]);
}

#[test]
fn needs_are_seen_in_what_code_imports() {
    let app = "import flask\napp = flask.Flask('x')\n";
    for (code, expected) in [
        ("import postmarker", "email: must Medium"),
        ("from saq import Queue", "background-jobs: must Medium"),
        ("from fastapi_utils.tasks import repeat_every", "background-jobs: must Medium"),
        ("from google.cloud import firestore", "data: non-relational Medium"),
        ("from firebase_admin import auth", "login: external-provider Medium"),
        ("from fastapi_azure_auth import X", "sso: must Medium"),
        ("from flask_pyoidc import X", "sso: must Medium"),
        ("from fastapi.security import OAuth2AuthorizationCodeBearer", "sso: must High"),
        ("from fastapi.security import HTTPBearer", "accounts: want Medium"),
        ("from fastapi.security import HTTPBasic", "accounts: want Medium"),
        (
            "import secrets\nfrom fastapi.security import HTTPBasic\nsecrets.compare_digest(a, b)",
            "login: own-scheme Medium",
        ),
        ("from sendgrid.helpers.mail import Mail", "email: must Medium"),
        ("import boto3\nboto3.client('ses').send_email()", "email: must High"),
        ("import sendgrid\nsg.client.mail.send.post(a)", "email: must High"),
        ("import sendgrid\nsg.client.marketing.contacts.put(a)", "email"),
        ("from authlib.integrations.flask_client import OAuth", "sso: must Medium"),
        ("from authlib.jose import jwt", "sso"),
        ("from flask import render_template\nflask.request.form['a']", "forms: must Medium"),
        ("flask.request.form['a']", "forms"),
        ("from django.shortcuts import render\ndef a(request): request.POST", "forms: must Medium"),
        (
            "from fastapi.templating import X\nfrom fastapi import Form\ndef a(b=Form()): pass",
            "forms: must Medium",
        ),
        ("from fastapi import Form\ndef a(b=Form()): pass", "forms"),
        (
            "from django.contrib.auth.decorators import permission_required as p\n@p('a')\ndef b(): pass",
            "accounts: must High",
        ),
        ("import django\ndef a(request): request.user.is_authenticated", "accounts: must Medium"),
        (
            "from flask_migrate import Migrate\nimport click\n@click.group()\ndef a(): pass",
            "cli: must High",
        ),
        ("from rest_framework.schemas import get_schema_view", "api-schema: must Medium"),
        (
            "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}",
            "caching",
        ),
        (
            "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache'}}",
            "caching: must High",
        ),
        (
            "from rest_framework.parsers import MultiPartParser\nclass A:\n  parser_classes = [MultiPartParser]",
            "file-uploads: must High",
        ),
        ("from fastapi.staticfiles import StaticFiles", "static-files: must High"),
        ("from rest_framework.permissions import IsAuthenticated", "accounts: must Medium"),
        ("from django import forms\nforms.FileField()", "file-uploads: must High"),
        ("import django\nuser.email_user('a', 'b')", "email: must High"),
        ("from django.conf.urls.i18n import i18n_patterns\ni18n_patterns()", "i18n: must High"),
    ] {
        assert_rows(&[("flask\n", &[("app.py", &format!("{app}{code}\n"))], &[expected])]);
    }
}

#[test]
fn an_extension_of_a_package_and_what_a_framework_brings_are_no_needs() {
    let job = "[project]\nname = 'NAME'\ndependencies = ['flask', 'arq']\n";
    for (name, expected) in [("shop", Some("must")), ("arq-dashboard", None)] {
        let root = folder();
        write(root.path(), "pyproject.toml", &job.replace("NAME", name));
        write(root.path(), "app.py", "import flask\nimport arq\napp = flask.Flask(__name__)\n");
        let report = look(root.path());
        let found = report.needs.iter().find(|need| need.id == "background-jobs" && need.set);
        assert_eq!(found.map(|need| need.value.as_str()), expected, "{name}");
    }
    for (framework, is_need) in [("fastapi", false), ("flask", true)] {
        let report = look_at("requirements.txt", format!("{framework}\npydantic\n"));
        assert_eq!(report.needs.iter().any(|need| need.id == "validation"), is_need, "{framework}");
    }
}

#[test]
fn a_stack_whose_packages_are_stated_is_a_candidate() {
    let catalogue = weigh::Catalogue::embedded();
    let stack = |requirements: &str| {
        let root = folder();
        write(root.path(), "requirements.txt", requirements);
        let report = weigh::detect::detect_for(root.path(), &catalogue).unwrap();
        let yaml = render::yaml(&report);
        let loaded = weigh::load::profile(
            Some(&weigh::load::Text::new("p.yaml", &yaml)),
            &weigh::load::Overlay::default(),
            &catalogue,
        );
        let named = loaded.unwrap().frameworks;
        named.map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    };
    for (requirements, expected) in [
        ("django\n", None),
        ("django\ndjangorestframework\n", Some("django django-rest-framework fastapi flask")),
        ("django\ndjango-ninja\n", Some("django django-ninja fastapi flask")),
        ("fastapi\nsqlmodel\n", None),
        ("fastapi\nsqlmodel\nfastapi-users\n", Some("django fastapi fastapi-sqlmodel flask")),
        ("apiflask\n", Some("django fastapi flask flask-apiflask")),
    ] {
        assert_eq!(stack(requirements).as_deref(), expected, "{requirements}");
    }
    let known = weigh::model::Catalogue::default();
    let root = folder();
    write(root.path(), "requirements.txt", "django\ndjango-ninja\n");
    assert_eq!(weigh::detect::detect_for(root.path(), &known).unwrap().stacks, []);
}

#[test]
fn a_file_that_lies_or_is_broken_is_said_so_and_survived() {
    let root = folder();
    write(root.path(), "pyproject.toml", "[project\nname = 1\n");
    write(root.path(), "Pipfile.lock", &"[".repeat(50_000));
    write(root.path(), "package.json", "{\"a\":");
    write(root.path(), "setup.cfg", "\u{0}");
    write(root.path(), "requirements.txt", "\u{0}\u{1}\nflask ; (((((((((\n-r requirements.txt\n");
    fs::write(root.path().join("app.py"), b"\xff\xfe\x00import flask\n'''").unwrap();
    let report = look(root.path());
    assert_eq!(reasons(&report), [(SkipReason::Malformed, 5)]);
    assert_eq!(report.frameworks.len(), 1);
}

fn reasons(report: &Report) -> Vec<(SkipReason, usize)> {
    report.skipped.iter().map(|skipped| (skipped.reason, skipped.count)).collect()
}

#[test]
fn the_order_of_the_file_system_does_not_matter() {
    let (one, other) = (folder(), folder());
    let files: Vec<String> = (0..40).map(|n| format!("app{n}/models.py")).collect();
    let text = "from django.db import models\n\nclass A(models.Model):\n    pass\n";
    for (path, reverse) in files.iter().zip(files.iter().rev()) {
        write(one.path(), path, text);
        write(other.path(), reverse, text);
    }
    for limits in [Limits::default(), Limits { files: 7, ..Limits::default() }] {
        let see = |dir: &Path| weigh::render::json(&detect(dir, &limits, &known()).unwrap());
        assert_eq!(see(one.path()), see(other.path()));
    }
}

#[test]
fn what_is_no_folder_is_an_error() {
    let missing = detect(Path::new("no/such/folder"), &Limits::default(), &known());
    assert!(missing.unwrap_err().to_string().contains("cannot read"));
    let file = detect(Path::new("Cargo.toml"), &Limits::default(), &known());
    assert!(file.unwrap_err().to_string().contains("cannot read the folder `Cargo.toml`"));
}

#[cfg(unix)]
mod hostile {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::*;

    /// Names that would move the cursor, end a comment or turn the writing round.
    const NAMES: [&str; 3] =
        ["\u{1b}[2J\u{1b}[31mapp", "a\nneeds: {admin: built-in}\n#", "\u{202e}yp"];

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    /// A repository that means harm, with so many files in it.
    fn repository(files: usize) -> tempfile::TempDir {
        let root = folder();
        let at = |path: &str| root.path().join(path);
        write(root.path(), "requirements.txt", "flask\n-r ../../../../etc/passwd\n-r pipe.txt\n");
        write(root.path(), "app.py", "from flask import Flask\n\napp = Flask(__name__)\n");
        symlink("/", at("everything")).unwrap();
        symlink("/dev/zero", at("settings.py")).unwrap();
        symlink("..", at("again")).unwrap();
        symlink("app.py", at("inside.py")).unwrap();
        for name in ["manage.py", ".gitignore", "pipe.txt", "alembic.ini"] {
            pipe(&at(name));
        }
        let large = fs::File::create(at("large.py")).unwrap();
        large.set_len(200 << 20).unwrap();
        for name in NAMES {
            write(root.path(), &format!("{name}/models.py"), "from flask_login import UserMixin\n");
        }
        let deep = "deep/".repeat(60);
        write(root.path(), &format!("{deep}app.py"), "import flask\n");
        flood(root.path(), files);
        fs::create_dir(at("closed")).unwrap();
        fs::set_permissions(at("closed"), fs::Permissions::from_mode(0o000)).unwrap();
        root
    }

    /// Half of the files in one folder, half in folders of a hundred.
    fn flood(root: &Path, files: usize) {
        fs::create_dir(root.join("flood")).unwrap();
        for number in 0..files / 2 {
            fs::write(root.join(format!("flood/{number}.py")), "import flask\n").unwrap();
        }
        for number in 0..files / 2 {
            let folder = root.join(format!("heap/{}", number / 100));
            if number % 100 == 0 {
                fs::create_dir_all(&folder).unwrap();
            }
            fs::write(folder.join(format!("{number}.py")), "import flask\n").unwrap();
        }
    }

    fn assert_harmless(report: &Report) {
        let formats =
            [render::yaml(report), weigh::render::json(report), render::table(report, 80)];
        for text in formats {
            let hostile = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
            assert_eq!(text.chars().find(hostile), None, "{text}");
        }
        let profile = profile(report);
        assert_eq!(profile["needs"]["accounts"], "must");
        assert_eq!(profile["needs"]["admin"], serde_json::Value::Null);
    }

    fn assert_all_told(report: &Report, root: &Path) {
        use SkipReason::{Link, SpecialFile, TooDeep, TooLarge, TooManyNames};
        let reasons: Vec<SkipReason> =
            reasons(report).into_iter().map(|(reason, _)| reason).collect();
        for reason in [Link, SpecialFile, TooLarge, TooDeep, TooManyNames] {
            assert!(reasons.contains(&reason), "{reason:?} is missing in {reasons:?}");
        }
        let count = |reason: SkipReason| {
            report.skipped.iter().find(|s| s.reason == reason).map_or(0, |s| s.count)
        };
        assert_eq!(count(Link), 4);
        assert_eq!(count(SpecialFile), 4);
        // Whoever runs as root may read everything, and then there is nothing to tell.
        let closed = report.skipped.iter().find(|skipped| skipped.reason == SkipReason::Unreadable);
        assert!(closed.is_some() || fs::read_dir(root.join("closed")).is_ok());
    }

    #[test]
    fn a_small_hostile_repository_is_survived_and_told() {
        let root = repository(400);
        let limits = Limits { folder_entries: 150, ..Limits::default() };
        let report = detect(root.path(), &limits, &known()).unwrap();
        assert_all_told(&report, root.path());
        assert_harmless(&report);
        assert_eq!(report.frameworks.len(), 1);
    }

    #[test]
    fn limits_on_names_files_and_bytes_are_kept_and_told() {
        let root = repository(400);
        for limits in [
            Limits { entries: 60, ..Limits::default() },
            Limits { files: 20, ..Limits::default() },
            Limits { total_size: 800, ..Limits::default() },
        ] {
            let report = detect(root.path(), &limits, &known()).unwrap();
            assert!(reasons(&report).iter().any(|(reason, _)| *reason == SkipReason::LimitReached));
            assert!(report.names_seen <= limits.entries && report.files_read <= limits.files);
            assert_eq!(report.frameworks.len(), 1, "what is near the root was read");
        }
    }

    /// Followed one by one, these would cost the cube of their number, and minutes of compiling.
    #[test]
    fn files_that_include_one_another_and_endless_ignore_rules_are_bounded() {
        let root = folder();
        let lines = |many: usize, line: &dyn Fn(usize) -> String| {
            (0..many).map(line).collect::<Vec<_>>().join("\n")
        };
        let includes = lines(300, &|n| format!("-r ../d{n}/requirements.txt"));
        let rules = lines(600, &|n| format!("**/x{n}*[a-z]/**/y?{n}"));
        for number in 0..300 {
            write(
                root.path(),
                &format!("d{number}/requirements.txt"),
                &format!("{includes}\nflask\n"),
            );
            write(root.path(), &format!("d{number}/.gitignore"), &rules);
        }
        let start = Instant::now();
        let report = look(root.path());
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "far more than it takes, even unoptimised"
        );
        assert!(reasons(&report).iter().any(|(reason, _)| *reason == SkipReason::LimitReached));
        assert_eq!(report.frameworks.len(), 1);
    }

    #[test]
    #[ignore = "makes 100,000 files; .ci/full runs it"]
    fn a_hundred_thousand_files_are_told() {
        let root = repository(100_000);
        let report = look(root.path());
        assert_all_told(&report, root.path());
        assert_harmless(&report);
    }
}

#[test]
fn what_is_proposed_can_be_decided_on() {
    use weigh::load::{Overlay, Text, profile};
    let catalogue = weigh::Catalogue::embedded();
    for folder in fixtures() {
        let proposed = Text::new(folder.display().to_string(), render::yaml(&look(&folder)));
        let loaded = profile(Some(&proposed), &Overlay::default(), &catalogue);
        assert!(loaded.is_ok(), "{}", loaded.unwrap_err());
    }
}
