"""A meeting led on its page: who is there, two layers, what somebody takes on, what is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from access.models import Organisation
from config.demo.parterna import member_of
from config.demo.stad import read
from samverkansteam.actions.atagande import answer_atagande
from samverkansteam.actions.markering import set_markering
from samverkansteam.actions.mote import NyttAtagande, cancel_mote
from samverkansteam.actions.motesrum import close_mote, say, take_on, take_up, write_lager
from samverkansteam.models import Atagande, Lagrum, Mote, Teamarende
from samverkansteam.models.part import Deltagare

if TYPE_CHECKING:
    from config.demo.rum import Rum

TEXT = read("samverkan.json")
Slag = Organisation.Slag
HOR_PA = (Slag.POLIS, Slag.KRIMINALVARD)
"""Who is there at Trefas besides the socialtjänst and the jurist: each ground carries to all."""
GRUNDER = ((Slag.POLIS, "G"), (Slag.KRIMINALVARD, "G"), (Slag.SOCIALTJANST, "P15"))


def call_off(rum: Rum) -> None:
    """The meeting that was planned does not suit; there is one called off in any case."""
    for mote in list(rum.called()) or [rum.call(timezone.now() + timedelta(days=3))]:
        cancel_mote(mote=mote, actor=rum.ledare)


def call(rum: Rum, nar: datetime) -> None:
    """Call a meeting, with an agenda out of what is open, unless one comes as soon."""
    if not rum.called().filter(planerat__range=(timezone.now(), nar + timedelta(days=2))).exists():
        rum.call(nar)


def lead(rum: Rum) -> None:
    """Write while it goes on: who is there, and both layers."""
    mote = _this(rum)
    ord_ = TEXT["moten"][rum.typ.kod]
    write_lager(
        mote=mote,
        gemensamt=ord_["gemensamt"],
        internt=ord_["internt"],
        narvarande=_present(rum),
        sedd=None,
        actor=rum.ledare,
    )
    if rum.typ.kraver_jurist:
        for teamarende in Teamarende.objects.in_force().filter(team=rum.team).order_by("nummer"):
            _take_up(rum, mote, teamarende)


def close(rum: Rum, senast: tuple[date, date, date]) -> None:
    """Decisions become what somebody takes on: by the first two days one each, then by the last."""
    mote, ansvariga = _this(rum), _owners(rum)
    ord_ = TEXT["moten"][rum.typ.kod]["ataganden"]
    for ansvarig, vad, dag in zip(ansvariga, ord_, senast, strict=True):
        take_on(mote=mote, nytt=NyttAtagande(ansvarig, vad, dag), actor=rum.ledare)
    close_mote(mote=mote, actor=rum.ledare)


def keep_a_promise(rum: Rum) -> None:
    """The first of them is done by its day; the second has passed its day, and the third waits."""
    forsta = Atagande.objects.filter(team=rum.team, klart=None, mote__lager__isnull=False)
    atagande = forsta.select_related("ansvarig__anvandare").earliest("senast", "id")
    answer_atagande(
        atagande=atagande, gjort=True, svar=TEXT["gjort"], actor=atagande.ansvarig.anvandare
    )


def _this(rum: Rum) -> Mote:
    return rum.called().filter(planerat__lte=timezone.now()).latest("planerat")


def _present(rum: Rum) -> list[Deltagare]:
    alla = rum.members().select_related("part__organisation")
    if not rum.typ.kraver_jurist:
        return list(alla)
    return [d for d in alla if d.is_jurist or d.part.is_socialtjansten or d.part.slag in HOR_PA]


def _owners(rum: Rum) -> tuple[Deltagare, Deltagare, Deltagare]:
    """Two from other parties, the same where there is one, and whoever leads the team."""
    andra = [d for d in _present(rum) if not (d.is_jurist or d.part.is_socialtjansten)]
    return andra[0], andra[-1], rum.members().get(anvandare=rum.ledare)


def _take_up(rum: Rum, mote: Mote, teamarende: Teamarende) -> None:
    """One person: what each party says of them, on its ground, and the mark."""
    ord_, idag = TEXT["trefas"], timezone.localdate()
    punkt = take_up(mote=mote, teamarende=teamarende, actor=rum.ledare)
    for slag, kod in GRUNDER:
        is_vi = slag == Slag.SOCIALTJANST
        say(
            punkt=punkt,
            sagt_av=rum.members().get(anvandare=rum.ledare) if is_vi else member_of(rum, slag),
            vad=ord_[slag],
            lagrum=Lagrum.objects.in_force(idag).get(kod=kod),
            villkor_provade=True,
            avvagning=ord_["avvagning"],
            actor=rum.ledare,
        )
    set_markering(teamarende=teamarende, farg="rod", motiv=ord_["markering"], actor=rum.ledare)
