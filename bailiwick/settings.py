"""Every setting in one file. Starts on SQLite with nothing set; `docs/run.md` lists each variable."""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit


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
                # FULL: what was accepted survives a power cut. 20 MB of pages per connection.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;",
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
            # Compiling to machine code takes 300 ms of a query that then takes 15, where the planner guessed too high.
            "OPTIONS": {"options": "-c jit=off"},
        }
    raise ValueError("BAILIWICK_DATABASE_URL must start with sqlite:/// or postgresql://")


def secret_key() -> str:
    """The configured key, or the one kept beside the data; else a new one, which is kept where a desk has begun.

    Elsewhere somebody is only looking for one, and nothing is left behind.
    """
    if configured := env("SECRET_KEY"):
        return configured
    if kept := kept_key():
        return kept
    made = secrets.token_urlsafe(50)
    return keep_key(made) if has_begun(DATABASES["default"]) else made


def kept_key() -> str:
    """What an earlier process kept; empty where none did, or one was ended before it could."""
    path = DATA / "secret-key"
    return path.read_text().strip() if path.exists() else ""


def keep_key(key: str) -> str:
    """For the processes to come, unless they are told another one; readable by its owner only.

    Returns the one that holds: of processes that begin at once, only the first keeps its own.
    """
    if configured := env("SECRET_KEY"):
        return configured
    if kept := kept_key():
        return kept
    DATA.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(DATA / "secret-key", os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if kept := file.read().strip():
            return kept
        os.fchmod(file.fileno(), 0o600)
        file.write(key)
    return key


def has_begun(given: Mapping[str, object]) -> bool:
    """Whether there is a desk in a database; a server has to know. Makes no file where there is none."""
    name = str(given["NAME"])
    if "sqlite" not in str(given["ENGINE"]) or name.startswith(("file:", ":memory:")):
        return True
    if not (Path(name).exists() and Path(name).stat().st_size):
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(name)}?mode=rw", uri=True)) as found:
            return bool(found.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchall())
    except sqlite3.Error:
        # Damaged, or locked: whoever opens it is told.
        return True


DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:////{str(DATA / 'bailiwick.sqlite3').lstrip('/')}"))}
SECRET_KEY = secret_key()
DEBUG = False


def local_url(bind: str) -> str:
    """How a browser of this machine reaches what listens there; "everywhere" is no address to type."""
    host, _, port = bind.rpartition(":")
    everywhere = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  (looked for, not bound)
    return f"http://{everywhere.get(host, host)}:{port}"


# --- Where it answers -------------------------------------------------------------------------------------------------
#: Where `serve` and `web` listen; `--bind` tells their children by this variable.
BIND = env("BIND", "127.0.0.1:8000")
#: The address people type; links in mails, feeds and exports start with it.
SITE_URL = env("URL", local_url(BIND)).rstrip("/")
#: Whether somebody said so; if not, a desk may as well answer where another `--bind` put it.
SITE_URL_GIVEN = bool(env("URL"))
ALLOWED_HOSTS = [
    host for host in env("HOSTS", f"127.0.0.1,localhost,[::1],{urlsplit(SITE_URL).hostname}").split(",") if host
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
#: Served over HTTPS: secure cookies, redirect, HSTS. Needs a proxy that ends TLS.
TLS = env_bool("TLS", SITE_URL.startswith("https://"))
#: A proxy in front sets X-Forwarded-Proto (and takes away what a client sent). Trusting it is a choice.
BEHIND_PROXY = env_bool("BEHIND_PROXY")

# --- Rooms ------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "bailiwick",
    "bailiwick.exchange",
    "bailiwick.findings",
    "bailiwick.tracker",
    "bailiwick.catalog",
    "bailiwick.search",
    "bailiwick.accounts",
    "bailiwick.subscriptions",
    "bailiwick.work",
    "bailiwick.outbox",
    "bailiwick.access",
    "bailiwick.events",
    "bailiwick.jobs",
    "bailiwick.api",
    "bailiwick.web",
]
MIDDLEWARE = [
    "bailiwick.lib.middleware.RequestLog",
    "bailiwick.catalog.middleware.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "bailiwick.api.middleware.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "bailiwick.web.middleware.BodyLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bailiwick.accounts.middleware.ReaderMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CSRF_FAILURE_VIEW = "bailiwick.web.errors.csrf_failure"
ROOT_URLCONF = "bailiwick.urls"
WSGI_APPLICATION = "bailiwick.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "bailiwick.web.jinja.environment"},
    },
    # Only so that allauth finds an engine of its own; a test shows that each page of ours is Jinja2.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

#: Roof tables that lower floors read by name, never by import.
PANELS_MODULE = "bailiwick.panels"
REACTIONS_MODULE = "bailiwick.reactions"

