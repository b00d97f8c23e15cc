from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from arenden.rules.frister import DAG_SATT_AV_ANNAN, all_fristslag
from insatser.flows.definition import definition_hash, graf_of
from insatser.flows.register import FLODEN
from insatser.rules.graf import Graf, Nod

INLEDNING = """# The flows

Written by `manage.py floden > docs/floden.md` from the flows themselves; a test holds this file
against them. Each is also a BPMN file (docs/bpmn.md). A step's questions, what it may end with and
what must be in place stand in its file in `insatser/flows/`."""


class Command(BaseCommand):
    help = "Skriver ut ärendets flöden med steg, ansvar, lagrum och frister, som docs/floden.md."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(document(), ending="")


def document() -> str:
    """The whole document as Markdown."""
    fingeravtryck = {nyckel: definition_hash(flode) for nyckel, flode in FLODEN.items()}
    grafer = (graf_of(flode) for flode in FLODEN.values())
    ordnade = sorted(grafer, key=lambda graf: (graf.namn, graf.version))
    return (
        "\n\n".join(
            [
                INLEDNING,
                _table(
                    ("flöde", "version", "lagrum", "steg", "vem", "frister", "slut"),
                    [_summary(graf) for graf in ordnade],
                ),
                *(
                    stycke
                    for graf in ordnade
                    for stycke in _flow(graf, fingeravtryck[graf.kod, graf.version])
                ),
            ]
        )
        + "\n"
    )


def _summary(graf: Graf) -> tuple[str, ...]:
    steg = graf.steg()
    slut = sum(nod.slag == "slut" for nod in graf.noder.values())
    return (
        graf.namn,
        str(graf.version),
        graf.lagrum,
        str(len(steg)),
        str(len({nod.vem for nod in steg})),
        str(len({nod.frist for nod in steg if nod.frist})),
        str(slut),
    )


def _flow(graf: Graf, fingeravtryck: str) -> Iterator[str]:
    yield f"## {graf.namn}, version {graf.version}"
    yield f"{graf.beskrivning} `{graf.kod}` · `{fingeravtryck[:16]}`"
    yield _table(
        ("steg", "vem", "lagrum", "slutar med", "kräver", "frist", "sedan"),
        [_step(graf, nod) for nod in graf.steg()],
    )
    yield "Slut: " + ", ".join(nod.titel for nod in graf.noder.values() if nod.slag == "slut") + "."


def _step(graf: Graf, nod: Nod) -> tuple[str, ...]:
    titel = f"{nod.titel} (en uppgift per part)" if nod.slag == "partssteg" else nod.titel
    return (
        titel,
        nod.vem,
        nod.lagrum,
        ", ".join(text for _, text in nod.utfall),
        ", ".join(nod.krav),
        _clock(nod.frist),
        ", ".join(nasta.titel for nasta in graf.next_steps(nod.namn)),
    )


def _clock(slag: str) -> str:
    """The clock of a step as the law states it today."""
    idag = timezone.localdate()
    for rad in all_fristslag():
        if (
            rad.slag == slag
            and rad.giltig_fran <= idag
            and not (rad.giltig_till and rad.giltig_till < idag)
        ):
            return rad.namn + (
                ", dag som sätts" if rad.budget == DAG_SATT_AV_ANNAN else f", {rad.budget}"
            )
    return slag


def _table(rubriker: tuple[str, ...], rader: Iterable[tuple[str, ...]]) -> str:
    streck = "|".join("---" for _ in rubriker)
    celler = [" | ".join(rubriker), *(" | ".join(rad) for rad in rader)]
    huvud, *ovriga = (f"| {rad} |" for rad in celler)
    return "\n".join([huvud, f"|{streck}|", *ovriga])
