"""The figures of a finished monthly review. Numbers only: no employee is named, and no akt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from granskning.models.avvikelse import Avvikelse
from granskning.models.loggranskning import Atkomst, Granskningsfraga, Loggranskning
from granskning.rules.urval import Forklaringsgrad, Urvalsgrund


@dataclass(frozen=True)
class Del:
    """One part of the protocol: a heading and its lines."""

    rubrik: str
    varden: list[tuple[str, Any]]


def figures_of(granskning: Loggranskning) -> list[Del]:
    """Everything the protocol says, in order; the page and the PDF both show just this."""
    rader = list(
        Atkomst.objects.filter(granskning=granskning).only(
            "urvalsgrund", "forklaring", "utfall", "bedomd"
        )
    )
    fragor = Granskningsfraga.objects.filter(atkomst__granskning=granskning, aterkallad=None)
    bedomda = [rad.bedomd for rad in rader if rad.bedomd]
    return [
        Del("Granskningen", _whole(granskning, len(rader))),
        Del("Därför granskades raderna", _counted(rader, "urvalsgrund", Urvalsgrund.choices())),
        Del("Så väl förklarades de", _counted(rader, "forklaring", Forklaringsgrad.choices())),
        Del("Bedömningar", _counted(rader, "utfall", Atkomst.Utfall.choices)),
        Del(
            "Uppföljning",
            [
                ("Frågor ställda", fragor.count()),
                ("Frågor besvarade", fragor.exclude(besvarad=None).count()),
                (
                    "Avvikelser öppnade",
                    Avvikelse.objects.filter(atkomst__granskning=granskning).count(),
                ),
                ("Första bedömningen", _minute(min(bedomda, default=None))),
                ("Sista bedömningen", _minute(max(bedomda, default=None))),
                ("Avslutad", _minute(granskning.avslutad)),
                ("Avslutad av", granskning.avslutad_av),
            ],
        ),
    ]


def _whole(granskning: Loggranskning, antal: int) -> list[tuple[str, Any]]:
    andel = round(100 * antal / granskning.atkomster) if granskning.atkomster else 0
    return [
        ("Nämnd", granskning.namnd),
        ("Enhet", granskning.enhet or "Hela nämnden"),
        ("Månad", f"{granskning.manad:%Y-%m}"),
        ("Skulle vara klar", f"{granskning.senast:%Y-%m-%d}"),
        ("Granskare", granskning.granskare or "Ingen utsedd"),
        ("Åtkomster under månaden", granskning.atkomster),
        ("Granskade", f"{antal} ({andel} %)"),
        ("Stack ut utan att få plats", granskning.utanfor),
        ("Frister som gick ut under månaden", granskning.frister_utgangna),
        ("Frister försenade när urvalet drogs", granskning.frister_sena),
        ("Loggens kontrollpunkt", granskning.storlek),
        ("Rot som urvalet följer av", bytes(granskning.rot).hex()),
        ("Regler", granskning.regelverk),
    ]


def _counted(rader: list[Atkomst], falt: str, val: Any) -> list[tuple[str, Any]]:
    antal = Counter(getattr(rad, falt) for rad in rader)
    return [(namn, antal[kod]) for kod, namn in val]


def _minute(nar: Any) -> str:
    return f"{timezone.localtime(nar):%Y-%m-%d %H:%M}" if nar else "–"
