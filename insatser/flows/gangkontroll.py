"""Proof that the stored flow of an arbetsgång, its invitations and its clocks follow the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from arenden.models import Frist
from arenden.rules.frister import DAG_SATT_AV_ANNAN, fristslag
from insatser.flows.arbetsgang import Arbetsgangsflode, open_tasks
from insatser.flows.definition import definition_hash, graf_of
from insatser.models import Arbetsgang
from insatser.rules.graf import Graf, OmojligVag, Plats, replay


def gang_disagreements(gang: Arbetsgang) -> Iterator[str]:
    """Every way in which an arbetsgång differs from its facts; nothing when they agree."""
    from insatser.flows.register import VERSIONER  # which reads the ärendeflöde's own check

    flode = VERSIONER.get((gang.flode, gang.flodesversion))
    if flode is None or definition_hash(flode) != gang.definition:
        yield f"{gang}: flödets definition är inte den som arbetsgången startade i"
        return
    try:
        plats = replay(graf_of(flode), gang.utfall.as_facts())
    except OmojligVag as fel:
        yield f"{gang}: {fel}"
        return
    oppna = Counter(task.flow_task.name for task in open_tasks([gang]))
    yield from _place(gang, plats, oppna)
    yield from _invitations(gang, graf_of(flode), oppna)
    yield from _clocks(gang, flode, plats)


def _place(gang: Arbetsgang, plats: Plats, oppna: Counter[str]) -> Iterator[str]:
    if set(oppna) != plats.oppna:
        star, ska = sorted(oppna), sorted(plats.oppna)
        yield f"{gang}: flödet står i {star or 'inget'}, fakta säger {ska or 'inget'}"
    if gang.slut != plats.slut:
        yield f"{gang}: slutet är «{gang.slut}», fakta säger «{plats.slut}»"
    if (gang.avslutad is None) is (gang.process.finished is not None):
        yield f"{gang}: arbetsgången och dess lagrade flöde är inte avslutade samtidigt"


def _invitations(gang: Arbetsgang, graf: Graf, oppna: Counter[str]) -> Iterator[str]:
    vantar = Counter(gang.inbjudningar.filter(svar=None).values_list("steg", flat=True))
    delade = {nod.namn: oppna[nod.namn] for nod in graf.steg() if nod.slag == "partssteg"}
    for steg, antal in delade.items():
        if vantar[steg] != antal:
            yield f"{gang}: i «{steg}» väntar {antal} uppgifter på {vantar[steg]} parter"


def _clocks(gang: Arbetsgang, flode: type[Arbetsgangsflode], plats: Plats) -> Iterator[str]:
    """A clock runs if and only if its step is open; one to a day that nobody set does not run."""
    noder = graf_of(flode).noder
    ska = {noder[steg].frist for steg in plats.oppna} - {""}
    gar = Frist.objects.filter(kalla=gang.pk).running().values_list("slag", flat=True)
    if gang.dag is None:
        dag = gang.ankare.date()
        ska = {slag for slag in ska if fristslag(slag, dag).budget != DAG_SATT_AV_ANNAN}
    if sorted(gar) != sorted(ska):
        yield f"{gang}: klockorna {sorted(gar) or 'inga'} går, fakta säger {sorted(ska) or 'inga'}"
