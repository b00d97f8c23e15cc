"""Who may write, review and publish an instrument. Reading asks `visible_to`."""

from __future__ import annotations

from access.models import Anvandare, Roll
from access.policy import GRANTED, Decision, deny, regel
from riskbedomning.models import Instrumentversion
from riskbedomning.rules.instrument import UTAN_FAKTORER

Status = Instrumentversion.Status


@regel
def may_keep_instrument(user: Anvandare) -> Decision:
    if not user.has_roll({Roll.METODLEDARE}):
        return deny("Bara en metodledare arbetar med instrument.")
    return GRANTED


@regel
def may_copy_instrument(user: Anvandare, version: Instrumentversion) -> Decision:
    """A new version begins as a copy of one that is published."""
    if not (may := may_keep_instrument(user)):
        return may
    if version.status != Status.PUBLICERAD:
        return deny("Bara en publicerad version kan kopieras till en ny.")
    return GRANTED


@regel
def may_change_instrument(user: Anvandare, version: Instrumentversion) -> Decision:
    """A draft has one author, so that whoever reviews it has written none of it."""
    if not (may := may_keep_instrument(user)):
        return may
    if not version.is_utkast:
        return deny(f"Versionen går inte att ändra: {version.get_status_display().lower()}.")
    if version.forfattare_id != user.pk:
        return deny(f"Utkastet skrivs av {version.forfattare}. Granska det när det skickats.")
    return GRANTED


@regel
def may_add_faktor(user: Anvandare, version: Instrumentversion) -> Decision:
    """What is somebody else's by licence is never copied into ours."""
    if version.instrument.is_licens:
        return deny(UTAN_FAKTORER)
    return may_change_instrument(user, version)


@regel
def may_send_instrument(user: Anvandare, version: Instrumentversion) -> Decision:
    return may_change_instrument(user, version)


@regel
def may_review_instrument(user: Anvandare, version: Instrumentversion) -> Decision:
    if not (may := may_keep_instrument(user)):
        return may
    if version.status != Status.GRANSKAS:
        return deny("Versionen väntar inte på granskning.")
    if version.forfattare_id == user.pk:
        return deny("Du har själv skrivit versionen. En annan metodledare behöver granska den.")
    return GRANTED


@regel
def may_publish_instrument(user: Anvandare, version: Instrumentversion) -> Decision:
    if not (may := may_keep_instrument(user)):
        return may
    if version.status != Status.GRANSKAD:
        return deny("Versionen behöver vara granskad innan den publiceras.")
    return GRANTED
