"""A flow as a Petri net in PNML, for other people's tools."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from insatser.rules.graf import Graf, Kant, Nod

Overgang = tuple[str, list[str], list[str]]
"""The label, empty where nobody does anything, and the places before and after."""


def pnml(graf: Graf) -> str:
    overgangar = [ett for nod in graf.noder.values() for ett in _transitions(graf, nod)]
    platser = dict.fromkeys(plats for _, fore, efter in overgangar for plats in (*fore, *efter))
    delar = [_place(plats) for plats in platser]
    for nummer, (namn, fore, efter) in enumerate(overgangar):
        delar.append(_transition(f"t{nummer}", namn))
        delar += [_arc(plats, f"t{nummer}") for plats in fore]
        delar += [_arc(f"t{nummer}", plats) for plats in efter]
    slut = '<place idref="slut"><text>1</text></place>'
    return (
        '<pnml><net id="flode" type="http://www.pnml.org/version-2009/grammar/pnmlcoremodel">'
        f'<page id="sida">{"".join(delar)}</page>'
        f"<finalmarkings><marking>{slut}</marking></finalmarkings></net></pnml>"
    )


def _transitions(graf: Graf, nod: Nod) -> Iterator[Overgang]:
    ut = [_plats(graf, kant) for kant in graf.ways_from(nod.namn)]
    if nod.slag == "borjan":
        yield "", ["start"], ut
    elif nod.slag == "slut":
        yield "", [f"fore_{nod.namn}"], ["slut"]
    elif nod.slag == "vagval":
        yield from (("", [f"fore_{nod.namn}"], [plats]) for plats in ut)
    elif nod.slag == "samla":
        yield "", [_plats(graf, kant) for kant in graf.ways_to(nod.namn)], ut
    else:
        yield nod.titel if nod.is_steg else "", [f"fore_{nod.namn}"], ut


def _plats(graf: Graf, kant: Kant) -> str:
    """Ways into a gathering have a place each; into anything else they share one."""
    if graf.noder[kant.till].slag == "samla":
        return f"vag_{graf.kanter.index(kant)}"
    return f"fore_{kant.till}"


def _place(plats: str) -> str:
    markerad = "<initialMarking><text>1</text></initialMarking>" if plats == "start" else ""
    return f"<place id={quoteattr(plats)}><name><text>{plats}</text></name>{markerad}</place>"


def _transition(id_: str, namn: str) -> str:
    if not namn:
        verktyg = '<toolspecific tool="ProM" version="6.4" activity="$invisible$"/>'
        return f'<transition id="{id_}"><name><text>{id_}</text></name>{verktyg}</transition>'
    return f'<transition id="{id_}"><name><text>{escape(namn)}</text></name></transition>'


def _arc(fran: str, till: str) -> str:
    return f'<arc id="{fran}-{till}" source="{fran}" target="{till}"/>'
