"""No total, no ranking, no colour and no sort by risk: anywhere in the house.

What somebody answered is words. The code may ask whether there is an answer and compare one answer
with itself at another time; it may not count, order, pick out or colour children by what it says.
"""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.urls import reverse

from riskbedomning import models as rummet
from tests.attacks.test_kallkoden import SOURCES
from tests.riskbedomning.instrument import SAMLAD, answer_all

ROT = Path(settings.BASE_DIR)
EGNA = ROT / "riskbedomning"
MALLAR = sorted((ROT / "templates").rglob("*.html"))
EGEN_KOD = [path for path in SOURCES if path.is_relative_to(EGNA)]
STILMALLAR = sorted((ROT / "static" / "css").glob("*.css"))

TOTALS = re.compile(r"\b(summa|poäng|totalt|totalpoäng|score|ranking|medelvärde)\b", re.IGNORECASE)
GRADES = re.compile(r"\brisk(poäng|nivå|grad|klass|tal|score|profil)(en|er)?\b", re.IGNORECASE)
TONES = re.compile(
    r"ton-(sen|snart)|ton=\"(sen|snart)\"|lage-(sen|snart)|dictsort|class=\"(rod|gul|gron)"
)
ANSWERED = r"(svar|svar_text|kritisk|is_kritisk|samlad|samlad_text|relevans_nu|relevans_text)"
STYLED_BY_ANSWER = re.compile(
    rf"(class|style|ton)=[^\s>]*{{{{[^}}]*\b{ANSWERED}\b"
    rf"|{{%\s*if [^%]*\b{ANSWERED}\b[^%]*%}}[^<]*(class=|ton-|style=)"
    rf"|\bwith [^%]*\bton=[\w.]*{ANSWERED}\b"
)
COLOURED_WORDS = re.compile(
    r"[.#\[][-\w\"=]*(risk|svar-|finns|delvis|samlad|kritisk|relevans)[-\w\"=]*[^{}]*\{[^}]*"
    r"(color|background|border)",
)
COUNTERS = {"Sum", "Avg", "Max", "Min", "StdDev", "Variance", "Rank", "DenseRank"}

ANSWERS = {"svar", "kritisk", "samlad", "relevans_nu"}
IN_WORDS = ANSWERS | {"is_kritisk", "samlad_text", "svar_text", "relevans_text"}
ORDERING = {"order_by", "filter", "exclude", "aggregate", "annotate", "values_list", "values"}
COUNTING = {"sorted", "sort", "max", "min", "sum", "Counter", "groupby", "nlargest", "mean"}
NOT_ABOUT_A_PERSON = ("kalibrering", "samstammighet", "vinjett", "likabedomning", "fordelning")
"""Parts of file names: how alike invented cases are answered, never a child's answers."""
EGNA_MALLAR = [
    path
    for path in MALLAR
    if "riskbedomning" in path.parts and not any(part in path.name for part in NOT_ABOUT_A_PERSON)
]
ONLY_HOW_FAR = {
    ("riskbedomning/views/avsnitt.py", "sum"): "how many factors have an answer, whichever it is",
}


