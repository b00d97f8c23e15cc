"""Whether a flow is sound: everything wrong with its graph, in words, before anybody travels it.

Soundness is that of workflow nets (van der Aalst 1998), with the ends of BPMN 2.0: from whatever
state a case may come to, it can be over, with nothing left behind; no step or gathering is given
two tokens; every way can be gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from arenden.rules.frister import fristslag
from insatser.rules.graf import Graf, Nod
from insatser.rules.tillstand import explore

VAGAR_UT = {
    "borjan": (1, 1),
    "steg": (1, 1),
    "partssteg": (1, 1),
    "vagval": (2, None),
    "dela": (2, None),
    "samla": (1, 1),
    "slut": (0, 0),
}

SATS = {
    "borjan": "Flödet ska ha en början, och har {antal}.",
    "inget_slut": "Flödet har inget slut.",
    "okand_nod": "Vägen från «{nod}» går till «{till}», som inte finns.",
    "fel_antal_vagar": "«{nod}» har {antal} vägar ut. Det passar inte en nod av slaget {nodslag}.",
    "onadd": "«{nod}» går aldrig att nå.",
    "utan_utgang": "Från «{nod}» leder ingen väg till ett slut.",
    "okant_steg": "«{nod}» frågar efter steget «{steg}», som inte finns.",
    "okant_utfall": "«{nod}» frågar efter utfallet «{kod}», som «{steg}» inte kan få.",
    "samma_villkor": "«{nod}» har två vägar för samma svar, {villkor}.",
    "utan_val": "«{nod}» kan stå utan någon väg som gäller.",
    "dod_vag": "Vägen från «{nod}» till «{till}» går aldrig att ta.",
    "rundgang": "Vägvalen kring «{nod}» kan gå runt utan att någon gör något.",
    "svalter": "«{nod}» kan vänta på någon som aldrig kommer.",
    "overskrids": "«{nod}» kan öppnas en gång till medan det redan är öppet.",
    "tar_inte_slut": "Från «{nod}» kan flödet hamna där det aldrig tar slut.",
    "for_stort": "Flödet har för många lägen för att någon ska kunna överblicka det.",
    "utan_titel": "«{nod}» har inget namn.",
    "samma_titel": "Två steg heter «{nod}».",
    "utan_vem": "«{nod}» säger inte vem som gör det.",
    "utan_may": "«{nod}» har ingen regel för vem som får göra det.",
    "utan_lagrum": "«{nod}» saknar lagrum.",
    "utan_varfor": "«{nod}» säger inte varför det görs.",
    "okand_klocka": "Klockan «{frist}» i «{nod}» finns inte i dag.",
    "tyst_klocka": "Ingen varnas innan klockan «{frist}» i «{nod}» går ut.",
    "okand_annan": "«{nod}» görs av någon annan än i «{steg}», men det steget kommer inte före.",
}


@dataclass(frozen=True)
class Brist:
    """A defect: its kind (a key of SATS), the node where it is, and the sentence that tells."""

    slag: str
    nod: str
    text: str


def find_brister(graf: Graf, dag: date) -> list[Brist]:
    """Everything wrong with a flow that would start on `dag`; nothing when it is sound."""
    brister = list(_loose_ends(graf))
    if not brister:
        brister += [*_choices(graf), *_behaviour(graf)]
    for nod in _steg(graf):
        brister += [*_words(nod), *_clock(nod, dag), *_four_eyes(graf, nod)]
    brister += _same_titles(graf)
    return brister


def _steg(graf: Graf) -> list[Nod]:
    """The steps of any graph, also of one that has no beginning to count them from."""
    return [nod for nod in graf.noder.values() if nod.is_steg]


def _brist(slag: str, nod: str = "", **ord_: object) -> Brist:
    return Brist(slag, nod, SATS[slag].format(nod=nod, **ord_))


def _loose_ends(graf: Graf) -> Iterator[Brist]:
    """What the graph lacks to be a flow at all."""
    slag = Counter(nod.slag for nod in graf.noder.values())
    if slag["borjan"] != 1:
        yield _brist("borjan", antal=slag["borjan"])
    if not slag["slut"]:
        yield _brist("inget_slut")
    okanda = [kant for kant in graf.kanter if {kant.fran, kant.till} - set(graf.noder)]
    for kant in okanda:
        yield _brist("okand_nod", kant.fran, till=kant.till)
    for nod in graf.noder.values():
        antal, (minst, mest) = len(graf.ways_from(nod.namn)), VAGAR_UT[nod.slag]
        if antal < minst or (mest is not None and antal > mest):
            yield _brist("fel_antal_vagar", nod.namn, antal=antal, nodslag=nod.slag)
    if okanda or slag["borjan"] != 1:
        return
    framat = _reached({graf.borjan.namn}, [(kant.fran, kant.till) for kant in graf.kanter])
    slut = {namn for namn, nod in graf.noder.items() if nod.slag == "slut"}
    bakat = _reached(slut, [(kant.till, kant.fran) for kant in graf.kanter])
    yield from (_brist("onadd", namn) for namn in graf.noder if namn not in framat)
    yield from (_brist("utan_utgang", namn) for namn in graf.noder if namn not in bakat)


def _reached(fran: set[str], steg: list[tuple[str, str]]) -> set[str]:
    nadda, queue = set(), list(fran)
    while queue:
        if (namn := queue.pop()) not in nadda:
            nadda.add(namn)
            queue += [till for start, till in steg if start == namn]
    return nadda


def _choices(graf: Graf) -> Iterator[Brist]:
    """Whether gateways ask for outcomes that exist, and for each of them once."""
    koder = {nod.namn: {kod for kod, _ in nod.utfall} for nod in _steg(graf)}
    for kant in graf.kanter:
        steg, is_utfall, kod = kant.villkor.partition("=")
        if not is_utfall:
            continue
        if steg not in koder:
            yield _brist("okant_steg", kant.fran, steg=steg)
        elif kod not in koder[steg]:
            yield _brist("okant_utfall", kant.fran, steg=steg, kod=kod)
    for nod in graf.noder.values():
        lika = Counter(kant.villkor for kant in graf.ways_from(nod.namn) if nod.slag == "vagval")
        for villkor in (villkor for villkor, antal in lika.items() if antal > 1):
            yield _brist("samma_villkor", nod.namn, villkor=villkor or "annars")


def _behaviour(graf: Graf) -> Iterator[Brist]:
    """What goes wrong on the way, found by walking through every state."""
    rymd = explore(graf)
    if not rymd.is_whole:
        yield _brist("for_stort")
        return
    hinder = {
        "utan_val": rymd.utan_val,
        "rundgang": rymd.rundgang,
        "svalter": rymd.starved(),
        "overskrids": rymd.overskridna,
    }
    if any(hinder.values()):
        yield from (_brist(slag, namn) for slag in hinder for namn in sorted(hinder[slag]))
        return
    fast = {steg for tillstand in rymd.without_end() for steg in tillstand.oppna}
    yield from (_brist("tar_inte_slut", namn) for namn in sorted(fast))
    for kant in graf.kanter:
        if kant not in rymd.gangna:
            yield _brist("dod_vag", kant.fran, till=kant.till)


def _words(nod: Nod) -> Iterator[Brist]:
    for falt in ("titel", "vem", "may", "lagrum", "varfor"):
        if not getattr(nod, falt).strip():
            yield _brist(f"utan_{falt}", nod.namn)


def _same_titles(graf: Graf) -> list[Brist]:
    titlar = Counter(nod.titel for nod in _steg(graf) if nod.titel)
    return [_brist("samma_titel", titel) for titel, antal in titlar.items() if antal > 1]


def _clock(nod: Nod, dag: date) -> Iterator[Brist]:
    """A clock without an owner: of a kind that the law does not know, or that warns nobody."""
    if not nod.frist:
        return
    try:
        slag = fristslag(nod.frist, dag)
    except KeyError:
        yield _brist("okand_klocka", nod.namn, frist=nod.frist)
        return
    if not slag.varna_dagar:
        yield _brist("tyst_klocka", nod.namn, frist=nod.frist)


def _four_eyes(graf: Graf, nod: Nod) -> Iterator[Brist]:
    """Four eyes need a first pair: the other step can come before this one."""
    if not nod.annan_an:
        return
    fore = _reached({nod.namn}, [(kant.till, kant.fran) for kant in graf.kanter]) - {nod.namn}
    if nod.annan_an not in fore or not graf.noder[nod.annan_an].is_steg:
        yield _brist("okand_annan", nod.namn, steg=nod.annan_an)
