"""A vignette's way: written by one method leader, reviewed by another, published, withdrawn."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.models import Vinjett
from riskbedomning.rules.vinjett import hinder_for_text


@action
def write_vinjett(*, rubrik: str, text: str, alder: int, actor: Anvandare) -> Vinjett:
    """A new draft. Raises ValidationError for what could point to somebody."""
    require(policy.may_keep_vinjetter(actor))
    _require_about_nobody(rubrik, text)
    vinjett = Vinjett(rubrik=rubrik, text=text, alder=alder, skriven_av=actor)
    log.save(vinjett, actor=actor, verb=Verb.VINJETT_WRITE)
    return vinjett


@action
def change_vinjett(
    *, vinjett: Vinjett, rubrik: str, text: str, alder: int, actor: Anvandare
) -> Vinjett:
    """New words before it is published; what was reviewed is to be reviewed again."""
    row = _locked(vinjett)
    require(policy.may_change_vinjett(actor, row))
    _require_about_nobody(rubrik, text)
    row.rubrik, row.text, row.alder = rubrik, text, alder
    row.status, row.granskad_av = Vinjett.Status.UTKAST, None
    log.save(row, actor=actor, verb=Verb.VINJETT_WRITE)
    return row


@action
def review_vinjett(*, vinjett: Vinjett, actor: Anvandare) -> Vinjett:
    """Another method leader has read it, and finds that it is about nobody."""
    row = _locked(vinjett)
    require(policy.may_review_vinjett(actor, row))
    row.status, row.granskad_av = Vinjett.Status.GRANSKAD, actor
    log.save(row, actor=actor, verb=Verb.VINJETT_REVIEW)
    return row


@action
def publish_vinjett(*, vinjett: Vinjett, actor: Anvandare) -> Vinjett:
    """From now on it is frozen, and rounds may be opened with it."""
    row = _locked(vinjett)
    require(policy.may_publish_vinjett(actor, row))
    row.status, row.publicerad = Vinjett.Status.PUBLICERAD, timezone.now()
    log.save(row, actor=actor, verb=Verb.VINJETT_PUBLISH)
    return row


@action
def withdraw_vinjett(*, vinjett: Vinjett, actor: Anvandare) -> Vinjett:
    """No new round is opened with it. Rounds that have begun go on, and their outcomes stay."""
    row = _locked(vinjett)
    require(policy.may_withdraw_vinjett(actor, row))
    row.status = Vinjett.Status.TILLBAKADRAGEN
    log.save(row, actor=actor, verb=Verb.VINJETT_WITHDRAW)
    return row


def _locked(vinjett: Vinjett) -> Vinjett:
    return Vinjett.objects.select_for_update().get(pk=vinjett.pk)


def _require_about_nobody(rubrik: str, text: str) -> None:
    if hinder := hinder_for_text(f"{rubrik}\n{text}"):
        raise ValidationError({"text": hinder})