# --- Accounts ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
SESSION_ENGINE = "bailiwick.accounts.sessions"
#: "open": whoever has a mail address may sign up; "closed": a coordinator makes the accounts.
SIGNUP = env("SIGNUP", "open")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 4 * 3600
ACCOUNT_ADAPTER = "bailiwick.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "bailiwick.accounts.forms.LoginForm",
    "signup": "bailiwick.accounts.forms.SignupForm",
    "reset_password": "bailiwick.accounts.forms.ResetForm",
    "reset_password_from_key": "bailiwick.accounts.forms.ResetKeyForm",
    "change_password": "bailiwick.accounts.forms.ChangePasswordForm",
    "set_password": "bailiwick.accounts.forms.SetPasswordForm",
    "add_email": "bailiwick.accounts.forms.AddEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
#: Counted in the default cache: attempts per address of the network, and per mail address ("key").
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "10/h/ip",
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    "manage_email": "10/m/user",
    "change_password": "5/m/user",
}
#: Whose address is counted when a proxy stands in front.
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
#: Fields of forms are rendered by Jinja2 too.
FORM_RENDERER = "django.forms.renderers.Jinja2"
#: Argon2 with 19 MiB and two rounds (OWASP's first choice) is what the hasher below uses.
PASSWORD_HASHERS = [
    "bailiwick.lib.hashers.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- API --------------------------------------------------------------------------------------------------------------
#: Requests a minute for a signed-in account, and for an address of the network without one; 0: no limit.
RATE_USER = int(env("RATE_USER", "600"))
RATE_ANONYMOUS = int(env("RATE_ANONYMOUS", "120"))

#: The largest body in bytes.
API_MAX_BODY = 1024 * 1024
#: Where a body is a file of any type instead, up to `FILE_MAX`.
API_UPLOADS = r"/api/v1/issues/[0-9]{1,18}/files"

# --- The tracker ------------------------------------------------------------------------------------------------------
#: First posts of newcomers wait until somebody lets them through.
HOLD_FIRST_POSTS = env_bool("HOLD_FIRST_POSTS", True)
#: An issue that needs information is closed when no answer came for so many days; 0: never.
NEEDS_INFORMATION_DAYS = int(env("NEEDS_INFORMATION_DAYS", "30"))
#: The largest file in bytes that somebody may attach.
FILE_MAX = int(env("FILE_MAX", str(20 * 1024 * 1024)))
#: Code hosts whose public API says how an issue or a pull request stands there: host=kind.
FORGES = dict(
    pair.split("=", 1)
    for pair in f"github.com=github,gitlab.com=gitlab,codeberg.org=gitea,{env('FORGES')}".split(",")
    if "=" in pair
)
#: Whether hosts with addresses that are not public may be asked, and without TLS: for a code host in one's own network.
ASK_PRIVATE = env_bool("ASK_PRIVATE")
#: The largest form with everything it brings.
FORM_MAX = max(5 * FILE_MAX, 60 * 1024 * 1024)

# --- Security ---------------------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
# Browsers accept a `__Host-` cookie only over HTTPS, from this very host, for the whole site.
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = int(env("HSTS_SECONDS", "31536000")) if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env_bool("HSTS_SUBDOMAINS")
if not SECURE_HSTS_PRELOAD:
    # Whether every name below ours is on HTTPS is for its owner to say, so their silence is no fault.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
#: Larger form posts are refused; uploads have limits of their own.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
#: Before those of other packages, which have some of the same texts.
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- Files and caches -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC", str(DATA / "static")))
MEDIA_ROOT = Path(env("FILES", str(DATA / "files"))).resolve()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    # Counters of rate limits and the like: per process, so the limit of a machine is this times its workers.
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    # Whole pages for anonymous readers; a key carries the version of what it shows, so nothing has to be deleted.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 300,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# --- Mail -------------------------------------------------------------------------------------------------------------
#: `smtp://user:password@host:port?tls=starttls` (or `tls=1`); empty: each mail is a file in DATA/mail.
SMTP_URL = env("SMTP_URL")
MAIL_FROM = DEFAULT_FROM_EMAIL = env("MAIL_FROM", f"Bailiwick <bailiwick@{urlsplit(SITE_URL).hostname}>")

# --- Processes and logs -----------------------------------------------------------------------------------------------
WEB_WORKERS = int(env("WEB_WORKERS", "2"))
WEB_THREADS = int(env("WEB_THREADS", "2"))
#: `json` for machines, `plain` for a terminal.
LOG_FORMAT = env("LOG_FORMAT", "json")
LOG_LEVEL = env("LOG_LEVEL", "INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "bailiwick.lib.logs.JsonFormatter"},
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Each request has one line already (RequestLog); this one would repeat every 404.
        "django.request": {"level": "ERROR"},
    },
}

# --- Catalog ----------------------------------------------------------------------------------------------------------
#: Keys the digests of former names. The default is the shipped example's; set your own before adding names of your own.
NAMES_KEY = env("NAMES_KEY", "bailiwick-former-names-v1")
