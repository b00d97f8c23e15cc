"""The whole of an ärende on paper: every part in order, with contents, handlingar and releases.

Left out: what is not signed, notes on strategic crimes of a closed ärende, the address compartment,
and the files themselves, of which the list tells title, day and fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from arenden.dokument.beslut import changes_of, decision_in_words
from arenden.dokument.ram import day, innehall, minute
from arenden.dokument.utredning import asked_others
from arenden.models import (
    Arende,
    Aterkoppling,
    Beslut,
    Handling,
    Journalanteckning,
    Kommuniceringsunderlag,
    Skyddsbedomning,
)
from arenden.rules.innehall import Avsnitt, Block, Innehall, Text, tabell, texter, varden
from insatser.dokument.bedomning import assessments
from insatser.dokument.plan import plan_sections, with_everything
from insatser.dokument.uppfoljning import avslut_sections, uppfoljning_sections
from insatser.models import Plan, Tillfalle, Utlamnandepost
from samverkansteam.models import Delgivning

LAMNAS_INTE = (
    "Det här är nämndens egen utskrift. Den innehåller uppgifter om den som har anmält och om "
    "andra. Den lämnas inte till någon utan att varje uppgift har prövats (10, 12 och 26 kap. OSL)."
)


def akt_innehall(arende: Arende) -> Innehall:
    """Everything, in the order in which a case goes."""
    avsnitt = [
        _person(arende),
        *_intake(arende),
        *_utredning(arende),
        *assessments(arende),
        *_decisions(arende),
        *_plans(arende),
        *_work(arende),
        *_closing(arende),
        *_journal(arende),
        _releases(arende),
        _handlingar(arende),
    ]
    titel = f"Hela akten i ärende {arende.arendenummer}"
    return innehall(arende, titel, timezone.now(), avsnitt, forteckning=True)


def _person(arende: Arende) -> Avsnitt:
    person = arende.akt.person
    rader = varden(
        [
            ("Namn", person.namn),
            ("Född", person.fodelsedatum),
            ("Ärendets slag", arende.get_slag_display()),
            ("Öppnat", day(arende.oppnat)),
            ("Avslutat", day(arende.avslutat)),
            ("Handläggare", arende.handlaggare),
        ]
    )
    return Avsnitt("Om ärendet", (rader, Text(LAMNAS_INTE)))


def _sub(avsnitt: Iterable[Avsnitt], under: str = "") -> Iterator[Avsnitt]:
    """Sections of a document as they stand within a part of a larger one."""
    for ett in avsnitt:
        rubrik = f"{under}: {ett.rubrik}" if under and ett.rubrik else ett.rubrik or under
        yield Avsnitt(rubrik, ett.block, 3)


def _intake(arende: Arende) -> Iterator[Avsnitt]:
    yield Avsnitt("Det som kom in")
    bedomda = {
        rad.anmalan_id: rad
        for rad in Skyddsbedomning.objects.filter(anmalan__arende=arende).select_related(
            "bedomd_av"
        )
    }
    for anmalan in arende.anmalningar.all():
        huvud = varden(
            [
                ("Hur", anmalan.kanal),
                ("Anmälare", anmalan.anmalare_namn or anmalan.anmalare_kategori),
                ("Myndighet", anmalan.anmalare_myndighet),
            ]
        )
        block: list[Block] = [huvud, Text(anmalan.text)]
        if (skydd := bedomda.get(anmalan.pk)) is not None:
            svar = "behöver skydd genast" if skydd.omedelbart_behov else "behöver inte skydd genast"
            block.append(
                varden(
                    [
                        ("Skyddsbedömning", f"{minute(skydd.bedomd)}, {skydd.bedomd_av}: {svar}"),
                        ("Bedömning", skydd.bedomning),
                        ("Åtgärder", skydd.atgarder),
                    ]
                )
            )
        rubrik = f"{anmalan.get_slag_display()} {minute(anmalan.inkom)}"
        yield Avsnitt(rubrik, tuple(block), 3)
    if (forhand := getattr(arende, "forhandsbedomning", None)) is not None:
        utfall = "Utredning inleds" if forhand.inleds else "Utredning inleds inte"
        huvud = varden([("Beslut", utfall), ("Beslutsfattare", forhand.beslutad_av)])
        rubrik = f"Förhandsbedömning {day(forhand.beslutad)}"
        yield Avsnitt(rubrik, (huvud, Text(forhand.motivering)), 3)


def _utredning(arende: Arende) -> Iterator[Avsnitt]:
    utredning = getattr(arende, "utredning", None)
    if utredning is None:
        return
    huvud = varden(
        [
            ("Inledd", day(utredning.inledd)),
            ("Avslutad", day(utredning.avslutad)),
            ("Så hördes barnet", utredning.get_hord_display()),
        ]
    )
    yield Avsnitt("Utredning", (huvud,))
    yield from texter(
        [
            ("Barnets egna ord", utredning.barnets_rost),
            ("Bedömning av barnets bästa", utredning.barnets_basta),
            ("Sammanfattning och bedömning", utredning.sammanfattning),
        ],
        3,
    )
    yield from asked_others(utredning, 3)


def _decisions(arende: Arende) -> Iterator[Avsnitt]:
    rader = (
        arende.beslut.filter(utfall=Beslut.Utfall.BESLUTAT)
        .select_related("beslutad_av", "foreslagen_av", "kommunicering")
        .prefetch_related("rattelser__beslutad_av", "omprovningar__beslutad_av")
        .order_by("beslutad")
    )
    for beslut in rader:
        visat = getattr(beslut, "kommunicering", None)
        huvud = varden(
            [
                ("Beslut", beslut.get_slag_display()),
                ("Lagrum", beslut.lagrum),
                ("Beslutsfattare", beslut.beslutad_av),
                ("Föredragande", beslut.foreslagen_av),
                ("Lämnat", day(beslut.delgivet)),
                ("Visat före beslutet", visat and visat.skickas and day(visat.skickad)),
                ("Den enskildes svar", visat and visat.synpunkter),
                ("Därför visades inget", visat and visat.skal),
            ]
        )
        yield Avsnitt(f"Beslut {day(beslut.beslutad)}", (huvud,))
        yield from decision_in_words(beslut, 3)
        yield from changes_of(beslut, 3)


def _plans(arende: Arende) -> Iterator[Avsnitt]:
    planer = Plan.objects.filter(arende=arende).exclude(faststalld=None)
    for plan in with_everything(planer).order_by("nummer"):
        plan.arende = arende
        yield Avsnitt(f"Plan {plan.nummer}")
        yield from _sub(plan_sections(plan))


def _work(arende: Arende) -> Iterator[Avsnitt]:
    tillfallen = (
        Tillfalle.objects.filter(insats__arende=arende)
        .select_related("insats__insatstyp", "loggad_av")
        .order_by("nar")
    )
    rader = [
        (minute(rad.nar), rad.insats, rad.get_utfall_display(), rad.anteckning)
        for rad in tillfallen
    ]
    if rader:
        yield Avsnitt("Tillfällen", (tabell(("När", "Insats", "Utfall", "Anteckning"), rader),))
    rundor = arende.uppfoljningar.select_related("genomford_av", "plan").prefetch_related(
        "barnsvar", "maluppfyllelser__mal"
    )
    for runda in rundor.order_by("runda"):
        runda.arende = arende
        yield Avsnitt(f"Uppföljning {runda.runda}, {day(runda.genomford)}")
        yield from _sub(uppfoljning_sections(runda))


def _closing(arende: Arende) -> Iterator[Avsnitt]:
    if (avslut := getattr(arende, "avslut", None)) is not None:
        avslut.arende = arende
        yield Avsnitt("Avslut")
        yield from _sub(avslut_sections(avslut))


def _journal(arende: Arende) -> Iterator[Avsnitt]:
    """Signed notes alone, the oldest first; a correction or remark says what it is about."""
    rader = Journalanteckning.objects.filter(arende=arende).exclude(signerad=None)
    yield Avsnitt("Journal")
    for rad in rader.select_related("forfattare", "galler").order_by("nar", "id"):
        huvud = varden(
            [
                ("Skriven av", rad.forfattare),
                ("Signerad", rad.signerad and minute(rad.signerad)),
                ("Närvarande", rad.narvarande),
                ("Gäller", rad.galler and f"anteckningen {minute(rad.galler.nar)}"),
            ]
        )
        slag = rad.get_slag_display() if rad.galler_id is None else rad.get_roll_display()
        yield Avsnitt(f"{minute(rad.nar)} {slag}", (huvud, Text(rad.text)), 3)


def _releases(arende: Arende) -> Avsnitt:
    """What others have been told out of the akt, when and on what ground."""
    rader: list[tuple[Any, ...]] = [
        (minute(rad.beslutad), rad.mottagare, rad.get_utfall_display(), rad.lagrum)
        for rad in Delgivning.objects.filter(teamarende__arende=arende).select_related(
            "mottagare__organisation", "lagrum"
        )
    ]
    rader += [
        (minute(rad.lamnad), "Anmälaren", rad.get_uppgift_display(), "SoL 19:6")
        for rad in Aterkoppling.objects.filter(anmalan__arende=arende)
    ]
    rader += [
        (minute(rad.fryst), rad.mottagare, "Underlag visat före beslut", "FL 25 §")
        for rad in Kommuniceringsunderlag.objects.filter(beslut__arende=arende).frozen()
        if rad.fryst is not None
    ]
    rader += [
        (minute(rad.lamnad), "Den som begärde handlingar", rad.rubrik, rad)
        for rad in Utlamnandepost.objects.filter(arbetsgang__arende=arende)
        if rad.lamnad is not None
    ]
    rader += [
        (minute(rad.gjort), "Egen utskrift", f"Hela akten, {rad.gjort_av}", rad.skal)
        for rad in arende.uttag.select_related("gjort_av")
    ]
    kolumner = ("När", "Till", "Vad", "Grund")
    tom = Text("Inget har lämnats ut.")
    rader.sort(key=lambda rad: str(rad[0]))
    block = tabell(kolumner, rader) if rader else tom
    return Avsnitt("Det som har lämnats ut", (block,))


def _handlingar(arende: Arende) -> Avsnitt:
    rader = [
        (rad.inkom, "Felinförd handling", "–", "–")
        if rad.felinford
        else (rad.inkom, rad.titel, rad.get_slag_display(), rad.fingeravtryck)
        for rad in Handling.objects.filter(arende=arende).order_by("inkom", "id")
    ]
    kolumner = ("Kom in", "Rubrik", "Vad", "Fingeravtryck (SHA-256)")
    block = tabell(kolumner, rader) if rader else Text("Inga handlingar.")
    return Avsnitt("Förteckning över handlingar", (block,))
