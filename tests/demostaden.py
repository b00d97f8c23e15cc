"""What the demo town's teams have done, the pages that show it to whom, and the town as facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from access.models import Anvandare, Roll
from arenden.models import Arende
from config.demo.bygge import build
from insatser.models import Arbetsgang
from samverkansteam.models import (
    Bidrag,
    Delgivning,
    Kvittens,
    Lagrumsandring,
    Medverkansbegaran,
    Mote,
    Moteslager,
    Orsakshypotes,
    Samtycke,
    Team,
    Teamarende,
)
from samverkansteam.models.part import Deltagare

SLAGEN = ("ssit", "sig", "sspf", "sst", "trefas", "avhopp")
Sida = tuple[str, Anvandare, str]
"""What it is, who reads it, and its address."""


def lager_of(slag: str) -> Moteslager:
    """The layers of the meeting that a team of the kind led on its page."""
    return Moteslager.objects.select_related("team", "mote").get(team__teamtyp=slag)


def receipt_of(team: Team) -> Kvittens:
    """Of the one copy that somebody has read and acknowledged."""
    return Kvittens.objects.exclude(kvitterad=None).get(team=team)


def pages() -> Iterator[Sida]:
    for slag in SLAGEN:
        yield from _of_team(slag, lager_of(slag).team)
    yield from _of_consents()
    yield from _of_method_leaders()
    samordnare = _with(Roll.SAMORDNARE)
    yield "översikten", samordnare, reverse("samverkansteam:oversikt")


def _of_team(slag: str, team: Team) -> Iterator[Sida]:
    ledare = team.skapad_av
    moten = Mote.objects.filter(team=team)
    hallet = moten.get(lager__isnull=False)
    nasta = moten.upcoming().earliest("planerat")
    installt = moten.exclude(installt=None).latest("planerat")
    yield f"rummet {slag}", ledare, _at("rum", team.pk)
    for namn, mote in (("hållet", hallet), ("nästa", nasta), ("inställt", installt)):
        yield f"{namn} möte {slag}", ledare, _at("mote", team.pk, mote.pk)
    yield f"att leda {slag}", ledare, _at("led_mote", team.pk, nasta.pk)
    last = receipt_of(team)
    lamnad = last.kopia.delgivning
    arende = lamnad.teamarende.arende
    yield f"delgivningen {slag}", arende.handlaggare, _at("delgivning", arende.pk, lamnad.pk)
    yield f"ärendets team {slag}", arende.handlaggare, _at("arende", arende.pk)
    for namn, mer in (("rum", ()), ("utlamnat", ()), ("kopia", (last.kopia_id,))):
        yield f"mottagarens {namn} {slag}", last.kvitterad_av, _at(namn, team.pk, *mer)
    yield f"mottagarens möte {slag}", last.kvitterad_av, _at("mote", team.pk, nasta.pk)
    for bidrag in Bidrag.objects.filter(team=team):
        yield f"bidrag {slag}", bidrag.skrivet_av, _at("bidrag", team.pk, bidrag.pk)
    if jurist := Deltagare.objects.filter(team=team, is_jurist=True).first():
        yield f"juristens rum {slag}", jurist.anvandare, _at("rum", team.pk)


def _of_consents() -> Iterator[Sida]:
    samtycke = next(rad for rad in Samtycke.objects.all() if rad.tolk)
    teamarende = Teamarende.objects.get(team=samtycke.team_id, akt=samtycke.akt_id)
    vem = teamarende.arende.handlaggare
    for namn in ("samtycke", "samtycke_pdf"):
        yield namn, vem, _at(namn, teamarende.arende_id, samtycke.pk)
    elev = Orsakshypotes.objects.earliest("id").teamarende
    yield "skolgång", elev.arende.handlaggare, _at("skolgang", elev.arende_id, elev.team_id)
    for gang in Arbetsgang.objects.filter(flode="utlamnande", arende__avslutat=None):
        sida = reverse("insatser:utlamnandekopior", args=[gang.arende_id, gang.pk])
        yield "kopiorna", gang.arende.handlaggare, sida


def _of_method_leaders() -> Iterator[Sida]:
    andring = Lagrumsandring.objects.get(status=Lagrumsandring.Status.FORSLAG)
    tove, ines = Anvandare.objects.filter(uppdrag__roll=Roll.METODLEDARE).order_by("-namn")
    yield "den egna teamtypen", tove, _at("teamtyp", "tidigt_stod")
    yield "lagrummen", tove, _at("lagrum")
    yield "lagrummet", tove, _at("ett_lagrum", andring.kod)
    yield "att pröva lagrum", ines, _at("prova_lagrum", andring.pk)


def _with(roll: Roll) -> Anvandare:
    return Anvandare.objects.filter(uppdrag__roll=roll).earliest("anvandarnamn")


def _at(namn: str, *args: Any) -> str:
    return reverse(f"samverkansteam:{namn}", args=args)


def assert_the_team_has_lived(slag: str) -> None:
    """It has asked others to take part, met, promised, called and called off, told and refused."""
    idag, lager = timezone.localdate(), lager_of(slag)
    team, moten = lager.team, Mote.objects.filter(team=lager.team)
    begaranden = Medverkansbegaran.objects.filter(team=team)
    assert {rad.svar for rad in begaranden} == {"ja", "nej", ""}
    assert begaranden.late(idag).exists()
    assert lager.mote.is_genomfort
    assert lager.internt not in lager.mote.protokoll == lager.gemensamt
    lovat = lager.mote.ataganden.all()
    assert sorted((rad.klart is None, rad.senast < idag) for rad in lovat) == [
        (False, True), (True, False), (True, True),
    ]  # fmt: skip
    assert moten.exclude(installt=None).exists()
    nasta = moten.upcoming().earliest("planerat")
    assert idag < timezone.localdate(nasta.planerat) <= idag + timedelta(days=21)
    assert "Åtaganden som inte är klara" in nasta.dagordning
    lamnat = Delgivning.objects.filter(teamarende__team=team)
    delar = receipt_of(team).kopia.delgivning
    assert "Kim" not in delar.innehall
    assert delar.urval["maskat"]
    assert delar.lases_till - timezone.localdate(delar.beslutad) == timedelta(days=21)
    assert Kvittens.objects.filter(team=team, oppnad=None).exists()
    assert all(rad.skal for rad in lamnat.filter(utfall="avstadd"))
    assert lamnat.filter(utfall="avstadd").exists()


def facts_of_a_town(nu: datetime) -> list[tuple[Any, ...]]:
    """Build a town and forget it again; what it held."""
    with transaction.atomic():
        build(nu=nu, antal=2, losenord="ovning-i-provstaden", tell=lambda *_: None)
        facts = [
            (arende.arendenummer, arende.steg, arende.oppnat, arende.narmaste_frist, namn, text)
            for arende in Arende.objects.for_list().order_by("arendenummer")
            for namn in [arende.akt.person.namn]
            for text in [anmalan.text for anmalan in arende.anmalningar.all()]
        ]
        transaction.set_rollback(True)
    return facts
