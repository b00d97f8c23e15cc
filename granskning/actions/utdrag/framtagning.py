"""Building an extract in one step: everything the akt holds as items, each with a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from arenden.models import Anmalan, Identitetsbeteckning
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning.actions.utdrag.begaran import lage_of
from granskning.actions.utdrag.logg import days_of, log_between
from granskning.actions.utdrag.personal import Personal
from granskning.actions.utdrag.rader import Rad, Varde, fingerprint, rader_i_ord
from granskning.models import Utdrag, Utdragspost
from granskning.policy import may_prepare_utdrag
from granskning.rules.avsnitt import LOGG, all_avsnitt, avsnitt_for
from granskning.rules.maskning import (
    Forslag,
    Hemlig,
    Kategori,
    Lage,
    find_strikes,
    is_private_reporter,
    propose,
)
from granskning.rules.utdrag import Slag

Utfall = Utdragspost.Utfall


@dataclass(frozen=True)
class Utkastpost:
    """An item before it is saved."""

    avsnitt: str
    kalla: str
    rubrik: str
    innehall: tuple[tuple[str, str], ...]
    forslag: Forslag
    handelser: tuple[int, ...] = ()
    strukna: tuple[Hemlig, ...] = ()


@action
def build_utdrag(*, utdrag: Utdrag, actor: Anvandare) -> Utdrag:
    """Gather everything anew. What was tried before and reads just the same keeps its verdict.

    The sealed values are opened here, under the reader's own grants; the state of the akt is noted,
    so that a release can tell whether anything has changed since.
    """
    rad = lock(Utdrag, utdrag.pk)
    require(may_prepare_utdrag(actor, rad))
    fore = {_key(post.kalla, post.innehall): post for post in items_of(rad)}
    rad.omgang += 1
    rad.framtagen, rad.framtagen_av = timezone.now(), actor
    rad.provad = rad.provad_av = None
    rad.lage = fingerprint(rad.akt_id)
    log.save(rad, actor=actor, verb=Verb.UTDRAG_BUILD)
    for ordning, utkast in enumerate(_items(rad), start=1):
        post = _new_post(rad, ordning, utkast)
        if tidigare := fore.get(_key(utkast.kalla, utkast.innehall)):
            _keep_verdict(post, tidigare)
        log.save(post, actor=actor, verb=Verb.UTDRAG_ADD_POST)
    return rad


def items_of(utdrag: Utdrag) -> Any:
    """The items of the round that counts, in order."""
    return utdrag.poster.filter(omgang=utdrag.omgang).order_by("ordning")


def _items(utdrag: Utdrag) -> Iterator[Utkastpost]:
    lage = lage_of(utdrag)
    personal = Personal(lage)
    if utdrag.slag == Slag.REGISTERUTDRAG:
        rader = sorted(rader_i_ord(utdrag.akt_id, personal), key=_place)
        hemliga = [*personal.hemliga(), *_reporters(utdrag)]
        egna = [rad.nummer for rad in Identitetsbeteckning.objects.filter(akt=utdrag.akt_id)]
        for rad in rader:
            yield from _items_of_row(rad, lage, hemliga, egna)
    for dag in days_of(log_between(utdrag.akt_id, utdrag.fran, utdrag.till), personal):
        kategori = Kategori.GRANSKNING if dag.is_granskning else Kategori.EGEN
        yield Utkastpost(
            avsnitt=LOGG,
            kalla=f"logg:{dag.dag}:{dag.lasningar[0].handelse}",
            rubrik=f"{dag.dag:%Y-%m-%d}",
            innehall=tuple(dag.innehall()),
            forslag=propose(kategori, lage),
            handelser=tuple(lasning.handelse for lasning in dag.lasningar),
        )


def _place(rad: Rad) -> tuple[int, str, str]:
    return list(all_avsnitt()).index(avsnitt_for(rad.modell)), rad.rubrik[-10:], rad.pk


def _items_of_row(
    rad: Rad, lage: Lage, hemliga: list[Hemlig], egna: list[str]
) -> Iterator[Utkastpost]:
    """One item for what can be told, and one for each ground on which the rest would be masked."""
    grupper: dict[str, list[tuple[Varde, Forslag]]] = {}
    for varde in rad.varden:
        forslag = propose(varde.kategori, lage)
        grupper.setdefault(forslag.grund, []).append((varde, forslag))
    for grund, delar in sorted(grupper.items()):
        texter = [varde.text for varde, _ in delar]
        att_vaga = dict.fromkeys(forslag.observera for _, forslag in delar if forslag.observera)
        yield Utkastpost(
            avsnitt=avsnitt_for(rad.modell),
            kalla=f"{rad.modell}:{rad.pk}:{grund}",
            rubrik=rad.rubrik,
            innehall=tuple((varde.etikett, varde.text) for varde, _ in delar),
            forslag=Forslag(grund, " ".join(att_vaga)),
            strukna=() if grund else tuple(find_strikes(texter, hemliga, egna)),
        )


def _reporters(utdrag: Utdrag) -> list[Hemlig]:
    """Names and numbers of private reporters, to be struck wherever else they are written."""
    hemliga = []
    for anmalan in Anmalan.objects.filter(akt=utdrag.akt_id):
        if is_private_reporter(anmalan.anmalare_kategori, anonym=anmalan.anonym):
            namn = [anmalan.anmalare_namn, *anmalan.anmalare_namn.split()]
            hemliga += [Hemlig(text, "26:5") for text in (*namn, anmalan.anmalare_telefon) if text]
    return hemliga


def _new_post(utdrag: Utdrag, ordning: int, utkast: Utkastpost) -> Utdragspost:
    grund = utkast.forslag.grund
    strukna = sorted({hemlig.text for hemlig in utkast.strukna})
    if not grund and strukna:
        utkast = replace(utkast, forslag=replace(utkast.forslag, grund=utkast.strukna[0].grund))
    return Utdragspost(
        akt_id=utdrag.akt_id,
        namnd_id=utdrag.namnd_id,
        utdrag=utdrag,
        omgang=utdrag.omgang,
        ordning=ordning,
        avsnitt=utkast.avsnitt,
        kalla=utkast.kalla,
        rubrik=utkast.rubrik,
        innehall=[list(par) for par in utkast.innehall],
        handelser=list(utkast.handelser),
        observera=utkast.forslag.observera,
        forslag=utkast.forslag.grund,
        utfall=Utfall.MASKAS if grund else Utfall.DELVIS if strukna else Utfall.LAMNAS,
        grund=utkast.forslag.grund,
        struket=strukna,
    )


def _keep_verdict(post: Utdragspost, tidigare: Utdragspost) -> None:
    if tidigare.provad is None:
        return
    post.utfall, post.grund, post.struket = tidigare.utfall, tidigare.grund, tidigare.struket
    post.motiv, post.provad, post.provad_av = tidigare.motiv, tidigare.provad, tidigare.provad_av


def _key(kalla: str, innehall: Iterable[Iterable[str]]) -> tuple[str, tuple[tuple[str, ...], ...]]:
    return kalla, tuple(tuple(par) for par in innehall)
