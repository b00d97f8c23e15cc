"""Settings of a demo town on one's own computer. Nothing here is secret or meant to last."""

import os
import secrets
from pathlib import Path

from config.databas import embedded_url


def _kept_secret(path: Path) -> str:
    """The same random key at every start, made on the first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


VAR = Path(os.environ.get("INSATSER_VAR", Path(__file__).resolve().parents[2] / "var"))
os.environ.setdefault("DATABASE_URL", embedded_url(VAR / "databas"))

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import env  # noqa: E402

SECRET_KEY = _kept_secret(VAR / "nycklar" / "django")
DEBUG = env.bool("DEBUG", default=False)
DEMO = True
DEMO_LOSENORD = "ovning-ovning-ovning"
ROTNYCKEL_SKAPAS = True
LOGG_AVLOPP = env.str("LOGG_AVLOPP", default=f"file:{VAR / 'avlopp'}")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
