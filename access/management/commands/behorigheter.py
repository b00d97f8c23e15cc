from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand
from django.urls import get_resolver

from access.gate import gate_of, routes
from access.models import Roll
from access.regel import rows_in_words
from access.rules.delegation import all_punkter
from access.rules.roller import handlingar_for
from access.rules.uppdrag import KEPT_APART, NEVER_WITHOUT

ALLA = "alla som är inloggade"
INLEDNING = """# Who may do what

Written by `manage.py behorigheter > docs/behorigheter.md` from the program itself: the table of
roles, the delegation order, the gates of the pages and the rules of reach. A test holds this file
against them, so a change of rights is a change of this file, seen in review (ASVS 5.0, 8.1).

A role opens pages. Only a grant opens an akt, and a jäv closes it whatever is granted."""


class Command(BaseCommand):
    help = "Skriver ut vad varje roll får göra, som docs/behorigheter.md."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(document(), ending="")


def document() -> str:
    """The whole document as Markdown."""
    return "\n\n".join([INLEDNING, *_roles(), *_order(), *_rows(), *_pages()]) + "\n"


def _roles() -> Iterator[str]:
    yield "## Roles"
    for roll in Roll:
        yield f"### {roll.label}"
        yield _table(("får", "villkor"), handlingar_for(roll))
        for regel in (KEPT_APART, NEVER_WITHOUT):
            if roll in regel:
                yield regel[roll]


def _order() -> Iterator[str]:
    yield "## The delegation order"
    yield _table(
        ("ärende", "lagrum", "beslutas av", "kan delegeras till person", "från"),
        [
            (
                punkt.namn,
                punkt.lagrum,
                ", ".join(punkt.roller),
                "ja" if punkt.kan_delegeras else "nej",
                str(punkt.fran),
            )
            for punkt in all_punkter()
        ],
    )


def _rows() -> Iterator[str]:
    yield "## Who reaches which row"
    yield _table(("rad", "nås av"), rows_in_words())


def _pages() -> Iterator[str]:
    pages: dict[str, list[str]] = defaultdict(list)
    for path, pattern in routes(get_resolver()):
        gate = gate_of(pattern.callback)
        if gate is None or gate.oppen:
            continue
        roller = ALLA if gate.roller is None else ", ".join(sorted(gate.roller))
        mark = " (ny bekräftelse)" if gate.steg_upp else ""
        pages[roller].append(f"`/{path}`{mark}")
    yield "## Pages"
    for roller, paths in sorted(pages.items()):
        yield f"**{roller}**"
        yield "\n".join(f"- {path}" for path in sorted(paths))


def _table(rubrik: tuple[str, ...], rader: Sequence[tuple[str, ...]]) -> str:
    rows = [rubrik, ("---",) * len(rubrik), *rader]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
