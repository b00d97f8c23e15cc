"""The page that the synthetic access reads. It is for one account, which nobody logs in with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from access.gate import gate
from access.models import Roll
from access.models.organisation import PROVNAMND
from access.request import AuthedRequest
from arenden.models import Person
from audit.verb import Verb


@gate(Verb.PROV_READ, roller={Roll.SYSTEM})
def prov(request: AuthedRequest) -> HttpResponse:
    """Opens the name in the synthetic akt, which says what it is."""
    synliga = Person.objects.visible_to(request.user).filter(namnd__kod=PROVNAMND)
    person = get_object_or_404(synliga)
    return HttpResponse(
        f"{person.fornamn} {person.efternamn}. Akten är syntetisk: den prövar att loggen visar "
        "varje läsning, och gäller ingen människa.\n",
        content_type="text/plain; charset=utf-8",
    )
