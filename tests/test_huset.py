"""The house stands: layers, templates, production settings. Each rule is also seen to speak."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client
from django.urls import reverse

from access import checks
from access.checks import no_role_walks_around_the_wall
from config.databas import OWNER

ROOT = Path(settings.BASE_DIR)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGES = PYPROJECT["tool"]["importlinter"]["root_packages"]
BESIDE_THE_HOUSE = {"tests", "bench"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "DATABASE_URL": "postgresql://insatser@/insatser",
    "SECRET_KEY": "en-lang-hemlighet-som-bara-finns-i-detta-test-0123456789",
    "ALLOWED_HOSTS": "insatser.example",
    "ROTNYCKEL_FIL": "/finns/inte",
}


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_point_downwards():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("encryption/keys.py", "import audit.log", "The house"),
        ("granskning/rules/aterblick.py", "import lagesbild.apps", "The house"),
        ("arenden/rules/__init__.py", "import arenden.models", "Every room"),
        ("arenden/rules/__init__.py", "import django.db", "Rules are plain Python"),
        ("insatser/helpers.py", "", "Every room"),
    ],
)
def test_a_forbidden_import_is_reported(
    copy_of_the_house: Path, module: str, line: str, contract: str
):
    path = copy_of_the_house / module
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + f"\n{line}\n")
    result = lint_imports(copy_of_the_house)
    broken = [row for row in result.stdout.splitlines() if row.endswith(" BROKEN")]
    assert result.returncode == 1
    assert any(row.startswith(contract) for row in broken), result.stdout


def test_every_package_belongs_to_the_house():
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found - BESIDE_THE_HOUSE == set(PACKAGES)


def test_every_template_compiles():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert templates
    for path in templates:
        engines["django"].get_template(str(path.relative_to(ROOT / "templates")))


def start_production(**change: str | None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **change}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_all_is_given():
    result = start_production()
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "ROTNYCKEL_FIL"])
def test_production_refuses_to_start_without(name: str):
    result = start_production(**{name: None})
    assert result.returncode == 1
    assert name in result.stderr


def test_no_code_is_sent_by_sms_or_mail():
    factors = {app for app in settings.INSTALLED_APPS if "otp" in app}
    assert factors == {"django_otp", "django_otp_webauthn"}


def test_a_page_takes_nothing_from_elsewhere_and_nothing_inline(client: Client):
    policy = client.get(reverse("halsa_lever")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_with_an_agent_the_root_is_nowhere_else():
    agent = {"NYCKELAGENT": "/run/insatser/nyckelagent"}
    assert start_production(**agent, ROTNYCKEL_FIL=None).returncode == 0
    result = start_production(**agent)
    assert result.returncode == 1
    assert "NYCKELAGENT" in result.stderr


def test_production_refuses_debug():
    result = start_production(DEBUG="1")
    assert result.returncode == 1
    assert "DEBUG" in result.stderr


OVER_THE_NET = "postgresql://insatser@databas.example/insatser"


@pytest.mark.parametrize(
    ("url", "starts"),
    [
        (OVER_THE_NET, False),
        (f"{OVER_THE_NET}?sslmode=require", False),
        (f"{OVER_THE_NET}?sslmode=verify-full", True),
        ("postgresql://insatser@/insatser?host=databas.example", False),
        ("postgresql://insatser@/insatser?host=/var/run/postgresql", True),
    ],
)
def test_a_database_over_the_net_must_show_who_it_is(url: str, starts: bool):
    result = start_production(DATABASE_URL=url)
    assert (result.returncode == 0) is starts
    assert starts or "verify-full" in result.stderr


@pytest.mark.django_db
def test_a_role_that_walks_around_the_wall_is_reported(monkeypatch: pytest.MonkeyPatch):
    assert no_role_walks_around_the_wall(databases=["default"]) == []
    monkeypatch.setattr(checks, "APP", OWNER)  # which logs in and makes databases
    errors = no_role_walks_around_the_wall(databases=["default"])
    assert [error.id for error in errors] == ["access.E002"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_requirements_hold_no_address(name: str):
    assert "://" not in (ROOT / name).read_text()
