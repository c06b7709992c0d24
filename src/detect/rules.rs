//! What code means: bases, calls and settings that show a part of a framework in real use.
//!
//! Nothing here is written by `startproject` or `startapp`: neither the apps and middleware of a
//! fresh settings file nor a bare import counts.

use super::evidence::About::{Data as D, Login as L, Need, Output as O};
use super::evidence::{About, Data, Login, Output};
use super::python::facts::Seen;
use super::python::facts::Seen::{Assign, AsyncDef, Base, Call};
use super::report::Confidence;
use super::report::Confidence::{High, Medium};

/// One rule.
pub(super) struct Rule {
    /// The kind of thing.
    pub(super) seen: Seen,
    /// As it is written in the source.
    pub(super) name: &'static str,
    /// One of these modules must be imported by the same file; none is asked for where empty.
    pub(super) with: &'static [&'static str],
    /// What it speaks for.
    pub(super) means: &'static [About],
    /// How firmly.
    pub(super) confidence: Confidence,
    /// In the words of the report.
    pub(super) because: &'static str,
    /// Whether it is looked for in tests, and there only.
    pub(super) in_tests: bool,
}

const fn rule(
    (seen, name): (Seen, &'static str),
    with: &'static [&'static str],
    means: &'static [About],
    because: &'static str,
) -> Rule {
    Rule { seen, name, with, means, confidence: High, because, in_tests: false }
}

const fn likely(mut rule: Rule) -> Rule {
    rule.confidence = Medium;
    rule
}

const fn in_tests(mut rule: Rule) -> Rule {
    rule.in_tests = true;
    rule
}

const DJANGO: &[&str] = &["django"];
const FLASK: &[&str] = &["flask"];
const MODELS: &[About] = &[Need("orm"), D(Data::OwnRelational)];
const ADMIN: &[About] = &[Need("admin")];
const ACCOUNTS: &[About] = &[Need("accounts"), L(Login::Framework)];
const FORMS: &[About] = &[Need("forms"), O(Output::Pages)];
const PAGES: &[About] = &[Need("templates"), O(Output::Pages)];
const UPLOADS: &[About] = &[Need("file-uploads")];
const STREAMS: &[About] = &[Need("streaming")];
const COMMANDS: &[About] = &[Need("cli")];
const CACHE: &[About] = &[Need("caching")];
const CLIENT: &[About] = &[Need("testing")];

