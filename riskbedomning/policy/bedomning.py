"""Who may assess, and who may complete. Reading asks `visible_to`."""

from __future__ import annotations

from access.models import Anvandare, Roll
from access.policy import GRANTED, Decision, deny, regel
from arenden.models import Arende
from arenden.policy import may_work
from riskbedomning.models import Bedomning, Bedomningsrad, Faktorsvar, Medlasning
from riskbedomning.models.medlasning import MEDLASARE


@regel
def may_read(user: Anvandare, bedomning: Bedomning) -> Decision:
    if Bedomning.objects.visible_to(user).filter(pk=bedomning.pk).exists():
        return GRANTED
    return deny("Du har inget tillträde till akten.")


@regel
def may_assess(user: Anvandare, arende: Arende) -> Decision:
    """Assessing a child takes a socialsekreterare who works with the case (SoL 25:1)."""
    if not user.has_roll({Roll.SOCIALSEKRETERARE}):
        return deny("Riskbedömningen görs av en socialsekreterare.")
    return may_work(user, arende)


@regel
def may_answer(user: Anvandare, bedomning: Bedomning) -> Decision:
    """Every socialsekreterare in the case may fill in; the named assessor answers for the whole."""
    if bedomning.is_fardig:
        return deny("Bedömningen är färdig och låst. Gör en ny bedömning om något har ändrats.")
    return may_assess(user, bedomning.arende)


@regel
def may_complete(user: Anvandare, bedomning: Bedomning) -> Decision:
    if bedomning.bedomare_id != user.pk:
        return deny(f"Bara {bedomning.bedomare}, som står för bedömningen, kan slutföra den.")
    return may_answer(user, bedomning)


@regel
def may_remove(user: Anvandare, rad: Bedomningsrad) -> Decision:
    """What somebody wrote is taken out by them, or by whoever answers for the whole."""
    if user.pk not in (rad.skriven_av_id, rad.bedomning.bedomare_id):
        return deny(f"Det tas bort av {rad.skriven_av}, som skrev det, eller av bedömaren.")
    return may_answer(user, rad.bedomning)


@regel
def may_second_read(user: Anvandare, bedomning: Bedomning) -> Decision:
    """Four eyes: another competent person, who has neither assessed nor filled anything in."""
    if bedomning.is_fardig:
        return deny("Bedömningen är färdig och låst.")
    if bedomning.bedomare_id == user.pk:
        return deny("Du står själv för bedömningen. Någon annan behöver läsa med.")
    if not user.has_roll(MEDLASARE):
        return deny("En annan socialsekreterare eller en gruppledare läser med.")
    if bedomning.arende.avslutat is not None:
        return deny("Ärendet är avslutat. Det går att läsa men inte att ändra.")
    if Faktorsvar.historik.filter(bedomning_id=bedomning.pk, andrad_av=user).exists():
        return deny("Du har själv fyllt i bedömningen. Någon annan behöver läsa med.")
    return may_read(user, bedomning)


@regel
def may_answer_medlasning(user: Anvandare, medlasning: Medlasning) -> Decision:
    if medlasning.besvarad is not None:
        return deny("Medläsningen är redan besvarad. Båda texterna står kvar.")
    return may_complete(user, medlasning.bedomning)
