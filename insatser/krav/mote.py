"""That the team has met since the last round, with those who must be there."""

from __future__ import annotations

from datetime import datetime

from insatser.krav.plan import UPPFOLJNING
from insatser.models import Arbetsgang
from samverkansteam.models import Atagande, Mote, Narvaro


def mote_hallet(gang: Arbetsgang) -> list[str]:
    if _newest(gang) is not None:
        return []
    return [
        "Inget möte är dokumenterat sedan förra gången. Dokumentera mötet i teamets rum, under"
        " Möten."
    ]


def jurist_var_med(gang: Arbetsgang) -> list[str]:
    mote = _newest(gang)
    if mote is None:
        return []
    narvaro = Narvaro.objects.filter(mote=mote, narvarande=True, deltagare__is_jurist=True)
    if narvaro.exists():
        return []
    return [
        "Ingen jurist var med på mötet. Håll ett nytt möte med juristen och dokumentera det i"
        " teamets rum."
    ]


def har_ataganden(gang: Arbetsgang) -> list[str]:
    """Somebody has promised something, by a day; the plan is made of that."""
    if Atagande.objects.filter(team=gang.amne_id, klart=None).exists():
        return []
    return [
        "Inga åtaganden väntar. Skriv vem som gör vad, och till när, när mötet dokumenteras i"
        " teamets rum."
    ]


def nasta_mote_planerat(gang: Arbetsgang) -> list[str]:
    if Mote.objects.upcoming().filter(team=gang.amne_id).exists():
        return []
    return ["Nästa möte är inte planerat. Planera det i teamets rum, under Möten."]


def _newest(gang: Arbetsgang) -> Mote | None:
    """The newest meeting held since what led to it was done: a plan, a legal test, a round."""
    moten = Mote.objects.filter(team=gang.amne_id, genomfort__gt=_since(gang))
    return moten.order_by("genomfort").last()


def _since(gang: Arbetsgang) -> datetime:
    """A round that is written down late does not make the next meeting count for nothing."""
    senaste = gang.utfall.in_force().exclude(steg=UPPFOLJNING).last()
    return senaste.gjort if senaste is not None else gang.startad