def calls(path):
    """Every call in a file, as its name and its node."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def parts(lookup):
    return lookup.lstrip("-").split("__")


def ordered_by(path):
    """(call, field) where a query is ordered, narrowed or gathered by an answer about a child.

    Other rooms have a `svar` of their own; theirs counts as ours where the file speaks of ours.
    """
    answers = ANSWERS if "Faktorsvar" in path.read_text(encoding="utf-8") else ANSWERS - {"svar"}
    for name, node in calls(path):
        if name not in ORDERING:
            continue
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        words += [keyword.arg for keyword in node.keywords if keyword.arg]
        for word in words:
            *way, falt = parts(word) if isinstance(word, str) else [""]
            if falt in answers or (
                falt == "svar" and way and way[-1] in {"svar", "faktorsvar_set"}
            ):
                yield name, word


def counted_by(path):
    """Calls that count or order in Python with an answer among what they look at."""
    for name, node in calls(path):
        if name in COUNTING:
            looked_at = {
                found.attr for found in ast.walk(node) if isinstance(found, ast.Attribute)
            } | {
                found.value
                for found in ast.walk(node)
                if isinstance(found, ast.Constant) and isinstance(found.value, str)
            }
            if IN_WORDS & looked_at:
                yield name


def is_about_a_person(path):
    return not any(part in path.name for part in NOT_ABOUT_A_PERSON)


def relative(path):
    return str(path.relative_to(ROT))


@pytest.mark.parametrize("path", EGNA_MALLAR, ids=relative)
def test_a_template_of_the_room_neither_counts_nor_colours(path):
    text = path.read_text(encoding="utf-8")
    assert TOTALS.search(text) is None
    assert TONES.search(text) is None


def test_no_template_of_the_house_grades_or_colours_by_an_answer():
    for path in MALLAR:
        text = path.read_text(encoding="utf-8")
        assert GRADES.search(text) is None, relative(path)
        assert STYLED_BY_ANSWER.search(text) is None, relative(path)


def test_no_style_has_a_colour_for_an_answer():
    assert STILMALLAR
    for path in STILMALLAR:
        assert COLOURED_WORDS.search(path.read_text(encoding="utf-8")) is None, path.name


@pytest.mark.parametrize("path", EGEN_KOD, ids=relative)
def test_code_adds_nothing_up(path):
    names = {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert names.isdisjoint(COUNTERS)


def test_no_query_of_the_house_is_ordered_or_narrowed_by_an_answer():
    found = {
        (relative(path), *hit)
        for path in SOURCES
        if is_about_a_person(path)
        for hit in ordered_by(path)
    }
    assert found == set()


def test_nothing_of_the_house_is_counted_or_sorted_by_an_answer():
    found = {
        (relative(path), name)
        for path in SOURCES
        if is_about_a_person(path)
        for name in counted_by(path)
    }
    assert found == set(ONLY_HOW_FAR)


@pytest.mark.parametrize(
    ("code", "looks"),
    [
        ("Faktorsvar.objects.filter(svar='finns')", ordered_by),
        ("Arende.objects.order_by('-bedomningar__samlad')", ordered_by),
        ("Arende.objects.filter(bedomningar__svar__svar='finns')", ordered_by),
        ("qs.values_list('kritisk', flat=True)", ordered_by),
        ("sorted(rader, key=lambda rad: rad.svar)", counted_by),
        ("sum(rad.is_kritisk for rad in rader)", counted_by),
        ("Counter(getattr(rad, 'samlad') for rad in rader)", counted_by),
    ],
)
def test_these_tests_see_what_they_look_for(tmp_path, code, looks):
    path = tmp_path / "kod.py"
    path.write_text(code)
    assert list(looks(path))


@pytest.mark.parametrize(
    "html",
    [
        '<li class="svar-{{ rad.svar.svar }}">',
        '<li class="{{ rad.is_kritisk|yesno:"a,b" }}">',
        '<li {% if rad.kritisk %}class="markerad"{% endif %}>',
        '{% include "partials/etikett.html" with text=x ton=bedomning.samlad %}',
    ],
)
def test_a_colour_by_an_answer_would_be_seen(html):
    assert STYLED_BY_ANSWER.search(html)


def test_statistics_know_nothing_of_what_was_answered():
    for path in SOURCES:
        if path.is_relative_to(ROT / "lagesbild"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\b(Faktorsvar|StrategisktBrott|samlad|kritisk)\b", text), path


def test_no_answer_is_a_number_or_can_be_asked_for():
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    for model in (rummet.Bedomning, rummet.Faktorsvar, rummet.Externbedomning):
        held = {f.name for f in model._meta.concrete_fields if isinstance(f, numbers)}
        assert held == {"version"}
        answers = ANSWERS & {field.name for field in model._meta.concrete_fields}
        assert not answers & {parts(falt)[0] for falt in model._meta.ordering}
        for falt in answers:
            with pytest.raises(FieldError, match="cannot be searched"):
                model.objects.filter(**{falt: "ja"})


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
        assert TOTALS.search(main) is None
        assert set(re.findall(r"\d+ av \d+ \w+", main)) <= {"6 av 6 besvarade"}


@pytest.mark.parametrize("lista", ["insatser:min_dag", "insatser:arendelista"])
def test_no_list_of_cases_tells_what_an_assessment_says(as_user, bedomning, asa, lista):
    bedomning.arende.handlaggare = asa
    bedomning.arende.save()
    client = as_user(asa)
    before = words_in(client.get(reverse(lista)))
    answer_all(bedomning, actor=asa, kritisk="ja")
    bedomning.samlad = "omfattande_stod"
    bedomning.save()
    page = client.get(reverse(lista)).content.decode()
    assert words_in(client.get(reverse(lista))) == before
    for text in ("Omfattande och samordnat", "Särskilt viktig", SAMLAD["motiv"]):
        assert text not in page


def words_in(response):
    """What the list says, without what differs by itself."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"<[^>]+>|\d{2}:\d{2}", " ", main).split()


@pytest.mark.django_db
def test_risk_and_protection_stand_in_equal_number():
    for version in rummet.Instrumentversion.objects.current():
        for niva in rummet.Faktor.Niva:
            here = version.faktorer.filter(niva=niva)
            risk = here.filter(slag=rummet.Faktor.Slag.RISK).count()
            assert risk == here.filter(slag=rummet.Faktor.Slag.SKYDD).count() > 0
