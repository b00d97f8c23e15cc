"""What the rest of the house says of a flow, for its file: clocks, organisations, hash."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from access.models import Organisation
from arenden.rules.frister import DAG_SATT_AV_ANNAN, fristslag
from insatser.bpmn.innehall import Klocka, Ram
from insatser.flows.definition import definition_hash, graf_of
from insatser.flows.stegord import FRAN_STEGET

HUVUDMAN = "Stockholms stad, nämnden"


def ram_of(flode: Any, idag: date) -> Ram:
    """The frame of a flow class, by the law of the day `idag`."""
    return Ram(
        definition=definition_hash(flode),
        program=settings.VERSION,
        huvudman=HUVUDMAN,
        organisationer=dict(Organisation.Slag.choices),
        klockor={
            nod.namn: _clock(nod.frist, flode.instance.node(nod.namn), idag)
            for nod in graf_of(flode).steg()
            if nod.frist
        },
    )


def _clock(slag: str, node: Any, idag: date) -> Klocka:
    """A step that says nothing of it has a clock that an event in the case has started."""
    rad = fristslag(slag, idag)
    is_fran_oppnat = getattr(node, "frist_fran", "") == "oppnat"
    return Klocka(
        slag=slag,
        namn=rad.namn,
        varaktighet="" if rad.budget == DAG_SATT_AV_ANNAN else rad.budget,
        is_fran_oppnat=is_fran_oppnat or getattr(node, "steg", "") in FRAN_STEGET,
        fran_vad=rad.fran_vad,
        lagrum=rad.lagrum,
        regel=rad.regel,
    )
