"""Who may give, confirm, end and review what opens or closes an akt for a time.

Nobody gives to themselves, and nobody leads outside the nämnd where they lead: the nämnd is the
wall (SFS 2001:637 11 §).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from access.models import (
    Anvandare,
    Enhet,
    Javuppgift,
    Jourpass,
    Namnd,
    Nodoppning,
    Roll,
    Uppdrag,
)
from access.models.javuppgift import jav_index
from access.policy import GRANTED, Decision, deny, regel
from access.rules.delegation import decides_by_role

NEKAD_SJALV = deny("Det gäller dig själv. Någon annan måste göra det.")
PA_PLATS = tuple(roll for roll in Roll.handlaggande() if roll != Roll.SOCIALJOUR)
"""Case workers whose own unit is theirs at all hours; the socialjour has a pass."""


@regel
def may_staff(actor: Anvandare, anvandare: Anvandare, namnd_id: UUID | None = None) -> Decision:
    """Decide on absence, cover and delegation for somebody who works where one leads."""
    if actor.pk == anvandare.pk:
        return NEKAD_SJALV
    leder = actor.namnder(Roll.ledande())
    if not leder & ({namnd_id} if namnd_id else anvandare.namnder(Roll.handlaggande())):
        return deny("Bara den som leder i nämnden får bestämma det.")
    return GRANTED


@regel
def may_put_on_call(actor: Anvandare, anvandare: Anvandare, namnd: Namnd) -> Decision:
    """The person has a socialjour duty there; the one who decides leads there, or leads them."""
    if actor.pk == anvandare.pk:
        return NEKAD_SJALV
    jour = [uppdrag for uppdrag in anvandare.uppdrag_nu if uppdrag.roll == Roll.SOCIALJOUR]
    if not any(uppdrag.namnd_id in {None, namnd.pk} for uppdrag in jour):
        return deny(f"{anvandare} har inget uppdrag i socialjouren för {namnd}.")
    jourens = {uppdrag.enhet.namnd_id for uppdrag in jour if uppdrag.enhet is not None}
    if not actor.namnder(Roll.ledande()) & {namnd.pk, *jourens}:
        return deny("Bara den som leder i nämnden eller i jouren får lägga passet.")
    return GRANTED


def on_call_namnder(user: Anvandare) -> set[Any]:
    """The nämnder of the passes that the user is on at this moment."""
    pass_nu = Jourpass.objects.live(timezone.now()).filter(anvandare=user)
    return set(pass_nu.values_list("namnd", flat=True))


def decides(user: Anvandare, arendetyp: str, *, namndkod: str, enhet_id: UUID) -> bool:
    """Whether the delegation order lets the user decide: by role, or by a delegation of theirs."""
    roller = {uppdrag.roll for uppdrag in user.uppdrag_nu}
    if decides_by_role(roller, arendetyp, namndkod, timezone.localdate()):
        return True
    return (arendetyp, enhet_id) in user.delegationer_nu


@regel
def may_break_glass(user: Anvandare) -> Decision:
    if not user.has_roll(Roll.handlaggande()):
        return deny("Nödöppning är till för den som handlägger eller har jour.")
    return GRANTED


def nodoppning_namnder(user: Anvandare) -> set[Any]:
    """Where a number may lead: the nämnder of one's work, and of the pass one is on."""
    return user.namnder(PA_PLATS) | on_call_namnder(user)


def hinder_for_nodoppning(user: Anvandare, akt: tuple[UUID, Enhet] | None) -> bool:
    """Whether jäv or the wall between nämnder keeps the user out. Asked also when there is none."""
    akt_id, namnd_id = (akt[0], akt[1].namnd_id) if akt else (None, None)
    inom = namnd_id in nodoppning_namnder(user)
    return has_jav(user, akt_id) or not inom


def has_jav(user: Anvandare, akt_id: UUID | None) -> bool:
    """By the same database function as every list and the second wall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY(access_jav(%s))", [akt_id, user.pk])
        return bool(cursor.fetchone()[0])


def is_declared_by(user: Anvandare, siffror: str) -> bool:
    """Whether the user has declared the number as their own or a close person's."""
    egna = Javuppgift.objects.in_force().filter(anvandare=user)
    return egna.filter(blindindex=jav_index(siffror)).exists()


@regel
def may_confirm(user: Anvandare, nodoppning: Nodoppning) -> Decision:
    """Be the second person for a protected akt."""
    if user.pk == nodoppning.anvandare_id:
        return NEKAD_SJALV
    if nodoppning.enhet is None or nodoppning.enhet.namnd_id not in user.namnder(Roll.ledande()):
        return deny("Begäran bekräftas av den som leder i aktens nämnd.")
    if has_jav(user, nodoppning.akt_id):
        return deny("Du är jävig. En annan chef måste bekräfta.")
    return GRANTED


