"""What a calendar program fetches: one's own times as ärendenummer and kind.

There is no log-in behind it, only the secret in the address. Whatever is not right – the secret,
the account, the duties – is answered as a page that does not exist.
"""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from access.gate import gate
from access.middleware import note_read, row_level_security
from audit import log
from audit.lasning import logged_reading
from audit.verb import Verb
from insatser.actions.kalender import note_fetch
from insatser.models import Kalenderlank
from insatser.models.kalender import FONSTER
from insatser.policy import may_follow_kalender
from insatser.rules import ical
from insatser.views.kalenderkallor import Urval, times_for

TILLBAKA, FRAMAT = timedelta(days=14), timedelta(days=180)


@gate(Verb.KALENDER_FETCH, oppen=True)
@require_safe
def flode(request: HttpRequest, hemlighet: str) -> HttpResponse:
    lank = Kalenderlank.objects.live().with_secret(hemlighet).select_related("anvandare").first()
    if lank is None or not may_follow_kalender(lank.anvandare):
        raise Http404
    if not note_fetch(lank=lank, nu=timezone.now()):
        return _too_often(lank)
    return _calendar(request, lank)


def _calendar(request: HttpRequest, lank: Kalenderlank) -> HttpResponse:
    """What the owner may see now, and in the log which akter it told of: none, if unchanged."""
    user, idag = lank.anvandare, timezone.localdate()
    with (
        transaction.atomic(),
        row_level_security(user.pk),
        logged_reading(actor=user, verb=Verb.KALENDER_FETCH) as lasning,
    ):
        poster = times_for(user, Urval(idag - TILLBAKA, idag + FRAMAT))
        etag = ical.etag(poster, salt=lank.avtryck)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        else:
            fil = ical.to_ical(poster, salt=lank.avtryck, stampel=timezone.now())
            response = HttpResponse(fil, content_type="text/calendar; charset=utf-8")
            for post in ical.shown(poster):
                if post.akt_id is not None:
                    note_read(post.akt_id)
        lasning.write(even_nothing=True)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@transaction.atomic
def _too_often(lank: Kalenderlank) -> HttpResponse:
    log.record(actor=lank.anvandare, verb=Verb.KALENDER_FETCH, objekt=lank, utfall=log.Utfall.NEKAD)
    response = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(int(FONSTER.total_seconds()))
    return response
