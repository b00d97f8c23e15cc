"""The templates that notes of the town begin with, and one that waits for the other metodledare."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from arenden.actions.textmall import publish_textmall, write_textmall
from config.demo.stad import Stad, read
from config.demo.tidslinje import Tidslinje

SKRIVNA, UTKAST = timedelta(days=60), timedelta(days=2)
MALLAR = read("mallar.json")


def plan_mallar(linje: Tidslinje, *, stad: Stad, nu: datetime) -> None:
    linje.add(nu - SKRIVNA, partial(_publish, stad))
    linje.add(nu - UTKAST, partial(_draft, stad))


def _publish(stad: Stad) -> None:
    tove, ines = stad.personal["SON", "metodledare"]
    for mall in MALLAR["publicerade"]:
        skriven = write_textmall(giltig_fran=timezone.localdate(), actor=tove, **mall)
        publish_textmall(mall=skriven, actor=ines)


def _draft(stad: Stad) -> None:
    tove, _ = stad.personal["SON", "metodledare"]
    write_textmall(giltig_fran=timezone.localdate(), actor=tove, **MALLAR["utkast"])
