"""The monthly review: who does it, the verdict on each row, and the end of it.

The first verdict stands. Only who gave it takes it back, while the review is open.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from access.actions.aviseringar import notify, put_away
from access.models import Anvandare, Avisering, Roll, Uppdrag
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning import policy
from granskning.actions.avvikelse import open_avvikelse, withdraw_avvikelse
from granskning.actions.fragor import ask, recall
from granskning.actions.granskningsutkast import drop_granskningsutkast
from granskning.fard import fardvag
from granskning.models import Atkomst, Loggranskning
from granskning.models.lage import fakta_of
from granskning.rules.lage import hinder_for_avslut

Utfall = Atkomst.Utfall
NO_TEXT = {
    Utfall.FRAGA: "Skriv vad du vill fråga.",
    Utfall.ANMARKNING: "Skriv vad anmärkningen gäller.",
}


class RedanBedomd(Exception):
    """Somebody else was first. `rad` is the row as it stands."""

    def __init__(self, rad: Atkomst) -> None:
        super().__init__(f"{rad.bedomd_av} har redan bedömt raden.")
        self.rad = rad


@action
def judge(*, rad: Atkomst, utfall: str, text: str = "", actor: Anvandare) -> Atkomst:
    """Give the verdict on one row. `text` is the question, or the remark, which both must have.

    Raises RedanBedomd where a verdict stands, and ValidationError where words are missing, or a
    question is out that nobody has been reminded of yet.
    """
    granskning = _locked(rad.granskning)
    rad = Atkomst.objects.select_for_update(of=("self",)).select_related("bedomd_av").get(pk=rad.pk)
    rad.granskning = granskning
    require(policy.may_judge_atkomst(actor, rad))
    if rad.utfall not in {"", Utfall.FRAGA}:
        raise RedanBedomd(rad)
    ute = rad.fragor.unanswered().first()
    if ute is not None and (ute.paminnd is None or utfall == Utfall.FRAGA):
        raise RedanBedomd(rad)
    if utfall in NO_TEXT and not text.strip():
        raise ValidationError(NO_TEXT[Utfall(utfall)], code=utfall)
    if ute is not None:
        recall(fraga=ute, actor=actor)
    if utfall == Utfall.FRAGA:
        ask(rad=rad, text=text, actor=actor)
    _decide(rad, utfall, "" if utfall == Utfall.FRAGA else text, actor)
    if utfall == Utfall.ANMARKNING:
        open_avvikelse(rad=rad, actor=actor)
    drop_granskningsutkast(objekt_id=rad.pk, actor=actor)
    fardvag().follow(granskning, actor=actor)
    _tell_who_else(granskning, actor)
    return rad


def judge_many(*, granskning: Loggranskning, rader: Iterable[Atkomst], actor: Anvandare) -> int:
    """No remark on several rows at once: only rows that the data explains. How many it became.

    Rows that somebody else has judged in the meantime are left as they are.
    """
    antal = 0
    for rad in rader:
        if not rad.is_val_forklarad:
            raise ValidationError("Bara rader med en tydlig förklaring kan bedömas tillsammans.")
        rad.granskning = granskning
        try:
            judge(rad=rad, utfall=Utfall.UTAN_ANMARKNING, actor=actor)
        except RedanBedomd:
            continue
        antal += 1
    return antal


@action
def undo(*, granskning: Loggranskning, actor: Anvandare) -> Atkomst:
    """Take back one's own latest verdict. A question that has its answer is not unasked."""
    granskning = _locked(granskning)
    require(policy.may_review_log(actor, granskning))
    egna = Atkomst.objects.visible_to(actor).filter(granskning=granskning, bedomd_av=actor)
    besvarade = egna.to_judge().values("pk")
    rad = egna.exclude(utfall=Utfall.FRAGA, pk__in=besvarade).order_by("-bedomd").first()
    if rad is None:
        raise ValidationError("Du har ingen bedömning att ta tillbaka.")
    rad = Atkomst.objects.select_for_update(of=("self",)).get(pk=rad.pk)
    if rad.utfall == Utfall.FRAGA:
        for ute in rad.fragor.unanswered():
            recall(fraga=ute, actor=actor)
    withdraw_avvikelse(rad=rad, actor=actor)
    if besvarad := rad.fragor.exclude(besvarad=None).last():
        rad.utfall, rad.bedomd_av, rad.bedomd = Utfall.FRAGA, besvarad.stalld_av, besvarad.stalld
    else:
        rad.utfall, rad.bedomd_av, rad.bedomd = "", None, None
    rad.kommentar = ""
    log.save(rad, actor=actor, verb=Verb.LOGGRANSKNING_UNDO)
    fardvag().follow(granskning, actor=actor)
    return rad


