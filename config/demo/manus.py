"""When each thing in a case happens, planned backwards from where the case stands now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from django.utils import timezone

from arenden.models import Steg
from arenden.rules.frister import is_rest_day
from config.demo import avslut, dokument, genomforande, handelser, planen, teamform
from config.demo.gang import Gang
from config.demo.instrument import note_extern
from config.demo.oden import LUL, OROS, SKOLSOCIALT, TREFAS
from config.demo.rum import FOLJER_FRANVARO, UTAN_SAMTYCKE, Rum
from config.demo.tidslinje import Tidslinje

UTREDNING_UTAN_FORLANGNING = (55, 115)
NOTE_DAYS = (9, 26, 48, 77, 103)
RUND_DAYS = (54, 59)
SESSION_DAYS = (6, 14, 23, 31, 40, 48)
MOTESTAKT = 26
NY_BEDOMNING = 36
"""Days into the last round when the child is assessed anew."""
AT_ONCE = timedelta(minutes=5)
DYGNET_RUNT = (Steg.SKYDDSBEDOMNING, Steg.FORHANDSBEDOMNING)
"""Reports that are still new keep the hour they came; older ones came on a working day."""


class Manus:
    """The script of one case: what carries it on, and what happens beside, in days from receipt."""

    def __init__(self, gang: Gang) -> None:
        self._gang = gang
        self._dag = 0.0
        self._rader: list[tuple[float, Callable[[], object]]] = []
        self._stannat = self._slut = False

    def go_on(self, dagar: float, gor: Callable[[], object]) -> None:
        """What takes the case further, some days after what did so before."""
        if self._stannat:
            self._slut = True
            return
        self._dag += dagar
        self._rader.append((self._dag, gor))

    def beside(self, dagar: float, gor: Callable[[], object]) -> None:
        """Something in the step where the case is, some days after it came there."""
        if not self._slut:
            self._rader.append((self._dag + dagar, gor))

    def arrive(self, steg: Steg) -> None:
        if steg == self._gang.ode.stannar:
            self._stannat = True

    def put_on(self, linje: Tidslinje, *, nu: datetime, start: datetime | None = None) -> datetime:
        """Place it so that the case stands where it should now; returns the moment of receipt.

        `start` is that moment when somebody else's case already has it.
        """
        vilar = self._gang.ode.vilar * self._gang.slump.uniform(0.97, 1.03)
        if start is None:
            start = self._receipt(nu - timedelta(days=self._dag + vilar))
        self._gang.mottaget = start
        forra = start - AT_ONCE
        for dagar, gor in sorted(self._rader, key=lambda rad: rad[0]):
            onskat = start + timedelta(days=dagar)
            if onskat < nu:
                forra = max(forra + AT_ONCE, self._moment(onskat) if dagar else start)
                linje.add(forra, gor)
        return start

    def _receipt(self, onskat: datetime) -> datetime:
        return onskat if self._gang.ode.stannar in DYGNET_RUNT else self._moment(onskat)

    def _moment(self, onskat: datetime) -> datetime:
        """The latest office hour before the wanted moment."""
        slump = self._gang.slump
        lokal = timezone.localtime(onskat)
        dag, klockan = lokal.date(), time(slump.randint(8, 16), slump.randrange(60))
        if klockan > lokal.time():
            dag -= timedelta(days=1)
        while is_rest_day(dag):
            dag -= timedelta(days=1)
        return timezone.make_aware(datetime.combine(dag, klockan))


def write_manus(gang: Gang) -> Manus:
    """The whole way that the case's fate says, to where it stands or ends."""
    manus, ode, slump = Manus(gang), gang.ode, gang.slump
    if gang.is_named_first:
        manus.go_on(0, gang.receive)
    if ode.slag in (OROS, LUL):
        manus.arrive(Steg.SKYDDSBEDOMNING)
        manus.go_on(slump.uniform(0.1, 0.7), gang.protect)
    if ode.slag in (OROS, LUL, TREFAS):
        manus.arrive(Steg.FORHANDSBEDOMNING)
        if "utkast" in ode.extra:
            manus.beside(2, partial(gang.leave_draft, "forhandsbedomning"))
        if ode.slag == LUL:
            manus.beside(7.5, gang.give_yttrande)
        manus.go_on(slump.uniform(4, 12), gang.open)
    if ode.slut == "inte_inledd":
        manus.beside(1, gang.tell_reporter)
        return manus
    if ode.slag == SKOLSOCIALT:
        manus.go_on(1, gang.assign)
    else:
        _utred(manus, gang)
        if ode.slut in ("utan_insats", "avslag"):
            return manus
    _carry_out(manus, gang)
    return manus


def _utred(manus: Manus, gang: Gang) -> None:
    """The utredning to its decision; one that nobody has been given stands still."""
    ode, slump = gang.ode, gang.slump
    langd = slump.uniform(*UTREDNING_UTAN_FORLANGNING)
    manus.arrive(Steg.UNDERRATTELSE)
    manus.go_on(0.2, gang.tell_berorda)
    manus.arrive(Steg.UTREDNING)
    manus.beside(0.7, gang.tell_reporter)
    _hand_over(manus, gang)
    if "ej_tilldelad" in ode.extra:
        manus.go_on(langd, gang.complete_utredning)
        return
    for dag in NOTE_DAYS:
        if dag < langd - 1:
            manus.beside(dag, gang.note)
    if "handling" in ode.extra:
        manus.beside(8, partial(dokument.ask_skola, gang))
        manus.beside(13, gang.receive_intyg)
    if "utkast_utredning" in ode.extra:
        manus.beside(12, partial(gang.leave_draft, "utredning"))
    if "bilagd" in ode.extra:
        manus.beside(31, gang.receive)
        manus.beside(31.4, gang.protect)
    if "lagforing" in ode.extra:
        manus.beside(20, gang.note_lagforing)
        manus.beside(33, partial(note_extern, gang))
    if "forlangd" in ode.extra:
        manus.beside(langd, gang.extend)
    manus.beside(langd * 0.25, gang.begin_assessment)
    manus.beside(langd * 0.6, gang.write_note)
    manus.beside(langd * 0.8, gang.finish_assessment)
    manus.beside(langd * 0.9, gang.write_utredning)
    manus.go_on(langd, gang.complete_utredning)
    _decide(manus, gang)


