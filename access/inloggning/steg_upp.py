"""Asking anew for the second factor before what must not be done from an unwatched computer.

What was posted is not lost: the page that asks carries it along, and it is posted again after the
code. Files are the exception; a browser hands them over only once.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY

from access.forms.inloggning import BekraftaForm
from access.inloggning import legitimation
from access.inloggning.nyckel import keys_of
from access.inloggning.sessioner import FAKTOR_TID
from access.models import Anvandare

UNAUTHORIZED = 401
NOT_CARRIED = {"csrfmiddlewaretoken", BekraftaForm.FALT}
BARS_MED = "bar"
"""Query parameter of the page that asks: there are posted fields to send on."""
MED_FIL = "multipart/form-data"


class NyFaktorFragas(HttpResponse):
    """The page was not shown and nothing was done: the second factor is asked for first."""

    @property
    def url(self) -> str:
        """Where a reader is sent."""
        return self.headers["Location"]


def is_fresh(request: HttpRequest) -> bool:
    """Whether the second factor was given within the last minutes of this session."""
    age = time.time() - float(request.session.get(FAKTOR_TID, 0))
    return 0 <= age <= settings.STEG_UPP_SEKUNDER


def ask(request: HttpRequest) -> NyFaktorFragas:
    """Send a reader to the question, or put it to a writer together with what was posted."""
    adress = request.get_full_path()
    if request.method in ("GET", "HEAD"):
        return NyFaktorFragas(status=302, headers={"Location": question_url(adress)})
    page = render(
        request,
        "access/bekrafta_dig.html",
        context_for(request, adress, BekraftaForm(), carries=True),
    )
    return NyFaktorFragas(page.content, status=UNAUTHORIZED)


def question_url(adress: str, *, carries: bool = False) -> str:
    """Where the code is posted, and what comes after it."""
    fraga = {"next": adress} | ({BARS_MED: "1"} if carries else {})
    return f"{reverse('access:bekrafta')}?{urlencode(fraga)}"


def context_for(
    request: HttpRequest, adress: str, form: BekraftaForm, *, carries: bool
) -> dict[str, Any]:
    """What the page that asks is made of."""
    anvandare = request.user
    return {
        "form": form,
        "action": question_url(adress, carries=carries),
        "vidare": adress,
        "burna": carried(request.POST) if carries else [],
        "fil_saknas": request.content_type == MED_FIL,
        "har_nyckel": isinstance(anvandare, Anvandare) and keys_of(anvandare).exists(),
        "har_legitimation": legitimation.is_on()
        and request.session.get(DEVICE_ID_SESSION_KEY, "").startswith("access.tjanstelegitimation"),
        "minuter": settings.STEG_UPP_SEKUNDER // 60,
    }


def carried(post: QueryDict) -> list[tuple[str, str]]:
    """Every posted field but the token and the code, in order."""
    return [
        (namn, varde)
        for namn, varden in post.lists()
        if namn not in NOT_CARRIED
        for varde in varden
    ]


def without_code(post: QueryDict) -> Any:
    """What was posted before the question."""
    rest = post.copy()
    rest.pop(BekraftaForm.FALT, None)
    return rest
