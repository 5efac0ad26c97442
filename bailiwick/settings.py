"""Every setting in one file. Starts on SQLite with nothing set; `docs/run.md` lists each variable."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit


def env(name: str, default: str = "") -> str:
    """The environment's value for `BAILIWICK_<name>`, or the default."""
    return os.environ.get(f"BAILIWICK_{name}", default)


def env_bool(name: str, default: bool = False) -> bool:
    """A yes/no setting: 1, true, yes, on."""
    return env(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


DATA = Path(env("DATA", str(Path.cwd() / "var"))).resolve()


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry for `sqlite:///path` or `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path.removeprefix("/") if not parts.path.startswith("//") else parts.path[1:],
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError("BAILIWICK_DATABASE_URL must start with sqlite:/// or postgresql://")


def secret_key() -> str:
    """The configured key, or one made once and kept beside the data, readable by its owner only."""
    if configured := env("SECRET_KEY"):
        return configured
    path = DATA / "secret-key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:////{str(DATA / 'bailiwick.sqlite3').lstrip('/')}"))}
SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = [host for host in env("HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bailiwick",
    "bailiwick.exchange",
    "bailiwick.catalog",
    "bailiwick.search",
    "bailiwick.accounts",
    "bailiwick.subscriptions",
    "bailiwick.outbox",
    "bailiwick.access",
    "bailiwick.events",
    "bailiwick.jobs",
    "bailiwick.api",
    "bailiwick.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "bailiwick.urls"
WSGI_APPLICATION = "bailiwick.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"

#: Roof tables that lower floors read by name, never by import.
PANELS_MODULE = "bailiwick.panels"
REACTIONS_MODULE = "bailiwick.reactions"
CLOCK_MODULE = "bailiwick.clock"
