"""Settings shared by every environment; what differs or is secret is in the modules beside."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("INSATSER_VAR", default=str(BASE_DIR / "var")))
VERSION = "0.1.0"
DEMO = False
DEMO_LOSENORD = ""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "simple_history",
    "django_otp",
    "django_otp_webauthn",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "viewflow",
    "viewflow.workflow",
    "encryption",
    "audit",
    "access",
    "arenden",
    "riskbedomning",
    "samverkansteam",
    "insatser",
    "granskning",
    "lagesbild",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.SecretPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "access.middleware.LoggadTransaktion",
    "django_htmx.middleware.HtmxMiddleware",
    "access.nyckelstopp.Nyckelstopp",
    "config.middleware.UpptagetFlode",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

# Static files: only our own; what libraries bring for pages that we never mount stays out.
STATIC_URL = "/statisk/"
STATIC_ROOT = BASE_DIR / "static-samlad"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.installation",
                "config.context.navigation",
            ],
            "loaders": [
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The login role owns the tables. Requests and background work take on a role that does not:
# insatser_app or insatser_arbetare; only migrations run without one.
DATABASE_ROLE = env.str("DATABASE_ROLE", default="")
DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"].setdefault("OPTIONS", {})
# A transaction that hangs would stop the sealing of the log; it is ended after five minutes
# without a statement. Long work is never counted, only waiting.
DATABASES["default"]["OPTIONS"]["options"] = "-c idle_in_transaction_session_timeout=5min"
if DATABASE_ROLE:
    DATABASES["default"]["OPTIONS"]["assume_role"] = DATABASE_ROLE

ROTNYCKEL_FIL = Path(env.str("ROTNYCKEL_FIL", default=str(VAR_DIR / "nycklar" / "rot")))
FORSEGLINGSSVIT = env.int("FORSEGLINGSSVIT", default=1)  # what is written; every suite is read
# The socket of a key agent, which then is the only process with the root; empty: no agent.
NYCKELAGENT = env.str("NYCKELAGENT", default="")
# How many akter one user may open in an hour, when this process opens keys itself.
NYCKELBUDGET = env.int("NYCKELBUDGET", default=300)
OPPNING_UTAN_LOGG = False  # whether values may be opened where nobody tells the log: in tests only
# For how many years an entry of the log is kept at least; never less than five.
LOGG_AR = env.int("LOGG_AR", default=10)
LOGG_URSPRUNG = env.str("LOGG_URSPRUNG", default="insatser.example/logg")
# Who cosigns the heads of the log: for each its public keys and its address, spaces between.
LOGG_VITTNEN: list[str] = env.list("LOGG_VITTNEN", default=[])
# Where every log entry also goes within seconds: file:/folder, tcp:host:port, tls:host:port or
# unix:/socket (syslog, RFC 5424); and who vouches for a TLS receiver, when not the system's own.
LOGG_AVLOPP = env.str("LOGG_AVLOPP", default="")
LOGG_AVLOPP_CA = env.str("LOGG_AVLOPP_CA", default="")

# Mail that says there are notices, and nothing more (ADR 0032). No server, no mail. STARTTLS on
# port 587 or TLS on 465, the certificate verified; neither only inside a network of one's own.
EMAIL_HOST = env.str("SMTP_VARD", default="")
EMAIL_PORT = env.int("SMTP_PORT", default=587)
EMAIL_USE_SSL = env.str("SMTP_TLS", default="starttls") == "tls"
EMAIL_USE_TLS = env.str("SMTP_TLS", default="starttls") not in {"tls", "ingen"}
EMAIL_HOST_USER = env.str("SMTP_ANVANDARE", default="")
EMAIL_HOST_PASSWORD = env.str("SMTP_LOSENORD", default="")
EMAIL_TIMEOUT = 10
EMAIL_USE_LOCALTIME = True
DEFAULT_FROM_EMAIL = env.str("SMTP_AVSANDARE", default="")
# Where people reach us, as https://insatser.kommunen.se: what a mail links to.
WEBBADRESS = env.str("WEBBADRESS", default="").rstrip("/")

# Addresses of the proxies in front of us, whose X-Forwarded-For and -Proto are believed.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])

# Log-in: password and one-time code, throttled for each user name and address together.
AUTH_USER_MODEL = "access.Anvandare"
LOGIN_URL = "/logga-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "access.inloggning.igenkanning.Igenkanning",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("anvandarnamn", "namn", "epost")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
OTP_TOTP_ISSUER = "Insatser"
OTP_TOTP_THROTTLE_FACTOR = 1
OTP_WEBAUTHN_RP_NAME = "Insatser"
OTP_WEBAUTHN_RP_ID_CALLABLE = "access.inloggning.nyckel.relying_party"
OTP_WEBAUTHN_HELPER_CLASS = "access.inloggning.nyckel.Ceremoni"
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://localhost"]  # asked for by a check; the helper decides
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
STEG_UPP_SEKUNDER = 5 * 60

# Log-in at an issuer of e-tjänstelegitimationer (OpenID Connect); off when no issuer is named.
OIDC_UTFARDARE = env.str("OIDC_UTFARDARE", default="")
OIDC_METADATA = env.str("OIDC_METADATA", default="")  # when it is not at the issuer's own address
OIDC_KLIENT = env.str("OIDC_KLIENT", default="")
OIDC_HEMLIGHET = env.str("OIDC_HEMLIGHET", default="")
# The claim that names an account: "sub", or one that says who somebody is at work.
OIDC_AMNE = env.str("OIDC_AMNE", default="sub")
OIDC_SCOPE = env.str("OIDC_SCOPE", default="openid")
OIDC_ACR = env.list("OIDC_ACR", default=["http://id.elegnamnden.se/loa/1.0/loa3"])
OIDC_AMR: list[str] = env.list("OIDC_AMR", default=[])
OIDC_MAX_AGE = 5 * 60
AXES_USERNAME_FORM_FIELD = "username"  # as the log-in form and authenticate() call it
AXES_USERNAME_CALLABLE = "access.inloggning.losenord.attempt_name"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "config.middleware.answer_as_ordinary_failure"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Sessions live in the database, by the hash of their key. They end after a quarter without use
# and, however much they are used, after a working day.
SESSION_ENGINE = "config.sessions"
SESSION_IDLE_AGE = env.int("SESSION_IDLE_AGE", default=15 * 60)
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=10 * 3600)
SESSION_WARNING = 2 * 60
SESSION_MAX = env.int("SESSION_MAX", default=1)
SESSION_KEEP_DAYS = 90
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "access.views.svar.forged"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What a browser may do with our pages: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Attached files lie sealed in a folder of their own.
HANDLINGAR_DIR = Path(env.str("HANDLINGAR_DIR", default=str(VAR_DIR / "handlingar")))
FILE_UPLOAD_HANDLERS = ["arenden.uppladdning.SealedUploadHandler"]
VIRUSSKANNER = env.str("VIRUSSKANNER", default="")  # unix:/run/clamav/clamd.ctl or tcp:host:port

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.loggning.json_formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
    },
}