@action
def assign_granskare(
    *, granskning: Loggranskning, granskare: Anvandare, actor: Anvandare
) -> Loggranskning:
    """Say who does the review, or take it over oneself."""
    granskning = _locked(granskning)
    require(policy.may_assign_granskare(actor, granskning))
    if not (decision := policy.may_be_granskare(granskare, granskning)):
        raise ValidationError(decision.reason)
    granskning.granskare = granskare
    log.save(granskning, actor=actor, verb=Verb.LOGGRANSKNING_ASSIGN)
    _notify([granskare], granskning, actor)
    return granskning


@action
def finish(*, granskning: Loggranskning, actor: Anvandare) -> Loggranskning:
    """End the review: every row has its verdict, and nothing in it changes after this."""
    granskning = _locked(granskning)
    require(policy.may_review_log(actor, granskning))
    if hinder := hinder_for_avslut(fakta_of(granskning)):
        raise ValidationError(hinder)
    granskning.avslutad, granskning.avslutad_av = timezone.now(), actor
    log.save(granskning, actor=actor, verb=Verb.LOGGRANSKNING_FINISH)
    fardvag().follow(granskning, actor=actor)
    for slag in (Avisering.Slag.GRANSKNING, Avisering.Slag.GRANSKAS, Avisering.Slag.SVAR):
        put_away(actor, slag, objekt_id=granskning.pk)
    return granskning


def granskare_for(granskning: Loggranskning) -> list[Anvandare]:
    """The log reviewers of the nämnd and of the whole city who may do this review."""
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(
        roll=Roll.LOGGRANSKARE, anvandare__is_active=True
    )
    vilka = {u.anvandare for u in uppdrag.select_related("anvandare")}
    if granskning.granskare is not None:
        vilka.add(granskning.granskare)
    return [vem for vem in vilka if policy.may_review_log(vem, granskning)]


def kandidater_for(granskning: Loggranskning) -> list[Anvandare]:
    """Whom the review can be given to: log reviewers, and who leads another unit of the nämnd."""
    namnden = Q(namnd=granskning.namnd_id)
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(
        Q(roll=Roll.LOGGRANSKARE) & (namnden | Q(namnd=None))
        | Q(roll__in=Roll.ledande()) & namnden,
        anvandare__is_active=True,
    )
    vilka = {rad.anvandare for rad in uppdrag.select_related("anvandare")}
    return [vem for vem in vilka if policy.may_be_granskare(vem, granskning)]


def _locked(granskning: Loggranskning) -> Loggranskning:
    rader = Loggranskning.objects.select_for_update(of=("self",))
    locked: Loggranskning = rader.select_related("namnd", "enhet").get(pk=granskning.pk)
    return locked


def _decide(rad: Atkomst, utfall: str, kommentar: str, actor: Anvandare) -> None:
    rad.utfall = Utfall(utfall)
    rad.kommentar = kommentar
    rad.bedomd_av, rad.bedomd = actor, timezone.now()
    log.save(rad, actor=actor, verb=Verb.LOGGRANSKNING_JUDGE)


def _tell_who_else(granskning: Loggranskning, actor: Anvandare) -> None:
    """Where what is left is nothing for this reviewer, the others are told."""
    kvar = Atkomst.objects.filter(granskning=granskning).to_judge()
    if kvar.exists() and not kvar.visible_to(actor).exists():
        _notify(granskare_for(granskning), granskning, actor)


def _notify(vilka: Iterable[Anvandare], granskning: Loggranskning, actor: Anvandare) -> None:
    notify(
        vilka,
        Avisering.Slag.GRANSKNING,
        objekt_id=granskning.pk,
        referens=granskning.referens,
        actor=actor,
    )
