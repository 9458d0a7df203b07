"""Wiring: settings, database, questionnaires, pages."""

from datetime import timedelta

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from govscore.config import Settings
from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.web import access, characters, errors, headers, limits, login, navigation, scope, templating
from govscore.web.account.views import account
from govscore.web.county.views import county
from govscore.web.desk.views import desk
from govscore.web.manage.views import manage
from govscore.web.public.views import public
from govscore.web.reports.views import reports
from govscore.web.respond.views import respond

BLUEPRINTS = (public, account, respond, manage, reports, county, desk)
LARGEST_UPLOAD = 5 * 2**20


def install(settings: Settings) -> Installation:
    """Open the database and read the keys and questionnaires that the settings name."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    return Installation(
        database=database,
        keys=Keys(settings.secret_key),
        library=Library(shared("questionnaires"), database.shelf()),
        base_url=settings.base_url,
        data_dir=settings.data_dir,
    )


def create_app(settings: Settings, installation: Installation | None = None) -> Flask:
    """Build the application that serves the pages."""
    app = Flask(__name__, static_folder=str(shared("static")), static_url_path="/static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=8),
        # A picture that arrives late must not bring back the cookie that a page has just changed.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_ENABLED=settings.limits_enabled,
    )
    app.extensions["govscore"] = installation or install(settings)
    templating.prepare(app)
    CSRFProtect(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    scope.init_app(app)
    headers.init_app(app, is_secure=settings.is_secure)
    login.init_app(app)
    limits.init_app(app)
    characters.init_app(app)
    access.init_app(app)
    errors.init_app(app)
    templating.init_app(app)
    navigation.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