def _decide(manus: Manus, gang: Gang) -> None:
    """The proposal, the answer of whoever it goes against, the decision, and that they got it."""
    slump = gang.slump
    manus.arrive(Steg.BESLUTSFORSLAG)
    manus.go_on(slump.uniform(1, 6), gang.propose)
    if "aterremiss" in gang.ode.extra:
        manus.go_on(2, gang.hand_back)
        manus.go_on(4, gang.propose)
    if gang.is_heard_first:
        manus.arrive(Steg.KOMMUNICERING)
        manus.beside(0.2, partial(dokument.prepare_underlag, gang))
        manus.beside(0.3, gang.send_material)
        manus.go_on(11, gang.receive_answer)
    manus.arrive(Steg.BESLUT)
    manus.go_on(slump.uniform(1, 5), gang.decide)
    manus.beside(2, gang.deliver)
    if gang.is_heard_first:
        manus.beside(27, gang.let_the_decision_stand)


def _hand_over(manus: Manus, gang: Gang) -> None:
    if "ej_tilldelad" not in gang.ode.extra:
        manus.beside(1.5, gang.assign)
    if "jav" in gang.ode.extra:
        manus.beside(3, partial(handelser.declare_jav, gang))
        manus.beside(3.5, partial(handelser.reassign, gang))
    if gang.barn.skyddsniva == "skyddad_folkbokforing":
        manus.beside(6, partial(handelser.name_colleague, gang))
        manus.beside(7, partial(handelser.open_fack, gang))


def _carry_out(manus: Manus, gang: Gang) -> None:
    ode, slump = gang.ode, gang.slump
    _plan(manus, gang, is_new=True)
    for runda in range(1, ode.rundor + 1):
        if runda == ode.rundor:
            manus.arrive(Steg.UPPFOLJNING)
        _between_rounds(manus, gang)
        if runda == ode.rundor and "ny_bedomning" in ode.extra:
            manus.beside(NY_BEDOMNING, gang.begin_assessment)
            manus.beside(NY_BEDOMNING + 5, gang.finish_assessment)
        dagar = slump.uniform(*RUND_DAYS)
        if runda == ode.rundor:
            manus.go_on(dagar, partial(planen.follow_up_for_the_last_time, gang))
        elif runda == 1 and "andra" in ode.extra:
            manus.go_on(dagar, partial(planen.change_plan, gang))
            _plan(manus, gang, is_new=False)
        else:
            manus.go_on(dagar, partial(planen.follow_up, gang))
    manus.arrive(Steg.AVSLUT)
    if "utkast_avslut" in ode.extra:
        manus.beside(1, partial(gang.leave_draft, "avslut"))
    manus.go_on(slump.uniform(2, 8), partial(planen.close, gang))
    avslut.follow_afterwards(manus, gang)


def _plan(manus: Manus, gang: Gang, *, is_new: bool) -> None:
    slump = gang.slump
    manus.arrive(Steg.PLAN)
    manus.beside(2.5, partial(planen.start_plan, gang))
    manus.go_on(slump.uniform(7, 12), partial(planen.put_plan_in_force, gang))
    if gang.ode.team and is_new:
        manus.arrive(Steg.TEAM)
        manus.go_on(slump.uniform(3, 8), gang.gather_team)
        if teamform.has_form(gang):
            manus.beside(0, partial(teamform.enter, gang))
    manus.arrive(Steg.INSATS)
    manus.go_on(slump.uniform(2, 8), partial(planen.start_insats, gang))
    if is_new and teamform.has_form(gang):
        manus.beside(0, partial(teamform.begin_support, gang))


def _between_rounds(manus: Manus, gang: Gang) -> None:
    for dag in SESSION_DAYS[:2] if "elev" in gang.ode.extra else SESSION_DAYS:
        manus.beside(dag + gang.slump.uniform(0, 4), partial(genomforande.hold_session, gang))
    for dag in (11, 28, 45):
        manus.beside(dag, gang.write_note)
        manus.beside(dag + 8, gang.sign_notes)
    if gang.ode.team:
        _in_the_room(manus, gang)


def _in_the_room(manus: Manus, gang: Gang) -> None:
    def beside(dagar: float, what: Callable[[Rum, Gang], object]) -> None:
        manus.beside(dagar, partial(gang.in_room, what))

    if gang.ode.team in FOLJER_FRANVARO:
        for dag in (7, 14, 21):
            beside(dag, Rum.count_absence)
    if "elev" in gang.ode.extra:
        return
    for dag in range(4, 56, MOTESTAKT):
        beside(dag, Rum.meet)
        if teamform.has_form(gang) and (gang.ode.team == UTAN_SAMTYCKE or dag > MOTESTAKT):
            manus.beside(dag, partial(teamform.go_round, gang))
    for dag in (9, 27):
        beside(dag, Rum.act)
    beside(12, Rum.pass_on)
    beside(13, Rum.decline)
    if "aterkallat" in gang.ode.extra:
        beside(30, Rum.withdraw_consent)
    if gang.ode.team == UTAN_SAMTYCKE:
        beside(7, Rum.mark)