@regel
def may_review(user: Anvandare, nodoppning: Nodoppning) -> Decision:
    """Never who opened or confirmed it; a log reviewer not in the unit of who opened."""
    if not user.is_active or user.pk in {nodoppning.anvandare_id, nodoppning.bekraftad_av_id}:
        return NEKAD_SJALV
    if nodoppning.enhet is None:
        return deny("Försöket öppnade ingen akt.")
    if has_jav(user, nodoppning.akt_id):
        return deny("Du är jävig. Någon annan måste granska.")
    if _leads(user, nodoppning.enhet_id):
        return GRANTED
    return _may_review_from_outside(user, nodoppning, nodoppning.enhet)


@regel
def may_end_jav(user: Anvandare, anvandare: Anvandare) -> Decision:
    """Lift what somebody has declared: a decision of whoever leads them."""
    return may_staff(user, anvandare)


@regel
def may_export(user: Anvandare, akt_id: UUID) -> Decision:
    """Take an akt out as a file or on paper: never while it is open by break-glass."""
    if open_nodoppning(user, akt_id) is not None:
        return deny("En nödöppnad akt kan läsas, men inte tas ut eller skrivas ut.")
    return GRANTED


def open_nodoppning(user: Anvandare, akt_id: UUID) -> Nodoppning | None:
    """The break-glass that holds an akt open for the user at this moment."""
    nu = timezone.now()
    return Nodoppning.objects.live(nu).filter(anvandare=user, akt_id=akt_id).first()


def staff_led_by(user: Anvandare) -> Any:
    """Everyone who works with cases in a nämnd where the user leads; the user too."""
    idag = timezone.localdate()
    gallande = Q(uppdrag__till=None) | Q(uppdrag__till__gte=idag)
    return (
        Anvandare.objects.filter(
            gallande,
            is_active=True,
            uppdrag__fran__lte=idag,
            uppdrag__roll__in=Roll.handlaggande(),
            uppdrag__namnd__in=user.namnder(Roll.ledande()),
        )
        .distinct()
        .order_by("namn")
    )


@regel
def may_protect_name(actor: Anvandare, anvandare: Anvandare) -> Decision:
    """Keep a name from people outside: whoever heads a unit of the nämnd, or an administrator."""
    if actor.pk == anvandare.pk:
        return NEKAD_SJALV
    if not protectable_by(actor).filter(pk=anvandare.pk).exists():
        return deny("Det bestäms av en enhetschef i nämnden eller av en administratör.")
    return GRANTED


def protectable_by(user: Anvandare) -> Any:
    """Those whose names the user may protect; the user too."""
    egna = [u for u in user.uppdrag_nu if u.roll in {Roll.ADMINISTRATOR, Roll.ENHETSCHEF}]
    alla = Anvandare.objects.filter(is_active=True, organisation=None).order_by("namn")
    if any(uppdrag.namnd_id is None for uppdrag in egna):
        return alla
    namnder = {uppdrag.namnd_id for uppdrag in egna}
    i_dag = Uppdrag.objects.in_force(timezone.localdate()).filter(namnd__in=namnder)
    return alla.filter(pk__in=i_dag.values("anvandare"))


def _may_review_from_outside(user: Anvandare, nodoppning: Nodoppning, enhet: Enhet) -> Decision:
    if not _reviews_log_of(user, enhet.namnd_id):
        return deny("Nödöppningen granskas av enhetschefen och av loggranskare.")
    if _enheter(user) & (_enheter(nodoppning.anvandare) | {enhet.pk}):
        return deny("Du arbetar i samma enhet. En granskare utifrån måste granska.")
    return GRANTED


def _leads(user: Anvandare, enhet_id: Any) -> bool:
    return any(
        uppdrag.roll == Roll.ENHETSCHEF and uppdrag.enhet_id == enhet_id
        for uppdrag in user.uppdrag_nu
    )


def _reviews_log_of(user: Anvandare, namnd_id: UUID) -> bool:
    return any(
        uppdrag.roll == Roll.LOGGRANSKARE and uppdrag.namnd_id in {None, namnd_id}
        for uppdrag in user.uppdrag_nu
    )


def _enheter(user: Anvandare) -> set[Any]:
    return {uppdrag.enhet_id for uppdrag in user.uppdrag_nu if uppdrag.enhet_id}
