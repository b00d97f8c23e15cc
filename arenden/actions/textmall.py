"""Templates of notes: written by one metodledare, published by another, followed by the next."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.models import Textmall
from arenden.rules.textmall import hinder_for_textmall
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def write_textmall(
    *,
    slag: str,
    namn: str,
    stod: str,
    giltig_fran: date,
    actor: Anvandare,
    ersatter: Textmall | None = None,
) -> Textmall:
    """A draft; with `ersatter`, the wording that will take a published one's place."""
    require(policy.may_keep_textmallar(actor))
    if ersatter is not None and not ersatter.is_publicerad:
        raise ValidationError("Ändra utkastet i stället för att ersätta det.")
    _check(namn, stod)
    mall = Textmall(
        slag=slag,
        namn=namn,
        stod=stod,
        giltig_fran=giltig_fran,
        ersatter=ersatter,
        skriven_av=actor,
    )
    log.save(mall, actor=actor, verb=Verb.TEXTMALL_WRITE)
    return mall


@action
def change_textmall(
    *, mall: Textmall, slag: str, namn: str, stod: str, giltig_fran: date, actor: Anvandare
) -> Textmall:
    row = Textmall.objects.select_for_update().get(pk=mall.pk)
    require(policy.may_change_textmall(actor, row))
    _check(namn, stod)
    row.slag, row.namn, row.stod, row.giltig_fran = slag, namn, stod, giltig_fran
    log.save(row, actor=actor, verb=Verb.TEXTMALL_WRITE)
    return row


@action
def publish_textmall(*, mall: Textmall, actor: Anvandare) -> Textmall:
    """Offer it to those who write; the one that it replaces is offered until the day before."""
    row = Textmall.objects.select_for_update().get(pk=mall.pk)
    require(policy.may_publish_textmall(actor, row))
    _check(row.namn, row.stod)
    if row.ersatter is not None:
        _let_go(row.ersatter, row.giltig_fran - timedelta(days=1), actor)
    row.status = Textmall.Status.PUBLICERAD
    row.publicerad, row.publicerad_av = timezone.now(), actor
    log.save(row, actor=actor, verb=Verb.TEXTMALL_PUBLISH)
    return row


@action
def end_textmall(*, mall: Textmall, till: date, actor: Anvandare) -> Textmall:
    """The last day that it is offered. Notes that began with it keep their words."""
    row = Textmall.objects.select_for_update().get(pk=mall.pk)
    require(policy.may_keep_textmallar(actor))
    if not row.is_publicerad:
        raise ValidationError("Mallen är inte publicerad.")
    row.giltig_till = till
    log.save(row, actor=actor, verb=Verb.TEXTMALL_END)
    return row


def _let_go(tidigare: Textmall, till: date, actor: Anvandare) -> None:
    row = Textmall.objects.select_for_update().get(pk=tidigare.pk)
    if till < row.giltig_fran:
        raise ValidationError(
            f"Den nya mallen måste börja gälla efter den förra, som gäller från {row.giltig_fran}."
        )
    if row.giltig_till is None or row.giltig_till > till:
        row.giltig_till = till
        log.save(row, actor=actor, verb=Verb.TEXTMALL_END)


def _check(namn: str, stod: str) -> None:
    if hinder := hinder_for_textmall(namn, stod):
        raise ValidationError({"stod": hinder})
