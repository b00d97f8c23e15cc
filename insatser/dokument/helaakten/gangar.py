"""The course of each arbetsgång: which steps were done by whom and when, and how they ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from arenden.dokument.ram import day, minute
from arenden.models import Arende
from arenden.rules.innehall import Avsnitt, Block, varden
from insatser.dokument.helaakten.rader import UTOM_RACKHALL
from insatser.models import Arbetsgang, Partsinbjudan, Stegutfall
from insatser.rules.falt import in_words
from insatser.rules.graf import Graf, Nod

Grafer = Callable[[Arbetsgang], Graf]
"""The flow that an arbetsgång travels, in its own version."""


def courses(arende: Arende, graf: Grafer) -> Iterator[Avsnitt]:
    gangar = (
        arende.arbetsgangar.select_related("startad_av")
        .prefetch_related("utfall__gjort_av", "utfall__part__organisation")
        .order_by("startad", "pk")
    )
    vantar = _waiting(arende)
    for gang in gangar:
        flode = graf(gang)
        huvud = varden(
            [
                ("Startad", f"{day(gang.startad)}, {gang.startad_av or 'systemet'}"),
                ("Bestämd dag", day(gang.dag)),
                ("Avslutad", day(gang.avslutad)),
                ("Slutade med", flode.noder[gang.slut].titel if gang.slut in flode.noder else ""),
                ("Väntar på svar från", ", ".join(vantar[gang.pk])),
            ]
        )
        steg = (_step(rad, flode.noder.get(rad.steg)) for rad in gang.utfall.all())
        yield Avsnitt(f"Arbetsgång: {flode.namn}", (huvud, *steg), 3)


def _waiting(arende: Arende) -> dict[Any, list[str]]:
    vantar: dict[Any, list[str]] = defaultdict(list)
    rader = Partsinbjudan.objects.filter(arbetsgang__arende=arende, svar=None)
    for rad in rader.prefetch_related("part__organisation").order_by("bjuden", "pk"):
        vantar[rad.arbetsgang_id].append(_part(rad))
    return vantar


def _part(rad: Stegutfall | Partsinbjudan) -> str:
    try:
        return str(rad.part or "")
    except ObjectDoesNotExist:
        return UTOM_RACKHALL


def _step(rad: Stegutfall, nod: Nod | None) -> Block:
    """One step in the words of its flow, also one that was undone afterwards."""
    titel = nod.titel if nod else rad.steg
    utfall = dict(nod.utfall).get(rad.utfall, "") if nod else rad.utfall
    hur = "" if rad.hur == Stegutfall.Hur.GJORT else rad.get_hur_display()
    vem = f"{minute(rad.gjort)}, {rad.gjort_av or 'systemet'}"
    return varden(
        [
            (titel, ". ".join(filter(None, [vem, hur, utfall]))),
            ("Part", _part(rad)),
            *(
                (falt.fraga.rstrip("?"), in_words(falt, rad.svar.get(falt.namn)))
                for falt in (nod.falt if nod else ())
            ),
            ("Skäl", rad.skal),
            ("Ångrat", day(rad.angrat)),
        ]
    )
