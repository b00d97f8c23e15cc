"""Who keeps vignettes and rounds, and who answers them."""

from __future__ import annotations

from django.utils import timezone

from access.models import Anvandare, Roll, Uppdrag
from access.policy import GRANTED, Decision, deny, regel
from riskbedomning.models import Kalibreringsomgang, Vinjett, Vinjettsvar


@regel
def may_keep_vinjetter(user: Anvandare) -> Decision:
    if not user.has_roll({Roll.METODLEDARE}):
        return deny("Vinjetter och omgångar sköts av en metodledare.")
    return GRANTED


@regel
def may_change_vinjett(user: Anvandare, vinjett: Vinjett) -> Decision:
    if not (may := may_keep_vinjetter(user)):
        return may
    if vinjett.skriven_av_id != user.pk:
        return deny("Bara den som har skrivit vinjetten ändrar den.")
    if vinjett.publicerad is not None:
        return deny("En publicerad vinjett ändras inte. Skriv en ny.")
    return GRANTED


@regel
def may_review_vinjett(user: Anvandare, vinjett: Vinjett) -> Decision:
    if not (may := may_keep_vinjetter(user)):
        return may
    if vinjett.skriven_av_id == user.pk:
        return deny("Du har själv skrivit vinjetten. En annan metodledare behöver granska den.")
    if vinjett.status != Vinjett.Status.UTKAST:
        return deny("Vinjetten väntar inte på granskning.")
    return GRANTED


@regel
def may_publish_vinjett(user: Anvandare, vinjett: Vinjett) -> Decision:
    if not (may := may_keep_vinjetter(user)):
        return may
    if vinjett.status != Vinjett.Status.GRANSKAD:
        return deny("Vinjetten publiceras när en annan metodledare har granskat den.")
    return GRANTED


@regel
def may_withdraw_vinjett(user: Anvandare, vinjett: Vinjett) -> Decision:
    if not (may := may_keep_vinjetter(user)):
        return may
    if vinjett.status == Vinjett.Status.TILLBAKADRAGEN:
        return deny("Vinjetten är redan tillbakadragen.")
    return GRANTED


@regel
def may_open_omgang(user: Anvandare, vinjett: Vinjett) -> Decision:
    if not (may := may_keep_vinjetter(user)):
        return may
    if vinjett.status != Vinjett.Status.PUBLICERAD:
        return deny("En omgång öppnas med en publicerad vinjett.")
    return GRANTED


@regel
def may_answer_vinjett(
    user: Anvandare, omgang: Kalibreringsomgang, svar: Vinjettsvar | None
) -> Decision:
    """Whoever is invited, while the round is open, until the answers are handed in."""
    if svar is not None and svar.inlamnat is not None:
        return deny("Du har lämnat in dina svar.")
    if invited_uppdrag(user, omgang) is None:
        return deny("Din enhet är inte inbjuden till omgången.")
    if not omgang.is_open(timezone.localdate()):
        return deny("Omgången är inte öppen för svar.")
    return GRANTED


def invited_uppdrag(user: Anvandare, omgang: Kalibreringsomgang) -> Uppdrag | None:
    """The duty that somebody is invited by."""
    enheter = set(omgang.inbjudningar.values_list("enhet_id", flat=True))
    egna = (u for u in user.uppdrag_nu if u.roll == Roll.SOCIALSEKRETERARE)
    return next((uppdrag for uppdrag in egna if uppdrag.enhet_id in enheter), None)
