"""Putting the tried items together, with what the law lets the person know besides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from arenden.actions.gallring.fakta import try_akt
from granskning.models import Utdrag, Utdragspost
from granskning.rules.avsnitt import LOGG, all_avsnitt, namnduppgift_for, uppgifter
from granskning.rules.maskning import all_grunder
from granskning.rules.sammanstallning import Del, Sammanstallning, Sparas, Stycke
from granskning.rules.utdrag import Begarare, Slag

Utfall = Utdragspost.Utfall
OVERKLAGA = {
    Slag.LOGGUTDRAG: "Har något maskats och du inte är nöjd med det kan du begära ett beslut som "
    "du kan överklaga till kammarrätten (OSL 6:3 och 6:7). Skriv till nämnden.",
    Slag.REGISTERUTDRAG: "Har något maskats och du inte är nöjd med det kan du överklaga hos "
    "förvaltningsrätten (lagen 2018:218 7:2). Skriv vilket utdrag det gäller och vad du vill få "
    "ut. Skicka det till nämnden, som måste ha fått det inom tre veckor från den dag då du fick "
    "utdraget.",
}
LAS_LOGG = (
    "Varje gång någon läser, skriver eller ändrar i din akt skrivs en rad i en logg som ingen kan "
    "ändra i efterhand.",
    "Här står en rad för varje person och dag: vem det var, vad personen gjorde, när, och varför "
    "personen kom åt akten.",
    "Står det «Utan förklaring – granskas» har vi inte hittat skälet i våra uppgifter. En annan "
    "person går igenom varje sådan rad.",
)
LAS_REGISTER = (
    "Här står allt som nämnden har sparat om dig i akten, ordnat efter vad det är.",
    "Först i varje del står varför vi har uppgifterna, vad lagen säger och var de kommer ifrån.",
)
LAS_FOR_ANNAN = ("Där det står «du» menas den som utdraget gäller.",)
LAS_MASKAT = (
    "Där det står [maskat] har ett ord eller en rad tagits bort. Vid raden står vilken lag som är "
    "skälet. Det handlar oftast om att skydda någon annan.",
)


def compose(utdrag: Utdrag, poster: Iterable[Utdragspost]) -> Sammanstallning:
    """The extract as the person reads it, of these items."""
    nar = utdrag.provad or timezone.now()
    slag = Slag(utdrag.slag)
    namnd = utdrag.namnd
    delar = _parts(poster)
    is_register = slag is Slag.REGISTERUTDRAG
    uppgift = namnduppgift_for(namnd.kod)
    ansvarig = (
        ("Personuppgiftsansvarig", f"{namnd} ansvarar för uppgifterna. {uppgift.adress}"),
        ("Dataskyddsombud", uppgift.dataskyddsombud),
    )
    return Sammanstallning(
        titel=slag.label,
        namnd=str(namnd),
        till=utdrag.namn,
        galler=utdrag.akt.person.namn,
        dag=f"{timezone.localdate(nar):%Y-%m-%d}",
        period=f"{utdrag.fran:%Y-%m-%d} till {utdrag.till:%Y-%m-%d}",
        las_sa_har=(
            *(() if Begarare(utdrag.begarare).speaks_as_child else LAS_FOR_ANNAN),
            *(LAS_REGISTER if is_register else ()),
            *LAS_LOGG,
            *LAS_MASKAT,
        ),
        delar=delar,
        mottagare=_receivers(delar) if is_register else (),
        sparas=_kept(utdrag, timezone.localdate(nar)) if is_register else (),
        fasta=(*ansvarig, *(tuple(rad) for rad in uppgifter()["fasta"])),
        overklaga=OVERKLAGA[slag],
    )


def _parts(poster: Iterable[Utdragspost]) -> tuple[Del, ...]:
    stycken: dict[str, list[Stycke]] = {}
    for post in poster:
        stycken.setdefault(post.avsnitt, []).append(_piece(post))
    alla = all_avsnitt().items()
    return tuple(Del(avsnitt, tuple(stycken[kod])) for kod, avsnitt in alla if kod in stycken)


def _piece(post: Utdragspost) -> Stycke:
    grund = all_grunder().get(post.grund)
    return Stycke(
        rubrik=post.rubrik,
        varden=tuple(post.released),
        maskat=grund if post.utfall == Utfall.MASKAS else None,
        strukna=grund if post.utfall == Utfall.DELVIS else None,
        ordning=post.ordning,
    )


def _receivers(delar: Iterable[Del]) -> tuple[str, ...]:
    """To whom anything has been told, as the released items say."""
    mottagare = {
        varde
        for del_ in delar
        if del_.avsnitt.kod != LOGG
        for stycke in del_.stycken
        for namn, varde in stycke.varden
        if namn == "Mottagare"
    }
    return tuple(sorted(mottagare))


def _kept(utdrag: Utdrag, idag: date) -> tuple[Sparas, ...]:
    """Each kind of documents with the rule that keeps it longest."""
    sparas = []
    for besked in try_akt(utdrag.akt, idag).besked:
        lagrum = ", ".join(dict.fromkeys(skal.lagrum for skal in besked.skal))
        till = f"tidigast {besked.forfaller:%Y-%m-%d}" if besked.forfaller else "tills vidare"
        sparas.append(Sparas(besked.namn, lagrum, till))
    return tuple(sparas)
