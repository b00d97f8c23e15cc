"""What each reason for closing an ärende asks for, and what may follow the closing.

A reason demands what makes it true and what the next person needs (SoL 14:3, 29:9–12); the child is
heard except where the law or the facts forbid it (SoL 3:4, 14:6). After the closing there is no
ärende: somebody gets in touch only with the person's own yes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from arenden.rules.alder import MYNDIG, has_reached
from arenden.rules.frister import short_day

OPPNAS = 14
"""Days before the planned day from which an outcome may be asked for."""
STANGS = 16
"""Days after it until which whoever asks reaches the closed akt for that."""
FORSOK = 2
"""So many different days somebody has tried before «could not be reached» is an answer."""
EGEN_TALAN = 15

JA, REGISTER, INGEN = "ja", "register", "ingen"
DEN_UNGE, VARDNADSHAVARE = "den_unge", "vardnadshavare"
AVLIDEN, PLANERAT, ALDER = "avliden", "planerat", "alder"
EJ_BEDOMT, INGET = "ej_bedomt", "inget"


@dataclass(frozen=True)
class Krav:
    """What one reason asks for. `fragor`: the fields that must be answered, each with why."""

    fragor: Mapping[str, str] = field(default_factory=dict)
    hors: bool = True
    foljs_upp: bool = True
    alder: int | None = None


FLYTT = {
    "vart": "Skriv vart personen har flyttat.",
    "overlamnat": "Skriv vad som lämnas över och till vem, eller varför inget lämnas över.",
}
KRAV: dict[str, Krav] = {
    PLANERAT: Krav(),
    "samtycke": Krav({"handelsedag": "Ange vilken dag samtycket togs tillbaka."}),
    "vill_inte": Krav(),
    "flytt": Krav(FLYTT),
    "flytt_kommun": Krav(FLYTT),
    ALDER: Krav(alder=MYNDIG),
    "annan_vard": Krav({"vart": "Skriv vilken vård eller placering som tar vid."}),
    "lvu": Krav(
        {
            "underlag": "Skriv vilket beslut som ligger till grund.",
            "handelsedag": "Ange vilken dag beslutet fattades.",
        }
    ),
    "dom": Krav(
        {
            "underlag": "Skriv vilken dom eller påföljd det gäller.",
            "handelsedag": "Ange vilken dag domen kom.",
        }
    ),
    AVLIDEN: Krav({"handelsedag": "Ange vilken dag personen avled."}, hors=False, foljs_upp=False),
    "ej_nadd": Krav({"underlag": "Skriv vad ni har gjort för att nå personen, och när."}),
    "annan_form": Krav({"vart": "Skriv vilken arbetsform som tar över."}),
}


@dataclass(frozen=True)
class Insatssvar:
    hur: str
    kommentar: str = ""


@dataclass(frozen=True)
class Partssvar:
    """`delgivning` names what was released to the party beyond that the work has ended."""

    besked: str
    skal: str = ""
    delgivning: UUID | None = None


@dataclass(frozen=True)
class Erbjudande:
    vad: str
    till_vem: str
    till_och_med: date | None
    kontaktperson: str
    svar: str = ""


@dataclass(frozen=True)
class Utfallsval:
    """Whether the outcome is asked for, on which ground, and whose yes that is."""

    grund: str = INGEN
    ja_av: str = ""
    ja_givet: date | None = None


@dataclass(frozen=True)
class Avslutsuppgifter:
    """Everything that is said of a closing. `insatser` and `parter` answer by id."""

    orsak: str
    resultat: str
    sammanfattning: str
    barnets_rost: str = ""
    rost_saknas: str = ""
    vart: str = ""
    underlag: str = ""
    handelsedag: date | None = None
    overlamnat: str = ""
    insatser: Mapping[UUID, Insatssvar] = field(default_factory=dict)
    parter: Mapping[UUID, Partssvar] = field(default_factory=dict)
    eftervard: Erbjudande | None = None
    utfall: Utfallsval = field(default_factory=Utfallsval)


@dataclass(frozen=True)
class Avslutslage:
    """What the rules need to know of the ärende. `fodd` is the true birth date, if it is known."""

    idag: date
    fodd: date | None
    is_skyddad: bool
    insatser: frozenset[UUID] = frozenset()
    parter: frozenset[UUID] = frozenset()


def hinder_for_avslut(svar: Avslutsuppgifter, lage: Avslutslage) -> dict[str, list[str]]:
    """Every reason why it cannot be closed with these answers, by the field that it is about."""
    hinder: dict[str, list[str]] = {}
    for falt, text in _all_hinder(svar, KRAV[svar.orsak], lage):
        hinder.setdefault(falt, []).append(text)
    return hinder


Hinder = Iterator[tuple[str, str]]


def _all_hinder(svar: Avslutsuppgifter, krav: Krav, lage: Avslutslage) -> Hinder:
    for falt, text in krav.fragor.items():
        if not getattr(svar, falt):
            yield falt, text
    yield from _by_age(krav, lage)
    yield from _voice(svar, krav)
    if svar.handelsedag is not None and svar.handelsedag > lage.idag:
        yield "handelsedag", "Dagen kan inte ligga i framtiden."
    if svar.orsak == PLANERAT and svar.resultat == EJ_BEDOMT:
        yield "resultat", "Ett avslut enligt plan har en bedömning av målen."
    for insats in sorted(lage.insatser - svar.insatser.keys()):
        yield f"hur-{insats}", "Svara på hur insatsen slutade."
    yield from _parties(svar, lage)
    yield from _offer(svar.eftervard, lage)
    yield from hinder_for_utfall(svar.utfall, krav, lage)


def _by_age(krav: Krav, lage: Avslutslage) -> Hinder:
    if krav.alder is None:
        return
    if lage.fodd is None:
        yield "orsak", "Födelsedatumet är inte känt, så åldern kan inte vara orsaken."
    elif not has_reached(lage.fodd, krav.alder, lage.idag):
        yield "orsak", f"Personen har inte fyllt {krav.alder} år. Välj en annan orsak."


def _voice(svar: Avslutsuppgifter, krav: Krav) -> Hinder:
    har_ord = bool(svar.barnets_rost.strip())
    if krav.hors and not har_ord and not svar.rost_saknas:
        yield "barnets_rost", "Skriv vad barnet säger, eller välj varför barnets ord saknas."
    if har_ord and svar.rost_saknas:
        yield "rost_saknas", "Barnets ord finns. Ta bort skälet till att de saknas."


def _parties(svar: Avslutsuppgifter, lage: Avslutslage) -> Hinder:
    for part in sorted(lage.parter):
        partssvar = svar.parter.get(part)
        if partssvar is None:
            yield f"besked-{part}", "Välj vad parten får veta."
        elif partssvar.besked == INGET and not partssvar.skal.strip():
            yield f"skal-{part}", "Skriv varför parten inte får veta något."
        elif partssvar.besked == INGET and partssvar.delgivning is not None:
            yield f"delgivning-{part}", "Parten ska inte få veta något. Ta bort det som lämnas ut."


def _offer(eftervard: Erbjudande | None, lage: Avslutslage) -> Hinder:
    if eftervard is None:
        return
    if not eftervard.till_vem.strip():
        yield "erbjuds_till", "Skriv vem som erbjuds stödet."
    if not eftervard.kontaktperson.strip():
        yield "kontaktperson", "Skriv vem de hör av sig till."
    if eftervard.till_och_med is None:
        yield "erbjuds_till_och_med", "Ange hur länge erbjudandet gäller."
    elif eftervard.till_och_med <= lage.idag:
        yield "erbjuds_till_och_med", "Välj en dag som ligger framåt i tiden."


def hinder_for_utfall(val: Utfallsval, krav: Krav, lage: Avslutslage) -> Hinder:
    """Why the outcome may not be asked for on this ground, by whom said yes and by age."""
    if not krav.foljs_upp and val.grund != INGEN:
        yield "utfall", "När personen har avlidit görs ingen uppföljning."
    if val.grund != JA:
        return
    if lage.is_skyddad:
        yield "utfall", "Personen har skyddade uppgifter. Bara de egna registren kan användas."
    if val.ja_givet is None:
        yield "ja_givet", "Ange vilken dag de sa ja."
    elif val.ja_givet > lage.idag:
        yield "ja_givet", "Dagen kan inte ligga i framtiden."
    if not val.ja_av:
        yield "ja_av", "Välj vem som sa ja."
    elif lage.fodd is None:
        return
    elif has_reached(lage.fodd, EGEN_TALAN, lage.idag) and val.ja_av == VARDNADSHAVARE:
        yield "ja_av", "Den som har fyllt 15 år säger själv ja eller nej."
    elif not has_reached(lage.fodd, EGEN_TALAN, lage.idag) and val.ja_av == DEN_UNGE:
        yield "ja_av", "Före 15 års ålder behövs också vårdnadshavarens ja."


def needs_own_yes(ja_av: str, fodd: date | None, idag: date) -> bool:
    """Whether a guardian's yes no longer carries: the young person has turned fifteen."""
    return ja_av == VARDNADSHAVARE and has_reached(fodd, EGEN_TALAN, idag)


def compose_brev(*, person: str, slutade: date, utlamnat: date | None) -> str:
    """The letter to a party: that the work has ended, and nothing of why or of how it went.

    `person` is the name that the team knows («Person 3»). `utlamnat` is the day of what was
    released besides, on its own ground.
    """
    stycken = [
        f"Samarbetet kring {person} i ert team avslutades den {short_day(slutade)}.",
        "Det som ni har åtagit er i samarbetet upphör samma dag.",
    ]
    if utlamnat is not None:
        stycken.append(
            f"Uppgiften som vi lämnade till er den {short_day(utlamnat)} får ni använda till det"
            " som den lämnades för."
        )
    stycken.append("Mer än så får vi inte berätta. Tack för ert arbete.")
    return "\n\n".join(stycken)
