"""Mail that says there is something in the inbox, and nothing about what or whom (ADR 0032)."""

from __future__ import annotations

import smtplib
from datetime import datetime
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from access.models import Anvandare, Avisering, Mejlval, Uppdrag
from access.rules.mejl import is_due
from audit import log
from audit.action import action
from audit.verb import Verb

AMNE = "Du har nya aviseringar i Insatser"
TEXT = """Hej!

Du har {antal} i Insatser. Logga in för att läsa:
{lank}

Mejlet säger med flit inget om vad det gäller, och det går inte att svara på det. Under Aviseringar
i Insatser väljer du själv om och när du får mejl.
"""
GIVES_UP_AFTER = 3
"""Failures in a row after which the rest waits for the next run."""


class MejlMisslyckades(Exception):
    """Some mail could not be handed over. It says how many, never to whom."""


def is_configured() -> bool:
    """Whether the installation has named a server, a sender and the address that mail links to."""
    return bool(settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL and settings.WEBBADRESS)


def when(anvandare: Anvandare) -> str:
    """What the person has chosen; once a day until they choose."""
    val: Mejlval | None = getattr(anvandare, "mejlval", None)
    return val.nar if val else Mejlval.Nar.DAGLIGEN


@action
def choose_mejl(*, actor: Anvandare, nar: str) -> None:
    val = Mejlval.objects.select_for_update().filter(anvandare=actor).first()
    val = val or Mejlval(anvandare=actor)
    val.nar = nar
    log.save(val, actor=actor, verb=Verb.AVISERING_CHOOSE)


def mail_everybody(*, nu: datetime) -> int:
    """Send each who waits for it their mail; how many were sent.

    Without settings nothing is attempted. Raises MejlMisslyckades, when all have been tried, if
    some could not be handed over: their notices are as before, and the next run tries again.
    """
    if not is_configured():
        return 0
    skickade = fel = i_rad = 0
    for mottagare in _who_waits(nu):
        try:
            skickade += send_mejl(mottagare=mottagare, nu=nu)
            i_rad = 0
        except (smtplib.SMTPException, OSError):
            fel += 1
            i_rad += 1
            if i_rad == GIVES_UP_AFTER:
                break
    if fel:
        raise MejlMisslyckades(f"{fel} mejl kunde inte lämnas till servern, {skickade} gick.")
    return skickade


@action
def send_mejl(*, mottagare: Anvandare, nu: datetime) -> bool:
    """Send one person the mail they wait for, if it is time; whether one was sent.

    The claim is the lock on the notices. Where another worker holds some of them, that worker is
    sending. They are marked before the mail goes, so that only the commit comes after it; if the
    server refuses, everything is as it was.
    """
    vantar = mottagare.aviseringar.to_mail()
    egna = list(vantar.order_by("pk").select_for_update(skip_locked=True))
    if not egna or len(egna) < vantar.count():
        return False
    senast = mottagare.aviseringar.aggregate(senast=Max("mejlad"))["senast"]
    if not is_due(when(mottagare), senast, nu):
        return False
    for avisering in egna:
        avisering.mejlad = nu
        log.save(avisering, actor=None, verb=Verb.AVISERING_MAIL)
    _message(mottagare.epost, egna).send()
    return True


def _who_waits(nu: datetime) -> QuerySet[Anvandare]:
    """Active people with a duty today, an address and notices that no mail has spoken of."""
    return (
        Anvandare.objects.filter(
            is_active=True,
            pk__in=Uppdrag.objects.in_force(timezone.localdate(nu)).values("anvandare"),
        )
        .filter(pk__in=Avisering.objects.to_mail().values("mottagare"))
        .exclude(epost="")
        .exclude(mejlval__nar=Mejlval.Nar.ALDRIG)
        .select_related("mejlval")
        .order_by("pk")
    )


def _message(epost: str, aviseringar: list[Avisering]) -> EmailMessage:
    """The same identity whenever the same mail is tried again, so that a receiver can tell."""
    antal = "1 ny avisering" if len(aviseringar) == 1 else f"{len(aviseringar)} nya aviseringar"
    vard = urlsplit(settings.WEBBADRESS).hostname
    return EmailMessage(
        subject=AMNE,
        body=TEXT.format(antal=antal, lank=settings.WEBBADRESS + reverse("access:logga_in")),
        to=[epost],
        headers={
            "Message-ID": f"<{uuid5(NAMESPACE_URL, str(aviseringar[0].pk))}@{vard}>",
            "Auto-Submitted": "auto-generated",
        },
    )
