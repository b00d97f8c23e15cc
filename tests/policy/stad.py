"""The town of the matrix: two worlds, what belongs to the whole city, and addresses into each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from access.models import Anvandare, Roll
from arenden.models import Steg, Textmall
from audit.models import Logghandelse
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from lagesbild.models import Uttag
from riskbedomning.models import Instrumentversion, Kalibreringsomgang
from tests.arenden.mallar import make_textmall
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.lagesbild.underlag import make_uttag
from tests.policy.matris import ADDRESSES, MATRIS, Rad
from tests.policy.varld import Varld, make_varld
from tests.riskbedomning.vinjetter import make_counted_omgang

ABSENT_ENTRY = 2**40


@dataclass
class Stad:
    """The reader's own world, one that is foreign to them, and what belongs to the whole city."""

    egen: Varld
    frammande: Varld
    publicerad: Any
    uttag: Uttag
    annan: Anvandare
    omgang: Kalibreringsomgang
    mall: Textmall


def make_stad(egen: Varld | None = None, frammande: Varld | None = None) -> Stad:
    """Both worlds are made here unless they are given."""
    forslag = compose_publicering(uttag=make_uttag(), actor=make_anvandare(Roll.ANALYTIKER))
    egen = egen or make_varld("Järva")
    frammande = frammande or make_varld("Farsta")
    for varld in (egen, frammande):
        logga_in(Client(), varld.stad.handlaggare).get(reverse("granskning:min_logg"))
    return Stad(
        egen=egen,
        frammande=frammande,
        publicerad=approve_publicering(publicering=forslag, actor=make_anvandare(Roll.SAMORDNARE)),
        uttag=make_uttag(period="2026K2"),
        annan=make_anvandare(),
        omgang=make_counted_omgang(enheter=list({egen.stad.enhet: 0, frammande.stad.enhet: 0})),
        mall=make_textmall(),
    )


def our_instrument() -> Instrumentversion:
    return Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")


CITY_WIDE: dict[str, Callable[[Stad, str], Any]] = {
    "anvandare": lambda stad, _: stad.annan.pk,
    "session": lambda *_: uuid7(),
    "nyckel": lambda *_: ABSENT_ENTRY,
    "uppdrag": lambda stad, _: stad.annan.uppdrag.get().pk,
    "uttag": lambda stad, _: stad.uttag.pk,
    "pk": lambda stad, _: stad.publicerad.pk,
    "flode": lambda *_: "begaran_om_avgorande",
    "kod": lambda *_: "fft",
    "katalogforslag": lambda *_: uuid7(),
    "teamtyp": lambda *_: "sst",
    "teamtypforslag": lambda *_: uuid7(),
    "lagrum": lambda *_: "P18",
    "givare": lambda *_: "socialtjanst",
    "mottagare": lambda *_: "polis",
    "lagrumsandring": lambda *_: uuid7(),
    "kalibrering": lambda stad, _: stad.omgang.pk,
    "vinjett": lambda stad, _: stad.omgang.vinjett_id,
    "matt": lambda *_: "uppfoljning",
    "larm": lambda stad, _: stad.egen.fall[Steg.UPPFOLJNING]["larm"],
    "mall": lambda stad, _: stad.mall.pk,
    "version": lambda *_: our_instrument().pk,
    "faktor": lambda *_: our_instrument().faktorer.all()[0].pk,
}
"""Arguments that are nobody's own: whoever the page is for sees them all."""


def kwargs_for(namn: str, stad: Stad, varld: Varld) -> dict[str, Any]:
    """Arguments of an address that lead to what belongs to `varld`."""
    rad = MATRIS[namn]
    return {
        argument: CITY_WIDE[argument](stad, namn)
        if argument in CITY_WIDE
        else _of_world(varld, rad, argument)
        for argument in ADDRESSES[namn].pattern.converters
    }


def _of_world(varld: Varld, rad: Rad, argument: str) -> Any:
    if argument == "handelse":
        return _newest_act(varld).pk
    if argument == "begaran":
        return _newest_act(varld).begaran_id or uuid7()
    if argument == "person":
        return varld.stad.handlaggare.pk
    if argument == "akt":
        return varld.fall[rad.steg]["arende"].akt_id
    value = varld.fall[rad.steg][rad.ur.get(argument, argument)]
    return getattr(value, "pk", value)


def _newest_act(varld: Varld) -> Logghandelse:
    return Logghandelse.objects.filter(aktor_id=varld.stad.handlaggare.pk).latest("id")


def absent(kwargs: dict[str, Any]) -> dict[str, Any]:
    """The same arguments, leading to what does not exist."""
    return {
        argument: value
        if isinstance(value, str)
        else (ABSENT_ENTRY if isinstance(value, int) else uuid7())
        for argument, value in kwargs.items()
    }


def get(client: Client, namn: str, kwargs: dict[str, Any]) -> HttpResponse:
    response = client.get(reverse(namn, kwargs=kwargs))
    if response.streaming:
        list(response.streaming_content)  # a file that is not received is never closed
    return response
