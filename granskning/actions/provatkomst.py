"""A real reading of an akt that is nobody's, every ten minutes, which the log must then show.

The reading goes through the same gate, row level security and log as everybody's, and the next run
looks for it everywhere an entry is to be found. The akt lies in a nämnd of its own, has no ärende
and no identity number, and is in nobody's lists, searches or statistics.
"""

from __future__ import annotations

import json
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils import timezone

from access.actions.tilltraden import give_tilltrade
from access.middleware import LoggadTransaktion
from access.models import (
    Anvandare,
    Enhet,
    Namnd,
    Niva,
    Omfattning,
    Roll,
    Skal,
    Uppdrag,
)
from access.models.organisation import PROVNAMND
from arenden.models import Person, Personakt
from audit import log
from audit.action import action
from audit.avlopp.tomning import has_left
from audit.bevis import InvalidProof, NotSealed, prove, verify
from audit.models import Logghandelse
from audit.plattor import TileMissing
from audit.verb import Verb
from granskning.models import Loggrad, Provatkomst

KONTO = "provatkomst"
FALT = ["arenden.Person.efternamn", "arenden.Person.fornamn"]
"""The sealed fields that the page opens."""
WITHIN = timedelta(minutes=1)
KEPT = timedelta(days=35)

Plats = Provatkomst.Plats


def make_access() -> Provatkomst:
    """Read the synthetic akt as a request does. Remembered also if the reading fails."""
    konto = _konto() or _create()
    prov = Provatkomst.objects.create()
    _visit(konto)
    return prov


def find_last_access() -> Provatkomst | None:
    """Look for the last reading everywhere that it must be found, once; forget the oldest ones."""
    Provatkomst.objects.filter(gjord__lt=timezone.now() - KEPT).delete()
    prov = Provatkomst.objects.first()
    if prov is None or prov.sokt is not None:
        return prov
    prov.saknas = [plats.value for plats in _missing(prov)]
    prov.sokt = timezone.now()
    prov.save()
    return prov


def _missing(prov: Provatkomst) -> list[Plats]:
    konto = _konto()
    entry = (
        Logghandelse.objects.filter(
            verb=Verb.PROV_READ,
            aktor_id=konto.pk if konto else None,
            akt_id__isnull=False,
            tid__gte=prov.gjord,
            tid__lt=prov.gjord + WITHIN,
        )
        .order_by("tid")
        .first()
    )
    if entry is None:
        return [Plats.LOGGEN]
    found = {
        Plats.FALTEN: json.loads(bytes(entry.kropp))["ovrigt"]["falt"] == FALT,
        Plats.TRADET: _is_proved(entry),
        Plats.AVLOPPET: not settings.LOGG_AVLOPP or has_left(entry.pk, entry.txid),
        Plats.GRANSKNINGEN: Loggrad.objects.visible_to(_reviewer()).filter(pk=entry.pk).exists(),
        Plats.UTDRAGET: Loggrad.objects.for_akt(_akt().pk).filter(pk=entry.pk).exists(),
    }
    return [plats for plats, is_found in found.items() if not is_found]


def _is_proved(entry: Logghandelse) -> bool:
    try:
        verify(prove(entry), bytes(entry.kropp))
    except (NotSealed, TileMissing, InvalidProof):
        return False
    return True


def _reviewer() -> Anvandare:
    """A reviewer of the whole city, who is nobody: what such a one is shown is what counts."""
    granskare = Anvandare(namn="Granskare")
    granskare.uppdrag_nu = [Uppdrag(roll=Roll.LOGGRANSKARE)]
    return granskare


def _visit(konto: Anvandare) -> HttpResponse:
    """One request by the account, from the gate inwards: it has no way to log in."""
    konto.is_verified = lambda: True  # type: ignore[method-assign]
    request = HttpRequest()
    request.method, request.path_info = "GET", reverse("granskning:prov")
    request.user = konto
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    middleware = LoggadTransaktion(_answer)
    return middleware(request)


def _answer(request: HttpRequest) -> HttpResponse:
    view, args, kwargs = resolve(request.path_info)
    refused = LoggadTransaktion(_answer).process_view(request, view, args, kwargs)
    answer: HttpResponse = refused or view(request, *args, **kwargs)
    return answer


def _konto() -> Anvandare | None:
    return Anvandare.objects.filter(anvandarnamn=KONTO).first()


def _akt() -> Personakt:
    return Personakt.objects.get(namnd__kod=PROVNAMND)


@action
def _create() -> Anvandare:
    """The nämnd, the account that nobody can log in with, the akt and the grant to read it."""
    idag = timezone.localdate()
    konto = Anvandare(anvandarnamn=KONTO, namn="Provåtkomst (systemet)")
    konto.set_unusable_password()
    log.save(konto, actor=None, verb=Verb.ANVANDARE_CREATE)
    namnd = Namnd(
        kod=PROVNAMND, namn="Syntetisk nämnd för prov", slag=Namnd.Slag.FACK, giltig_fran=idag
    )
    log.save(namnd, actor=konto, verb=Verb.PROV_CREATE)
    enhet = Enhet(namnd=namnd, namn="Syntetisk enhet för prov", slag=Enhet.Slag.STAB)
    log.save(enhet, actor=konto, verb=Verb.PROV_CREATE)
    uppdrag = Uppdrag(anvandare=konto, roll=Roll.SYSTEM, namnd=namnd, fran=idag)
    log.save(uppdrag, actor=None, verb=Verb.UPPDRAG_GIVE)
    akt = Personakt(namnd=namnd, enhet=enhet)
    log.save(akt, actor=konto, verb=Verb.PROV_CREATE)
    person = Person(akt=akt, namnd=namnd, fornamn="Syntetisk", efternamn="Provperson")
    log.save(person, actor=konto, verb=Verb.PROV_CREATE)
    give_tilltrade(
        anvandare=konto,
        omfattning=Omfattning.AKT,
        omfattning_id=akt.pk,
        niva=Niva.LASA,
        skal=Skal.TILLDELNING,
        kalla=akt.pk,
        actor=konto,
    )
    return Anvandare.objects.get(pk=konto.pk)
