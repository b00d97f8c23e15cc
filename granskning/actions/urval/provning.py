"""One unit's month through the rules: everything is looked at, one list comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from granskning.actions.urval.likhet import Likhet
from granskning.actions.urval.manad import ROWS_AT_A_TIME, Grupp, Manad
from granskning.actions.urval.omgivning import Kunskap
from granskning.actions.urval.vana import habits_of
from granskning.rules.forklaring import Orsak, Sokningar, Tillfalle, chains, explain
from granskning.rules.signaler import Lage, Signal, Vana, is_over, signals_of, weight_of
from granskning.rules.urval import Provad, Urna, lot_of, seed_of


@dataclass(frozen=True)
class Rad:
    """One access with what explains it and what stands out."""

    tillfalle: Tillfalle
    orsak: Orsak
    signaler: tuple[Signal, ...]


def examine(manad: Manad, grupp: Grupp) -> Urna[Rad]:
    """Every access of the group's month, judged by the rules. Memory is bounded by a batch."""
    seed = seed_of(
        rot=bytes(manad.huvud.rot),
        namnd_id=grupp.namnd_id,
        enhet_id=grupp.enhet_id,
        manad=manad.forsta,
    )
    urna: Urna[Rad] = Urna(manad.regelverk)
    likhet = Likhet(grupp.namnd_id, manad.regelverk)
    vanor: dict[UUID, Vana] = {}
    kanda: set[UUID] = set()
    for dagar in _batches(manad.accesses(grupp)):
        nya = {tillfalle.aktor_id for dag in dagar for tillfalle in dag} - kanda
        vanor |= habits_of(nya, manad)
        kanda |= nya
        for rad in _examine_batch(dagar, manad, likhet, vanor):
            urna.put(_judged(rad, manad, seed))
    return urna


def _batches(tillfallen: Iterable[Tillfalle]) -> Iterator[list[list[Tillfalle]]]:
    """Whole days of persons, gathered until there are some hundred accesses."""
    batch: list[list[Tillfalle]] = []
    antal = 0
    for _, dagens in groupby(tillfallen, key=lambda t: (t.aktor_id, t.dag)):
        batch.append(list(dagens))
        antal += len(batch[-1])
        if antal >= ROWS_AT_A_TIME:
            yield batch
            batch, antal = [], 0
    if batch:
        yield batch


def _examine_batch(
    dagar: Sequence[list[Tillfalle]], manad: Manad, likhet: Likhet, vanor: dict[UUID, Vana]
) -> Iterator[Rad]:
    kunskap = Kunskap([tillfalle for dag in dagar for tillfalle in dag], manad.regelverk)
    likhet.load(kunskap.aktorer, kunskap.lagen)
    for dagens in dagar:
        yield from _examine_day(dagens, kunskap, likhet, vanor.get(dagens[0].aktor_id))


def _examine_day(
    dagens: list[Tillfalle], kunskap: Kunskap, likhet: Likhet, vana: Vana | None
) -> Iterator[Rad]:
    """One person's day: how much it was, and which search led where, is seen only as a whole."""
    regelverk = kunskap.regelverk
    sokta = [tid for t in dagens if t.akt_id is None for tid in t.tider]
    oppnade = [tillfalle for tillfalle in dagens if tillfalle.akt_id]
    kedjade = chains([(t, kunskap.has_own(t)) for t in oppnade] if sokta else [], sokta, regelverk)
    tider = [tid for tillfalle in oppnade for tid in tillfalle.tider]
    utan_oppning = Sokningar(sokta, tider).without_opening(regelverk)
    for tillfalle in dagens:
        omgivning = kunskap.omgivning(tillfalle, sokkedja=tillfalle.akt_id in kedjade)
        orsak = explain(tillfalle, omgivning, regelverk)
        lage = _lage(tillfalle, orsak, kunskap, likhet, akter=len(oppnade), vana=vana)
        if tillfalle.akt_id is None:
            lage = Lage(
                tillfalle,
                orsak,
                hade_uppdrag=bool(kunskap.duties(tillfalle)),
                jourpass=kunskap.passes(tillfalle),
                sokningar_utan_oppning=utan_oppning,
            )
        yield Rad(tillfalle, orsak, tuple(signals_of(lage, regelverk)))


def _lage(
    tillfalle: Tillfalle,
    orsak: Orsak,
    kunskap: Kunskap,
    likhet: Likhet,
    *,
    akter: int,
    vana: Vana | None,
) -> Lage:
    vem, akt = tillfalle.aktor_id, tillfalle.akt_id or tillfalle.aktor_id
    aktens = kunskap.lage(tillfalle)
    return Lage(
        tillfalle=tillfalle,
        orsak=orsak,
        samma_efternamn=likhet.has_common_name(vem, akt),
        is_vanligt=likhet.is_common(vem, akt),
        samma_adress=likhet.has_same_address(vem, akt),
        is_kollega=likhet.is_colleague(akt),
        is_narstaende=kunskap.has_declared(tillfalle) or likhet.is_declared_by(vem, akt),
        is_skyddad=aktens is not None and aktens.is_skyddad,
        is_nodoppnad=kunskap.is_nodoppnad(tillfalle),
        enhet_id=aktens.enhet_id if aktens else None,
        enheter=kunskap.units(tillfalle),
        hade_uppdrag=bool(kunskap.duties(tillfalle)),
        eget_slutade=kunskap.own_ended(tillfalle),
        avslutat=kunskap.closed(tillfalle),
        jourpass=kunskap.passes(tillfalle),
        akter_den_dagen=akter,
        vana=vana,
    )


def _judged(rad: Rad, manad: Manad, seed: bytes) -> Provad[Rad]:
    tillfalle, regelverk = rad.tillfalle, manad.regelverk
    vikt = weight_of(rad.signaler, regelverk)
    return Provad(
        tillfalle=rad,
        tid=tillfalle.fran,
        lott=lot_of(seed, aktor_id=tillfalle.aktor_id, akt_id=tillfalle.akt_id, dag=tillfalle.dag),
        grad=rad.orsak.grad,
        vikt=vikt,
        antal_signaler=len(rad.signaler),
        is_over_ribban=is_over(vikt, rad.orsak.grad, regelverk),
    )
