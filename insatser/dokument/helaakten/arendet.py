"""The whole akt, its first half: the person, what came in, utredning, decisions and clocks."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate

from arenden.dokument.beslut import changes_of, decision_in_words
from arenden.dokument.ram import day, minute
from arenden.models import (
    Anmalan,
    Arende,
    Beslut,
    Frist,
    Kommunicering,
    Skyddsbedomning,
    Vardnadshavare,
)
from arenden.rules.frister import fristslag
from arenden.rules.innehall import Avsnitt, Block, Text, tabell, texter, varden
from insatser.dokument.helaakten.rubriker import part, row_by_row
from insatser.dokument.helaakten.slag.arendet import (
    BESLUTEN,
    FRISTERNA,
    INFLODET,
    PERSONEN,
    UTREDNINGEN,
)

LAMNAS_INTE = (
    "Det här är nämndens egen utskrift. Den innehåller uppgifter om den som har anmält och om "
    "andra. Den lämnas inte till någon utan att varje uppgift har prövats (10, 12 och 26 kap. OSL)."
)
HANDELSEN = {
    "brottsrubricering": "Brott",
    "tidpunkt": "Tidpunkt",
    "plats": "Plats",
    "lagforing": "Lagföring",
}
OPPEN = "ingen"
OAVGJORT = "Inte avgjort än"


def person(arende: Arende) -> Iterator[Avsnitt]:
    """Where somebody protected lives and goes to school is not in it (OSL 21:3 a)."""
    en, plats = arende.akt.person, not arende.akt.is_skyddad
    rader = varden(
        [
            ("Namn", en.namn),
            ("Född", en.fodelsedatum),
            ("Kännetecken", en.kannetecken),
            *([("Adress", en.adress), ("Telefon", en.telefon), ("Skola", en.skola)] * plats),
            ("Ärendets slag", arende.get_slag_display()),
            ("Öppnat", day(arende.oppnat)),
            ("Avslutat", day(arende.avslutat)),
            ("Handläggare", arende.handlaggare),
        ]
    )
    yield Avsnitt("Om ärendet", (rader, Text(LAMNAS_INTE)))
    yield from row_by_row(arende, PERSONEN)
    vuxna = Vardnadshavare.objects.filter(akt=arende.akt_id).order_by("fran", "pk")
    if block := tuple(_guardian(rad) for rad in vuxna):
        yield Avsnitt("Vårdnadshavare", block, 3)


def _guardian(rad: Vardnadshavare) -> Block:
    rader = [("Namn", rad.namn), ("Från", day(rad.fran)), ("Till", day(rad.till))]
    if rad.skyddsniva == OPPEN:
        rader += [("Identitetsnummer", str(rad.nummer or "")), ("Telefon", rad.telefon)]
    return varden(rader)


def intake(arende: Arende) -> Iterator[Avsnitt]:
    yield Avsnitt("Det som kom in")
    bedomda = {
        rad.anmalan_id: rad
        for rad in Skyddsbedomning.objects.filter(anmalan__arende=arende).select_related(
            "bedomd_av"
        )
    }
    for anmalan in arende.anmalningar.order_by("inkom", "pk"):
        block = [*_report(anmalan)]
        if (skydd := bedomda.get(anmalan.pk)) is not None:
            block.append(_protection(skydd))
        rubrik = f"{anmalan.get_slag_display()} {minute(anmalan.inkom)}"
        yield Avsnitt(rubrik, tuple(block), 3)
    if (forhand := getattr(arende, "forhandsbedomning", None)) is not None:
        utfall = "Utredning inleds" if forhand.inleds else "Utredning inleds inte"
        huvud = varden([("Beslut", utfall), ("Beslutsfattare", forhand.beslutad_av)])
        rubrik = f"Förhandsbedömning {day(forhand.beslutad)}"
        yield Avsnitt(rubrik, (huvud, Text(forhand.motivering)), 3)
    yield from row_by_row(arende, INFLODET)


def _report(anmalan: Anmalan) -> Iterator[Block]:
    handelse = anmalan.handelse or {}
    yield varden(
        [
            ("Hur", anmalan.kanal),
            ("Anmälare", anmalan.anmalare_namn or anmalan.anmalare_kategori),
            ("Myndighet", anmalan.anmalare_myndighet),
            ("Telefon", anmalan.anmalare_telefon),
            *((ord_, handelse.get(namn) or "") for namn, ord_ in HANDELSEN.items()),
        ]
    )
    yield Text(anmalan.text)


def _protection(skydd: Skyddsbedomning) -> Block:
    svar = "behöver skydd genast" if skydd.omedelbart_behov else "behöver inte skydd genast"
    return varden(
        [
            ("Skyddsbedömning", f"{minute(skydd.bedomd)}, {skydd.bedomd_av}: {svar}"),
            ("Bedömning", skydd.bedomning),
            ("Åtgärder", skydd.atgarder),
        ]
    )


def investigation(arende: Arende) -> Iterator[Avsnitt]:
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
    yield from row_by_row(arende, UTREDNINGEN)


def decisions(arende: Arende) -> Iterator[Avsnitt]:
    """Every decision and every proposal, with what was shown before it."""
    rader = (
        arende.beslut.select_related("beslutad_av", "foreslagen_av", "kommunicering__skickad_av")
        .prefetch_related("rattelser__beslutad_av", "omprovningar__beslutad_av")
        .order_by("foreslagen", "pk")
    )
    for beslut in rader:
        is_beslutat = beslut.utfall == Beslut.Utfall.BESLUTAT
        dag, ord_ = (beslut.beslutad, "Beslut") if is_beslutat else (beslut.foreslagen, "Förslag")
        huvud = varden(
            [
                (ord_, beslut.get_slag_display()),
                ("Så gick det", "" if is_beslutat else beslut.get_utfall_display() or OAVGJORT),
                ("Lagrum", beslut.lagrum),
                ("Beslutsfattare", beslut.beslutad_av),
                ("Föredragande", beslut.foreslagen_av),
                ("Utskottets protokoll", beslut.protokoll),
                ("Beslutsfattarens kommentar", beslut.kommentar),
                ("Lämnat", day(beslut.delgivet)),
            ]
        )
        yield Avsnitt(f"{ord_} {day(dag)}", (huvud,))
        yield from decision_in_words(beslut, 3) if is_beslutat else _proposal(beslut)
        yield from changes_of(beslut, 3)
        if (visat := getattr(beslut, "kommunicering", None)) is not None:
            yield Avsnitt("Visat före beslutet", (_shown_before(visat),), 3)
    yield from part("Det som har gjorts efter beslutet", row_by_row(arende, BESLUTEN))


def _proposal(beslut: Beslut) -> Iterator[Avsnitt]:
    return texter(
        [
            ("Förslaget", beslut.text),
            ("Skälen för förslaget", beslut.motivering),
            ("Så påverkas barnet", beslut.barnkonsekvens),
        ],
        3,
    )


def _shown_before(visat: Kommunicering) -> Block:
    return varden(
        [
            ("Visat", "" if visat.skickas else "Inget visades"),
            ("Skickat", f"{day(visat.skickad)}, {visat.skickad_av}" if visat.skickas else ""),
            ("Till", visat.vilka),
            ("Vad", visat.material),
            ("Hur", visat.get_satt_display()),
            ("Svar senast", day(visat.svara_senast)),
            ("Svar", visat.get_svar_display()),
            ("Den enskildes svar", visat.synpunkter),
            ("Därför visades inget", visat.skal),
        ]
    )


def clocks(arende: Arende) -> Iterator[Avsnitt]:
    rader = [
        (
            fristslag(rad.slag, localdate(rad.ankare)).namn,
            rad.lagrum,
            day(rad.ankare),
            day(rad.mal),
            rad.get_utgang_display() or ("Vilar" if rad.vilar else "Går"),
        )
        for rad in Frist.objects.filter(arende=arende).order_by("ankare", "pk")
    ]
    kolumner = ("Frist", "Lagrum", "Från", "Senast", "Så gick det")
    tider = [Avsnitt("", (tabell(kolumner, rader),), 3)] if rader else []
    yield from part("Frister", [*tider, *row_by_row(arende, FRISTERNA)])
