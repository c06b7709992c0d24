//! What packages mean: the one list to extend when an extension is missing.

use super::evidence::About::{Data as D, Kind, Login as L, Need, Output as O};
use super::evidence::{About, Data, Login, Output};

/// A family of packages that mean the same.
pub(super) struct Package {
    /// Their names, normalised.
    pub(super) names: &'static [&'static str],
    /// The modules whose import, or whose name among the installed apps, shows use.
    pub(super) modules: &'static [&'static str],
    /// What their use speaks for. Of a package that is only stated, its needs count, as wishes.
    pub(super) means: &'static [About],
}

const fn package(
    names: &'static [&'static str],
    modules: &'static [&'static str],
    means: &'static [About],
) -> Package {
    Package { names, modules, means }
}

const OWN: About = D(Data::OwnRelational);
const FOREIGN: About = D(Data::Foreign);
const DOCUMENTS: About = D(Data::NonRelational);
const API: About = O(Output::Api);
const PAGES: About = O(Output::Pages);
const REST: About = Need("rest-api");
const SCHEMA: About = Need("api-schema");
const ACCOUNTS: About = Need("accounts");
const BY_FRAMEWORK: About = L(Login::Framework);
const JOBS: About = Need("background-jobs");

/// The list. Modules of the frameworks themselves stand here only where `startproject` and
/// `startapp` do not write the import.
pub(super) const PACKAGES: &[Package] = &[
    // Data
    package(
        &["sqlalchemy"],
        &["sqlalchemy.orm", "sqlalchemy.ext.declarative"],
        &[Need("orm"), OWN],
    ),
    package(
        &[
            "flask-sqlalchemy",
            "flask-sqlalchemy-lite",
            "sqlmodel",
            "peewee",
            "tortoise-orm",
            "pony",
        ],
        &[
            "flask_sqlalchemy",
            "flask_sqlalchemy_lite",
            "sqlmodel",
            "peewee",
            "tortoise",
            "pony.orm",
        ],
        &[Need("orm"), OWN],
    ),
    package(&[], &["sqlalchemy", "sqlite3", "aiosqlite", "databases"], &[FOREIGN]),
    package(
        &[
            "psycopg",
            "psycopg2",
            "psycopg2-binary",
            "mysqlclient",
            "pymysql",
            "asyncpg",
            "oracledb",
        ],
        &["psycopg", "psycopg2", "MySQLdb", "pymysql", "asyncpg", "oracledb"],
        &[FOREIGN],
    ),
    package(
        &["alembic", "flask-migrate", "aerich"],
        &["alembic", "flask_migrate", "aerich"],
        &[Need("migrations")],
    ),
    package(
        &["pymongo", "mongoengine", "flask-mongoengine", "flask-pymongo", "motor", "beanie"],
        &["pymongo", "mongoengine", "flask_mongoengine", "flask_pymongo", "motor", "beanie"],
        &[Need("non-relational"), DOCUMENTS],
    ),
    package(
        &["django-mongodb-backend", "djongo", "pynamodb", "cassandra-driver", "couchdb"],
        &["django_mongodb_backend", "djongo", "pynamodb", "cassandra", "couchdb"],
        &[Need("non-relational"), DOCUMENTS],
    ),
    package(
        &["geoalchemy2", "djangorestframework-gis"],
        &["django.contrib.gis", "geoalchemy2", "rest_framework_gis"],
        &[Need("geo")],
    ),
    // Administration, people, access
    package(
        &["flask-admin", "sqladmin", "starlette-admin", "django-unfold"],
        &["flask_admin", "sqladmin", "starlette_admin", "unfold"],
        &[Need("admin")],
    ),
    package(
        &["flask-login", "flask-security", "flask-security-too", "flask-user", "fastapi-users"],
        &["flask_login", "flask_security", "flask_user", "fastapi_users"],
        &[ACCOUNTS, BY_FRAMEWORK],
    ),
    package(
        &["django-allauth", "dj-rest-auth", "djoser", "djangorestframework-simplejwt"],
        &["allauth", "dj_rest_auth", "djoser", "rest_framework_simplejwt"],
        &[ACCOUNTS, BY_FRAMEWORK],
    ),
    package(
        &["django-registration", "django-registration-redux"],
        &[
            "django_registration",
            "registration",
            "django.contrib.auth.views",
            "django.contrib.auth.urls",
        ],
        &[ACCOUNTS, BY_FRAMEWORK],
    ),
    package(
        &["flask-jwt-extended", "flask-httpauth", "flask-jwt"],
        &["flask_jwt_extended", "flask_httpauth", "flask_jwt"],
        &[ACCOUNTS, L(Login::OwnScheme)],
    ),
    package(&[], &["werkzeug.security", "passlib", "jose", "jwt"], &[L(Login::OwnScheme)]),
    package(
        &["social-auth-app-django", "mozilla-django-oidc", "authlib", "flask-dance", "flask-oidc"],
        &["social_django", "mozilla_django_oidc", "authlib", "flask_dance", "flask_oidc"],
        &[Need("sso"), L(Login::External)],
    ),
    package(
        &["django-auth-ldap", "djangosaml2", "django-auth-adfs"],
        &["django_auth_ldap", "djangosaml2", "django_auth_adfs", "allauth.socialaccount.providers"],
        &[Need("sso"), L(Login::External)],
    ),
    package(
        &["django-otp", "django-two-factor-auth", "pyotp"],
        &["django_otp", "two_factor", "pyotp", "allauth.mfa"],
        &[Need("two-factor")],
    ),
    package(
        &["django-guardian", "rules", "flask-principal", "django-role-permissions"],
        &["guardian", "rules", "flask_principal", "rolepermissions"],
        &[Need("roles")],
    ),
    package(&["flask-session"], &["flask_session"], &[Need("sessions")]),
    // Pages
    package(
        &["flask-wtf", "wtforms", "django-crispy-forms"],
        &["flask_wtf", "wtforms", "crispy_forms"],
        &[Need("forms"), PAGES],
    ),
    package(&[], &["fastapi.templating", "starlette.templating"], &[Need("templates"), PAGES]),
    package(&["whitenoise"], &["whitenoise"], &[Need("static-files")]),
    package(
        &["flask-babel", "flask-babelex", "django-modeltranslation", "django-parler"],
        &["flask_babel", "flask_babelex", "modeltranslation", "parler"],
        &[Need("i18n")],
    ),
    package(&[], &["django.utils.translation", "django.middleware.locale"], &[Need("i18n")]),
    package(
        &["django-storages", "flask-uploads", "flask-reuploaded"],
        &["storages", "flask_uploads"],
        &[Need("file-uploads")],
    ),
    // Interfaces for programs
    package(
        &["djangorestframework", "django-tastypie", "flask-restful", "flask-restless"],
        &["rest_framework", "tastypie", "flask_restful", "flask_restless"],
        &[REST, API],
    ),
    package(
        &["django-ninja", "flask-restx", "flask-smorest", "apiflask", "connexion"],
        &["ninja", "flask_restx", "flask_smorest", "apiflask", "connexion"],
        &[REST, SCHEMA, API],
    ),
    package(
        &["drf-spectacular", "drf-yasg", "flasgger", "spectree"],
        &["drf_spectacular", "drf_yasg", "flasgger", "spectree"],
        &[SCHEMA],
    ),
    package(
        &[
            "graphene",
            "graphene-django",
            "strawberry-graphql",
            "strawberry-graphql-django",
            "ariadne",
        ],
        &["graphene", "graphene_django", "strawberry", "strawberry_django", "ariadne"],
        &[Need("graphql"), API],
    ),
    package(
        &["marshmallow", "flask-marshmallow", "pydantic", "webargs", "cerberus"],
        &["marshmallow", "flask_marshmallow", "pydantic", "webargs", "cerberus"],
        &[Need("validation")],
    ),
    package(
        &["flask-limiter", "django-ratelimit", "slowapi"],
        &["flask_limiter", "django_ratelimit", "slowapi"],
        &[Need("rate-limiting")],
    ),
    // Work beside the request
    package(
        &["celery", "rq", "django-rq", "flask-rq2", "huey", "dramatiq", "django-dramatiq", "arq"],
        &["celery", "rq", "django_rq", "flask_rq2", "huey", "dramatiq", "django_dramatiq", "arq"],
        &[JOBS],
    ),
    package(
        &["django-q", "django-q2", "apscheduler", "flask-apscheduler", "procrastinate", "taskiq"],
        &[
            "django_q",
            "apscheduler",
            "flask_apscheduler",
            "procrastinate",
            "taskiq",
            "django.tasks",
        ],
        &[JOBS],
    ),
    package(
        &["channels", "flask-socketio", "flask-sock", "python-socketio", "websockets"],
        &["channels", "flask_socketio", "flask_sock", "socketio", "websockets"],
        &[Need("websockets")],
    ),
    package(
        &["flask-caching", "django-redis", "django-cacheops", "django-cachalot"],
        &["flask_caching", "django_redis", "cacheops", "cachalot", "django.core.cache"],
        &[Need("caching")],
    ),
    package(
        &["flask-mail", "flask-mailman", "django-anymail", "fastapi-mail"],
        &["flask_mail", "flask_mailman", "anymail", "fastapi_mail", "django.core.mail"],
        &[Need("email")],
    ),
    // Kinds of project that a package settles
    package(
        &["wagtail", "django-cms", "mezzanine"],
        &["wagtail", "cms", "mezzanine"],
        &[Kind("cms"), PAGES],
    ),
    package(
        &["django-oscar", "django-shop", "satchless"],
        &["oscar", "shop.payment", "satchless"],
        &[Kind("e-commerce")],
    ),
    package(
        &["django-machina", "misago", "flaskbb"],
        &["machina", "misago", "flaskbb"],
        &[Kind("forum")],
    ),
];

/// The words a project of another web framework is known by: `(package, module)`.
pub(super) const OTHER_FRAMEWORKS: &[(&str, &str)] = &[
    ("aiohttp", "aiohttp.web"),
    ("bottle", "bottle"),
    ("cherrypy", "cherrypy"),
    ("falcon", "falcon"),
    ("litestar", "litestar"),
    ("pyramid", "pyramid"),
    ("quart", "quart"),
    ("sanic", "sanic"),
    ("starlette", "starlette"),
    ("tornado", "tornado.web"),
    ("web2py", "gluon"),
];

#[cfg(test)]
mod tests {
    use super::super::deps::names;
    use super::*;

    #[test]
    fn every_name_is_normal_and_stands_once() {
        let names: Vec<&str> = PACKAGES.iter().flat_map(|p| p.names).copied().collect();
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len());
        for name in names {
            assert_eq!(names::normalise(name).as_deref(), Some(name));
        }
    }

    #[test]
    fn every_module_stands_once() {
        let modules: Vec<&str> = PACKAGES.iter().flat_map(|p| p.modules).copied().collect();
        let mut once = modules.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), modules.len());
    }
}
