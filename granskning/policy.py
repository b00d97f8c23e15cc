"""Who may review a break-glass or the log of a month, and which they are shown."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from access.behorighet import PA_PLATS, decides, may_review
from access.models import Anvandare, Niva, Nodoppning, Roll
from access.policy import GRANTED, Decision, deny, has_niva, regel
from granskning.models import Atkomst, Avvikelse, Granskningsfraga, Loggranskning, Utdrag
from granskning.models.granskare import HELA_STADEN
from granskning.models.larm import Larm


def nodoppningar_for(user: Anvandare) -> QuerySet[Nodoppning]:
    """Opened akter that the user may review or follow: never those they opened themselves."""
    nagot = Q(pk__in=[])
    for uppdrag in user.uppdrag_nu:
        if uppdrag.roll == Roll.ENHETSCHEF and uppdrag.enhet_id:
            nagot |= Q(enhet=uppdrag.enhet_id)
        if uppdrag.roll in {Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}:
            nagot |= Q(enhet__namnd=uppdrag.namnd_id) if uppdrag.namnd_id else HELA_STADEN
    oppnade = Nodoppning.objects.opened().filter(nagot).exclude(anvandare=user)
    return oppnade.select_related("anvandare", "enhet__namnd", "granskning__granskad_av")


@regel
def may_judge(user: Anvandare, nodoppning: Nodoppning) -> Decision:
    """Give the verdict: once, by a reviewer who has no part in it."""
    if hasattr(nodoppning, "granskning"):
        return deny("Nödöppningen är redan granskad.")
    return may_review(user, nodoppning)


@regel
def may_review_log(user: Anvandare, granskning: Loggranskning) -> Decision:
    """Judge a month of a unit: from outside it, as a log reviewer or as the one named."""
    if granskning.avslutad is not None:
        return deny("Granskningen är avslutad.")
    return may_conclude(user, granskning)


@regel
def may_conclude(user: Anvandare, granskning: Loggranskning) -> Decision:
    """Put the protocol to it, when everything is judged: the same people."""
    return may_be_granskare(user, granskning, is_named=user.pk == granskning.granskare_id)


@regel
def may_be_granskare(
    user: Anvandare, granskning: Loggranskning, *, is_named: bool = True
) -> Decision:
    """A log reviewer of the nämnd or the city; if named, also who leads another of its units."""
    if granskning.enhet_id in {u.enhet_id for u in user.uppdrag_nu if u.enhet_id}:
        return deny("Den som arbetar i enheten granskar den inte.")
    if _reviews_log_of(user, granskning):
        return GRANTED
    if is_named and granskning.enhet_id and granskning.namnd_id in user.namnder(Roll.ledande()):
        return GRANTED
    return deny("Granskningen görs av en loggranskare, eller av den som leder en annan enhet.")


@regel
def may_judge_atkomst(user: Anvandare, rad: Atkomst) -> Decision:
    """Give the verdict on one row: never on one's own acts, nor under jäv."""
    if rad.aktor_id == user.pk:
        return deny("Raden gäller dig själv. Någon annan granskar den.")
    if not (decision := may_review_log(user, rad.granskning)):
        return decision
    if not Atkomst.objects.visible_to(user).filter(pk=rad.pk).exists():
        return deny("Du är jävig i akten. Någon annan granskar raden.")
    return GRANTED


@regel
def may_assign_granskare(user: Anvandare, granskning: Loggranskning) -> Decision:
    """Say who reviews: a log reviewer, or the head of the unit, who never reviews it themselves."""
    if granskning.avslutad is not None:
        return deny("Granskningen är avslutad.")
    leder = {u.enhet_id for u in user.uppdrag_nu if u.roll == Roll.ENHETSCHEF and u.enhet_id}
    if granskning.enhet_id in leder or (
        _reviews_log_of(user, granskning) and may_review_log(user, granskning)
    ):
        return GRANTED
    return deny("Granskare utses av en loggranskare eller av enhetens chef.")


@regel
def may_answer(user: Anvandare, fraga: Granskningsfraga) -> Decision:
    """Only who was asked, once."""
    if fraga.till_id != user.pk or fraga.aterkallad is not None:
        return deny("Frågan är inte ställd till dig.")
    if fraga.besvarad is not None:
        return deny("Frågan är redan besvarad.")
    return GRANTED


@regel
def may_move_granskning(user: Anvandare, granskning: Loggranskning) -> Decision:
    """Bring a waiting review on: its reviewers by a verdict, and who was asked by an answer."""
    fragor = Granskningsfraga.objects.filter(atkomst__granskning=granskning, till=user)
    return GRANTED if fragor.exists() else may_review_log(user, granskning)


@regel
def may_investigate(user: Anvandare, avvikelse: Avvikelse) -> Decision:
    """Work with a deviation: whoever answers for it, or reviews the log of its nämnd."""
    if avvikelse.avslutad is not None:
        return deny("Avvikelsen är avslutad.")
    if user.pk == avvikelse.aktor_id:
        return deny("Avvikelsen gäller din egen åtkomst.")
    if user.pk == avvikelse.ansvarig_id and user.has_roll({Roll.ENHETSCHEF, Roll.LOGGRANSKARE}):
        return GRANTED
    if _reviews_log_of(user, avvikelse.atkomst.granskning) and _is_outside(user, avvikelse):
        return GRANTED
    return deny("Avvikelsen utreds av den som är ansvarig, eller av en loggranskare.")


