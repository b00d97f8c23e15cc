"""The statistics pages in a real browser: readable by assistive technology, and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from access.models import Roll
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from tests.builders import make_anvandare
from tests.lagesbild.underlag import make_uttag

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 800}


def test_pages_are_accessible_and_fit_a_phone(sida_for):
    ada, sam = make_anvandare(Roll.ANALYTIKER), make_anvandare(Roll.SAMORDNARE)
    vantar = make_uttag(period="2026K2")
    forslag = compose_publicering(uttag=make_uttag(), actor=ada)
    publicerad = approve_publicering(publicering=forslag, actor=sam)
    sida = sida_for(ada)
    sida.set_viewport_size(PHONE)
    for address in (
        "/lagesbild/",
        f"/lagesbild/nytt/{vantar.pk}/",
        f"/lagesbild/{publicerad.pk}/",
        f"/lagesbild/{publicerad.pk}/dra-tillbaka",
    ):
        sida.goto(address)
        found = Axe().run(sida)
        assert found.violations_count == 0, found.generate_report()
        assert sida.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
