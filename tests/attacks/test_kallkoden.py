"""What the source may not do: SQL by hand, text run as code, keys outside their room."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "access",
    "arenden",
    "audit",
    "config",
    "encryption",
    "granskning",
    "insatser",
    "lagesbild",
    "riskbedomning",
    "samverkansteam",
)
SOURCES = [
    path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
    if "migrations" not in path.parts
]

OWN_SQL = {
    "access/behorighet.py": "whether the database counts somebody as disqualified",
    "access/checks.py": "what the database's roles may",
    "access/middleware.py": "the role and the user of the transaction",
    "access/models/grunder.py": "the narrowest grant to each of many akter in one query",
    "access/radskydd.py": "the row policies themselves",
    "arenden/models/sokning.py": "the sealed names of a nämnd past the wall",
    "arenden/models/uppslag.py": "look-ups past the wall",
    "arenden/actions/skydd.py": "a protected address leaves the history past the wall",
    "arenden/models/aktualitet.py": "a yes or no about a person in another nämnd",
    "audit/avlopp/tomning.py": "the same horizon for what leaves to the second sink",
    "audit/lage.py": "what waits for a place in the log, and what was passed by",
    "audit/gallring.py": "the one function that removes entries after their time",
    "audit/vakten.py": "the locks that make each loop alone",
    "audit/databas.py": "one moment of every table",
    "audit/minne.py": "what the log remembers, in temporary tables",
    "audit/sidospar.py": "the triggers that note changes, and whether they stand",
    "audit/sealing.py": "the horizon below which every transaction has ended",
    "audit/spar.py": "history row and entry in one statement",
    "audit/verify.py": "the whole log by COPY",
    "encryption/index.py": "no change of key under a row that is being written",
    "encryption/indexrotation.py": "a step of a change of key when nobody writes",
    "config/kopia.py": "one moment for two dumps, and what must not come back with them",
    "encryption/rotation.py": "sealed columns in batches, past everything that opens them",
    "granskning/aterblick.py": "who reached an akt at a moment that has passed",
    "samverkansteam/models/team.py": "how long the middle person waited, past the wall",
    "insatser/models/platser.py": "how many places are taken in the city, past the wall",
    "lagesbild/actions/publicering.py": "the lock between two approvals",
}
"""The files that speak SQL of their own, and about what."""

SQL = {"raw", "extra", "cursor", "RawSQL"}
CODE_FROM_TEXT = {"eval", "exec", "compile", "__import__"}
FORMATS_THAT_RUN = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml"}
BROKEN = {"md5", "sha1", "MD5", "SHA1", "ECB", "CBC", "TripleDES", "ARC4", "Blowfish", "Fernet"}
GUESSABLE = {"random"}
DEALING = {"config/lackage/efternamn.py", "config/demo"}
"""Where chance deals cards and keeps no secret."""
KEYS_OUTSIDE_THEIR_ROOM = {
    "arenden/actions/gallring/intyg.py": "a certificate is checked with a public key alone",
    "audit/note.py": "a signed head is checked with a public key alone",
    "audit/verify.py": "names the type of those public keys",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def called_bare(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.name


def shell(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "shell":
            yield "shell"


RULES: dict[str, tuple[Callable[[ast.AST], Iterator[str]], set[str], set[str]]] = {
    "speaks SQL of its own": (called, SQL, set(OWN_SQL)),
    "runs text as code": (called_bare, CODE_FROM_TEXT, set()),
    "reads a format that runs code": (imported, FORMATS_THAT_RUN, set()),
    "uses a broken or home-made composition": (named, BROKEN, set()),
    "draws what can be guessed": (imported, GUESSABLE, DEALING),
    "hands a line to a shell": (shell, {"shell"}, set()),
    "uses keys outside their room": (imported, {"cryptography"}, set(KEYS_OUTSIDE_THEIR_ROOM)),
}
HOME_OF_KEYS = "encryption/"


def offenders(rule: str, sources: list[tuple[str, str]]) -> list[str]:
    look, forbidden, allowed = RULES[rule]
    return [
        name
        for name, text in sources
        if not any(name == path or name.startswith(f"{path}/") for path in allowed)
        and not ("keys" in rule and name.startswith(HOME_OF_KEYS))
        and forbidden & set(look(ast.parse(text)))
    ]


@pytest.mark.parametrize("rule", RULES)
def test_no_file(rule):
    assert offenders(rule, [(name_of(path), path.read_text()) for path in SOURCES]) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("speaks SQL of its own", "connection.cursor().execute(f'SELECT {x}')"),
        ("speaks SQL of its own", "Model.objects.raw('SELECT 1')"),
        ("runs text as code", "eval(text)"),
        ("reads a format that runs code", "import pickle"),
        ("uses a broken or home-made composition", "hashlib.md5(x)"),
        ("draws what can be guessed", "from random import choice"),
        ("hands a line to a shell", "run('ls', shell=True)"),
        ("uses keys outside their room", "from cryptography.hazmat.primitives import hashes"),
    ],
)
def test_the_search_finds_what_it_looks_for(rule, text):
    assert offenders(rule, [("arenden/ny.py", text)]) == ["arenden/ny.py"]


@pytest.mark.parametrize("path", [*OWN_SQL, *KEYS_OUTSIDE_THEIR_ROOM])
def test_every_exception_is_still_needed(path):
    tree = ast.parse((ROOT / path).read_text())
    assert SQL & set(called(tree)) or "cryptography" in set(imported(tree))
