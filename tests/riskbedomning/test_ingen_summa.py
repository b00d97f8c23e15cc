"""No total, no ranking, no sort by risk: not in the code, not in the templates, not on a page."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models
from django.urls import reverse

from riskbedomning import models as rummet
from tests.riskbedomning.instrument import answer_all

ROT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROT / "templates/riskbedomning").glob("*.html"))
CODE = sorted(
    path for path in (ROT / "riskbedomning").rglob("*.py") if "migrations" not in path.parts
)
WORDS = re.compile(
    r"\b(summa|poäng|totalt|totalpoäng|riskpoäng|risknivå|riskgrad|score|ranking|medelvärde)\b",
    re.IGNORECASE,
)
TONES = re.compile(
    r"ton-(sen|snart)|ton=\"(sen|snart)\"|lage-(sen|snart)|dictsort|class=\"(rod|gul|gron)"
)
COUNTERS = {"Sum", "Avg", "Max", "Min", "StdDev", "Variance", "Rank", "DenseRank"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_neither_counts_nor_colours_risk(path):
    text = path.read_text(encoding="utf-8")
    assert WORDS.search(text) is None
    assert TONES.search(text) is None


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROT)))
def test_code_adds_nothing_up(path):
    names = {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert names.isdisjoint(COUNTERS)


def test_no_answer_is_a_number_or_can_be_sorted_by():
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    for model in (rummet.Bedomning, rummet.Faktorsvar):
        held = {f.name for f in model._meta.concrete_fields if isinstance(f, numbers)}
        assert held == {"version"}
        assert not {"svar", "relevans_nu", "kritisk", "samlad"} & set(model._meta.ordering)


def test_the_pages_show_a_count_of_answers_and_nothing_else(as_user, bedomning, asa):
    answer_all(bedomning, actor=asa)
    client = as_user(asa)
    arende = [bedomning.arende_id]
    pages = [
        reverse("riskbedomning:lista", args=arende),
        reverse("riskbedomning:bedomning", args=[*arende, bedomning.pk]),
        reverse("riskbedomning:samlad", args=[*arende, bedomning.pk]),
    ]
    for url in pages:
        page = client.get(url).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert WORDS.search(main) is None
        assert set(re.findall(r"\d+ av \d+ \w+", main)) <= {"6 av 6 besvarade"}


@pytest.mark.django_db
def test_risk_and_protection_stand_in_equal_number():
    for version in rummet.Instrumentversion.objects.current():
        for niva in rummet.Faktor.Niva:
            here = version.faktorer.filter(niva=niva)
            risk = here.filter(slag=rummet.Faktor.Slag.RISK).count()
            assert risk == here.filter(slag=rummet.Faktor.Slag.SKYDD).count() > 0