@regel
def may_answer_for(user: Anvandare, avvikelse: Avvikelse) -> Decision:
    """Be made responsible: the head of the employee's unit, or a log reviewer from outside it."""
    if user.pk == avvikelse.aktor_id:
        return deny("Ingen svarar för en avvikelse som gäller den egna åtkomsten.")
    enhet_id = avvikelse.atkomst.granskning.enhet_id
    leder = {u.enhet_id for u in user.uppdrag_nu if u.roll == Roll.ENHETSCHEF and u.enhet_id}
    if enhet_id in leder:
        return GRANTED
    if _reviews_log_of(user, avvikelse.atkomst.granskning) and _is_outside(user, avvikelse):
        return GRANTED
    return deny("Ansvarig är enhetens chef, eller en loggranskare utanför enheten.")


@regel
def may_take_evidence(user: Anvandare, avvikelse: Avvikelse) -> Decision:
    """Take entries out of the log with their proofs: also when all is over, as for the police."""
    if user.pk != avvikelse.aktor_id and Avvikelse.objects.visible_to(user).filter(pk=avvikelse.pk):
        return GRANTED
    return deny("Bevis tas ut av den som utreder avvikelsen.")


def _is_outside(user: Anvandare, avvikelse: Avvikelse) -> bool:
    return avvikelse.atkomst.granskning.enhet_id not in {
        u.enhet_id for u in user.uppdrag_nu if u.enhet_id
    }


def _reviews_log_of(user: Anvandare, granskning: Loggranskning) -> bool:
    return any(
        uppdrag.roll == Roll.LOGGRANSKARE and uppdrag.namnd_id in {None, granskning.namnd_id}
        for uppdrag in user.uppdrag_nu
    )


LARMROLLER = frozenset({Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD, Roll.ADMINISTRATOR})
"""Whom the page on the health of the log is for."""


@regel
def may_follow_larm(user: Anvandare, larm: Larm) -> Decision:
    """Acknowledge an alarm and tick off its steps, while it lasts."""
    if larm.avslutad is not None:
        return deny("Larmet är avslutat.")
    if not user.has_roll(LARMROLLER):
        return deny("Larm om loggen följs av loggranskare, dataskyddsombud och administratör.")
    return GRANTED


@regel
def may_close_larm(user: Anvandare, larm: Larm) -> Decision:
    """End an incident: never whoever runs the system, who may be part of it."""
    if not larm.is_incident:
        return deny("Larmet upphör av sig självt när felet är avhjälpt.")
    if not user.has_roll({Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}):
        return deny("Ett sådant larm avslutas av en loggranskare eller dataskyddsombudet.")
    return may_follow_larm(user, larm)


@regel
def may_ask_utdrag(user: Anvandare, akt_id: UUID) -> Decision:
    """Take in a request for an extract: whoever works with the akt, closed ärenden or not."""
    if not user.has_roll(PA_PLATS):
        return deny("Begäran om utdrag tas om hand av socialtjänstens handläggare.")
    if not has_niva(user, Niva.ARBETA, akt_id=akt_id):
        return deny("Du är inte handläggare i ärendet.")
    return GRANTED


@regel
def may_prepare_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    if not utdrag.is_open:
        return deny("Begäran är redan avgjord.")
    return may_ask_utdrag(user, utdrag.akt_id)


@regel
def may_try_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    """Weigh each item, until all of it has been handed on for decision."""
    if utdrag.framtagen is None:
        return deny("Utdraget är inte framtaget än.")
    if utdrag.provad is not None:
        return deny("Utdraget väntar på beslut. Ta tillbaka det för att ändra.")
    return may_prepare_utdrag(user, utdrag)


@regel
def may_take_back_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    """Open what was tried anew: whoever works with it, or whoever would have decided."""
    if utdrag.provad is None:
        return deny("Utdraget prövas redan.")
    return may_prepare_utdrag(user, utdrag)


@regel
def may_release_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    """Four eyes: whoever built or tried it does not decide that it is given out."""
    if utdrag.is_open and utdrag.provad is None:
        return deny("Utdraget är inte färdigprövat.")
    return _may_decide_utdrag(user, utdrag)


@regel
def may_refuse_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    return _may_decide_utdrag(user, utdrag)


@regel
def may_fetch_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    """Take out the files: when somebody has decided that they are given out, never before."""
    if utdrag.lamnad is None:
        return deny("Utdraget får inte tas ut innan någon har beslutat att lämna ut det.")
    if not user.has_roll(PA_PLATS) or not has_niva(user, Niva.LASA, akt_id=utdrag.akt_id):
        return deny("Du har inget tillträde till akten.")
    return GRANTED


@regel
def may_deliver_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    if utdrag.lamnad is None or utdrag.levererad is not None:
        return deny("Det finns inget utdrag att lämna över.")
    return may_ask_utdrag(user, utdrag.akt_id)


def _may_decide_utdrag(user: Anvandare, utdrag: Utdrag) -> Decision:
    if not utdrag.is_open:
        return deny("Begäran är redan avgjord.")
    if user.pk in {utdrag.framtagen_av_id, utdrag.provad_av_id}:
        return deny("Du har själv tagit fram eller prövat utdraget. Någon annan måste besluta.")
    enhet_id = utdrag.akt.enhet_id
    if not decides(user, "utlamnande", namndkod=utdrag.namnd.kod, enhet_id=enhet_id):
        return deny("Beslutet fattas av gruppledare, enhetschef eller den som har delegation.")
    if not has_niva(user, Niva.BESLUTA, akt_id=utdrag.akt_id):
        return deny("Akten hör till en annan enhet.")
    return GRANTED
