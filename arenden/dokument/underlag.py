"""What one receiver sees before a decision: the chosen parts of the akt, masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from arenden.dokument.ram import day, innehall
from arenden.models import (
    Anmalan,
    Arende,
    Beslut,
    Handling,
    Identitetsbeteckning,
    Journalanteckning,
    Kommuniceringsunderlag,
    SkyddadAdress,
    Utredning,
    Vardnadshavare,
)
from arenden.rules.innehall import Avsnitt, Innehall, Text, from_json, varden
from arenden.rules.maskning import (
    Hemlighet,
    found_by_shape,
    is_in,
    masked,
    names,
    strike,
)

RATT = (
    "Innan nämnden beslutar får du se det som beslutet bygger på, och du får svara på det (25 § "
    "förvaltningslagen). Du får också svara muntligt. Där det står [maskat] finns uppgifter om "
    "andra, eller uppgifter som skyddar någon (10 kap. 3 § offentlighets- och sekretesslagen)."
)
ANMALARE, SKYDDAD_PLATS = "26:5", "21:3 a"
HANDLING = "Handlingen visas för sig, i sin helhet. I den kan inget maskas här."


@dataclass(frozen=True)
class Del:
    """One part of the akt that may be chosen. Nothing sealed is opened before its text is."""

    nyckel: str
    rubrik: str
    read_text: Callable[[], str]

    @cached_property
    def text(self) -> str:
        return self.read_text()


def parts_of(beslut: Beslut) -> list[Del]:
    """Everything of the case that a decision may rest on: proposal, utredning, notes, handlingar.

    Only signed notes, and nothing that is wrongly filed.
    """
    arende = beslut.arende
    return [
        *_of("beslut", beslut, FORSLAG),
        *(
            ett
            for utredning in Utredning.objects.filter(arende=arende)
            for ett in _of("utredning", utredning, UTREDNING)
        ),
        *_reports(arende),
        *_notes(arende),
        *_handlingar(arende),
    ]


FORSLAG = {
    "text": "Förslag till beslut",
    "motivering": "Skälen för förslaget",
    "barnkonsekvens": "Så påverkas barnet",
}
UTREDNING = {
    "barnets_rost": "Utredningen: barnets egna ord",
    "barnets_basta": "Utredningen: bedömning av barnets bästa",
    "sammanfattning": "Utredningen: sammanfattning och bedömning",
}


def _of(kalla: str, rad: Any, falt: dict[str, str]) -> Iterator[Del]:
    for namn, rubrik in falt.items():
        yield Del(f"{kalla}:{namn}", rubrik, partial(getattr, rad, namn))


def _reports(arende: Arende) -> Iterator[Del]:
    for anmalan in Anmalan.objects.filter(arende=arende):
        rubrik = f"{anmalan.get_slag_display()} {day(anmalan.inkom)}"
        yield Del(f"anmalan:{anmalan.pk}", rubrik, partial(getattr, anmalan, "text"))


def _notes(arende: Arende) -> Iterator[Del]:
    """Each note as one part with its corrections: neither is shown without the other."""
    rader = Journalanteckning.objects.filter(arende=arende, roll=Journalanteckning.Roll.ORIGINAL)
    for rad in rader.exclude(signerad=None).with_tillagg().order_by("nar", "id"):
        rubrik = f"Journal {day(rad.nar)}: {rad.get_slag_display()}"
        if rad.tillagg.all():
            rubrik = f"{rubrik}, med det som har lagts till"
        yield Del(f"journal:{rad.pk}", rubrik, partial(getattr, rad, "i_sin_helhet"))


def _handlingar(arende: Arende) -> Iterator[Del]:
    for rad in Handling.objects.filter(arende=arende, felinford=None).order_by("inkom", "id"):
        yield Del(f"handling:{rad.pk}", f"Handling som kom in {rad.inkom}", partial(_file, rad))


def _file(handling: Handling) -> str:
    return f"{handling.titel} ({handling.get_slag_display()}). {HANDLING}"


def chosen(underlag: Kommuniceringsunderlag) -> list[Del]:
    """The parts of a draft, in the order of the akt. One that is gone is no longer among them."""
    valda = set(underlag.delar)
    return [del_ for del_ in parts_of(underlag.beslut) if del_.nyckel in valda]


def secrets_in(arende: Arende, texter: Iterable[str]) -> list[Hemlighet]:
    """What stands in the texts that others may have to be protected from, the certain first."""
    alla = list(texter)
    funna = [ett for ett in _known(arende) if is_in(ett, alla)]
    egna = [rad.nummer for rad in Identitetsbeteckning.objects.filter(akt=arende.akt_id)]
    funna += found_by_shape(alla, egna)
    per_text: dict[str, Hemlighet] = {}
    for ett in sorted(funna, key=lambda ett: not ett.alltid):
        per_text.setdefault(ett.text.lower(), ett)
    return list(per_text.values())


def _known(arende: Arende) -> Iterator[Hemlighet]:
    """The reporter and a protected place are always masked; others in the akt are suggested.

    Of an address compartment only what the reader has a grant on is known here.
    """
    person = arende.akt.person
    egna = person.namn.split()
    for anmalan in Anmalan.objects.filter(akt=arende.akt_id):
        varfor = f"Den som anmälde (OSL {ANMALARE})"
        for text in (anmalan.anmalare_namn, anmalan.anmalare_myndighet):
            yield from names(text, varfor, egna, alltid=True, lagrum=ANMALARE)
        if anmalan.anmalare_telefon:
            yield Hemlighet(anmalan.anmalare_telefon, varfor, alltid=True, lagrum=ANMALARE)
    if arende.akt.is_skyddad:
        platser: list[Any] = [person, *SkyddadAdress.objects.filter(akt=arende.akt_id)]
        for plats in platser:
            varfor = f"Skyddad plats (OSL {SKYDDAD_PLATS})"
            for text in filter(None, (plats.adress, plats.telefon, plats.skola)):
                yield Hemlighet(text, varfor, alltid=True, lagrum=SKYDDAD_PLATS)
    for rad in Vardnadshavare.objects.filter(akt=arende.akt_id):
        hotad = rad.skyddsniva != "ingen"
        lagrum = SKYDDAD_PLATS if hotad else ""
        yield from names(rad.namn, "Vårdnadshavare", egna, alltid=hotad, lagrum=lagrum)
        for text in filter(None, (rad.telefon, rad.nummer)):
            yield Hemlighet(text, "Vårdnadshavare", alltid=hotad, lagrum=lagrum)
    for handling in Handling.objects.filter(arende=arende, felinford=None):
        yield from names(handling.avsandare, "Den som skickade en handling", egna)


def underlag_innehall(underlag: Kommuniceringsunderlag) -> Innehall:
    """Just what the receiver sees: as it was frozen, or as it would be now."""
    if underlag.innehall is not None:
        return from_json(underlag.innehall)
    maskning = underlag.maskning or {"meningar": {}, "ord": []}
    huvud = varden(
        [("Till", underlag.mottagare), ("Gäller", underlag.beslut.arende.akt.person.namn)]
    )
    avsnitt = [Avsnitt("", (huvud, Text(RATT)))]
    for del_ in chosen(underlag):
        text = masked(del_.text, maskning["meningar"].get(del_.nyckel, []), maskning["ord"])
        avsnitt.append(Avsnitt(strike([del_.rubrik], maskning["ord"]), (Text(text),)))
    titel = "Underlag inför beslut"
    return innehall(underlag.beslut.arende, titel, underlag.skapad, avsnitt)