/// The rules.
pub(super) const RULES: &[Rule] = &[
    rule((Base, "models.Model"), DJANGO, MODELS, "classes derive from models.Model"),
    rule((Base, "Model"), &["django.db.models"], MODELS, "classes derive from models.Model"),
    rule((Base, "db.Model"), &[], MODELS, "classes derive from db.Model"),
    rule((Base, "DeclarativeBase"), &["sqlalchemy"], MODELS, "classes are mapped by SQLAlchemy"),
    rule((Assign, "managed"), DJANGO, &[D(Data::Unmanaged)], "models are mapped on foreign tables"),
    rule((Assign, "DATABASE_ROUTERS"), &[], &[Need("multi-database")], "DATABASE_ROUTERS is set"),
    rule((Call, "admin.register"), DJANGO, ADMIN, "models are registered with the admin"),
    rule((Call, "admin.site.register"), DJANGO, ADMIN, "models are registered with the admin"),
    rule((Base, "admin.ModelAdmin"), DJANGO, ADMIN, "admin classes are defined"),
    rule((Assign, "AUTH_USER_MODEL"), &[], ACCOUNTS, "AUTH_USER_MODEL is set"),
    rule((Base, "AbstractUser"), DJANGO, ACCOUNTS, "a user model derives from AbstractUser"),
    rule(
        (Base, "AbstractBaseUser"),
        DJANGO,
        ACCOUNTS,
        "a user model derives from AbstractBaseUser",
    ),
    rule((Base, "UserMixin"), &["flask_login"], ACCOUNTS, "a user class derives from UserMixin"),
    rule((Base, "LoginRequiredMixin"), DJANGO, ACCOUNTS, "views require a login"),
    rule((Call, "login_required"), &["django", "flask_login"], ACCOUNTS, "views require a login"),
    rule((Base, "UserCreationForm"), DJANGO, ACCOUNTS, "users sign up by a form"),
    rule((Call, "permission_required"), DJANGO, &[Need("roles")], "views require a permission"),
    rule((Base, "PermissionRequiredMixin"), DJANGO, &[Need("roles")], "views require a permission"),
    rule((Base, "forms.Form"), DJANGO, FORMS, "form classes are defined"),
    rule((Base, "forms.ModelForm"), DJANGO, FORMS, "form classes are defined"),
    rule((Base, "ModelForm"), DJANGO, FORMS, "form classes are defined"),
    rule((Base, "FlaskForm"), &["flask_wtf"], FORMS, "form classes are defined"),
    rule((Call, "render"), &["django.shortcuts.render"], PAGES, "views render templates"),
    rule((Base, "TemplateView"), DJANGO, PAGES, "views render templates"),
    rule((Base, "ListView"), DJANGO, PAGES, "views render templates"),
    rule((Base, "DetailView"), DJANGO, PAGES, "views render templates"),
    rule((Base, "generic.ListView"), DJANGO, PAGES, "views render templates"),
    rule((Base, "generic.DetailView"), DJANGO, PAGES, "views render templates"),
    rule((Call, "TemplateView.as_view"), DJANGO, PAGES, "views render templates"),
    rule((Call, "render_template"), FLASK, PAGES, "views render templates"),
    rule((Call, "flask.render_template"), FLASK, PAGES, "views render templates"),
    likely(rule((Call, "jsonify"), FLASK, &[O(Output::Api)], "views answer with JSON")),
    likely(rule((Call, "flask.jsonify"), FLASK, &[O(Output::Api)], "views answer with JSON")),
    likely(rule((Call, "JsonResponse"), DJANGO, &[O(Output::Api)], "views answer with JSON")),
    rule((Call, "models.FileField"), DJANGO, UPLOADS, "models keep files"),
    rule((Call, "models.ImageField"), DJANGO, UPLOADS, "models keep files"),
    rule((Call, "secure_filename"), &["werkzeug"], UPLOADS, "uploaded files are kept"),
    rule((Call, "StreamingHttpResponse"), DJANGO, STREAMS, "responses are streamed"),
    rule((Call, "stream_with_context"), FLASK, STREAMS, "responses are streamed"),
    rule((Call, "StreamingResponse"), &["fastapi", "starlette"], STREAMS, "responses are streamed"),
    rule((Base, "BaseCommand"), DJANGO, COMMANDS, "own commands are defined"),
    rule((Call, "app.cli.command"), &[], COMMANDS, "own commands are defined"),
    rule((Call, "cache_page"), DJANGO, CACHE, "pages are cached"),
    rule((Assign, "CACHES"), &[], CACHE, "CACHES is set"),
    rule((Assign, "LOCALE_PATHS"), &[], &[Need("i18n")], "LOCALE_PATHS is set"),
    rule((Assign, "CHANNEL_LAYERS"), &[], &[Need("websockets")], "CHANNEL_LAYERS is set"),
    likely(rule(
        (AsyncDef, ""),
        &["django", "flask", "fastapi"],
        &[Need("async")],
        "handlers are asynchronous",
    )),
    in_tests(rule(
        (Base, "TestCase"),
        &["django.test"],
        CLIENT,
        "tests use the framework's client",
    )),
    in_tests(rule((Base, "APITestCase"), &[], CLIENT, "tests use the framework's client")),
    in_tests(rule((Call, "app.test_client"), &[], CLIENT, "tests use the framework's client")),
    in_tests(rule((Call, "TestClient"), &["fastapi"], CLIENT, "tests use the framework's client")),
    in_tests(rule((Call, "client.get"), &[], CLIENT, "tests use the framework's client")),
];

/// Names that tell a framework rather than a part of it.
pub(super) const MARKS: &[(Seen, &str)] = &[
    (Call, "Flask"),
    (Call, "flask.Flask"),
    (Call, "FastAPI"),
    (Call, "fastapi.FastAPI"),
    (Seen::Def, "create_app"),
    (Assign, "INSTALLED_APPS"),
    (Assign, "ROOT_URLCONF"),
    (Assign, "MIDDLEWARE"),
    (Seen::Text, "DJANGO_SETTINGS_MODULE"),
];

/// Services of a compose file, by the start of their image's name.
pub(super) const IMAGES: &[(&str, About)] = &[
    ("postgres", D(Data::OwnRelational)),
    ("postgis/", D(Data::OwnRelational)),
    ("mysql", D(Data::OwnRelational)),
    ("mariadb", D(Data::OwnRelational)),
    ("mongo", D(Data::NonRelational)),
    ("couchdb", D(Data::NonRelational)),
    ("cassandra", D(Data::NonRelational)),
];
