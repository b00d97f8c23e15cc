"""What stands around an assessment: evidence, own words, scenarios, parties, a second reading."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from access.models import Anvandare
from config.demo.stad import read
from riskbedomning.actions import (
    Svarsuppgift,
    add_belagg,
    add_egensyn,
    add_partsbidrag,
    add_scenario,
    answer_medlasning,
    give_medlasning,
)
from riskbedomning.actions.fardig import oro_of
from riskbedomning.actions.medlasning import seen
from riskbedomning.kallor import kallor_for
from riskbedomning.models import Bedomning, EgenSyn, Medlasning
from riskbedomning.policy import may_second_read

if TYPE_CHECKING:
    from config.demo.gang import Gang

ORD = read("bedomning.json")
LANKADE = 2
"""How many pieces of evidence in a sitting are linked to a row of the akt."""


def support(gang: Gang, bedomning: Bedomning, uppgifter: list[Svarsuppgift]) -> None:
    """Evidence for every answer that needs it; the first few out of journal and handlingar."""
    slump = _slump(gang)
    kallor = kallor_for(bedomning, gang.handlaggare)[:LANKADE]
    besvarade = [u for u in uppgifter if u.varden["svar"] in ("finns", "delvis")]
    for plats, uppgift in enumerate(besvarade):
        ord_ = slump.choice(ORD["belagg"])
        kalla = kallor[plats] if plats < len(kallor) else None
        add_belagg(
            bedomning=bedomning,
            faktor=uppgift.faktor,
            nyckel=kalla.nyckel if kalla else "",
            sagt_av="" if kalla else gang.ord.fyll(ord_["sagt_av"]),
            dag=None if kalla else timezone.localdate(),
            text=gang.ord.fyll(ord_["text"]),
            actor=gang.handlaggare,
        )


def voices(gang: Gang, bedomning: Bedomning) -> None:
    """Own words on one level, what may come, and what the parties say where there are any."""
    slump = _slump(gang)
    niva = slump.choice(sorted(ORD["egna_ord"]))
    for vem, text in (
        (EgenSyn.Vem.BARNET, ORD["egna_ord"][niva]),
        (EgenSyn.Vem.VARDNADSHAVARE, ORD["vardnadshavare"][niva]),
    ):
        add_egensyn(
            bedomning=bedomning,
            vem=vem,
            namn="",
            niva=niva,
            faktor=None,
            satt=EgenSyn.Satt.SAMTAL,
            dag=timezone.localdate(),
            text=gang.ord.fyll(text),
            actor=gang.handlaggare,
        )
    for scenario in slump.sample(ORD["scenarier"], slump.randint(1, 2)):
        add_scenario(bedomning=bedomning, actor=gang.handlaggare, **_filled(gang, scenario))
    for bidrag in slump.sample(ORD["bidrag"], slump.choice((0, 1, 2))):
        add_partsbidrag(
            bedomning=bedomning,
            satt="mote",
            dag=timezone.localdate(),
            faktor=None,
            actor=gang.handlaggare,
            **_filled(gang, bidrag),
        )


def _reader(gang: Gang, bedomning: Bedomning) -> Anvandare:
    """The leader of the case if they may, else a colleague who reaches it."""
    personal = gang.stad.personal
    alla = (
        gang.gruppledare,
        *personal[gang.kod, "gruppledare"],
        *personal[gang.kod, "socialsekreterare"],
    )
    return next(en for en in alla if may_second_read(en, bedomning))


def read_with(gang: Gang, bedomning: Bedomning) -> None:
    """The second reading that high concern asks for; now and then it sees something else."""
    oro = oro_of(bedomning)
    if not oro.is_hog:
        return
    utfall = _slump(gang).choice((Medlasning.Utfall.LIKA, Medlasning.Utfall.ANNORLUNDA))
    medlasning = give_medlasning(
        bedomning=bedomning,
        sett=seen(bedomning, oro),
        utfall=utfall,
        kommentar=ORD["medlasning"][utfall],
        actor=_reader(gang, bedomning),
    )
    if medlasning.is_annorlunda:
        answer_medlasning(
            medlasning=medlasning, svar=ORD["medlasning"]["svar"], actor=gang.handlaggare
        )


def _filled(gang: Gang, texter: dict[str, str]) -> dict[str, Any]:
    return {falt: gang.ord.fyll(text) for falt, text in texter.items()}


def _slump(gang: Gang) -> Random:
    """Its own chance, so that what stands around an assessment moves nothing else in the town."""
    return Random(f"{gang.kod} {gang.barn.fornamn} {gang.barn.skola}")  # noqa: S311
