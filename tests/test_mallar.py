"""Templates and style: everything compiles, nothing is inline, every colour can be read."""

import re
from itertools import product
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import get_template, render_to_string

TEMPLATES = sorted(
    path
    for path in Path(settings.BASE_DIR).glob("**/templates/**/*.html")
    if not {".venv", "var"} & set(path.relative_to(settings.BASE_DIR).parts)
)
CSS = (Path(settings.BASE_DIR) / "static/css/app.css").read_text(encoding="utf-8")

INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without src": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "javascript: or data: address": re.compile(r"=\s*[\"']?\s*(?:javascript|data):", re.IGNORECASE),
    "evaluated htmx values": re.compile(r"hx-(?:vals|headers)\s*=\s*[\"']js:", re.IGNORECASE),
}

TEXT = 4.5
SHAPE = 3.0
SURFACES = ("sida", "yta", "yta-dov")
PAIRS = [
    *((ink, surface, TEXT) for ink, surface in product(("text", "text-dov", "accent"), SURFACES)),
    *((ink, surface, TEXT) for ink, surface in product(("sen", "snart", "klar"), ("sida", "yta"))),
    *((tone, f"{tone}-dov", TEXT) for tone in ("accent", "sen", "snart", "klar")),
    ("accent-stark", "accent-dov", TEXT),
    ("accent-stark", "yta", TEXT),
    ("text", "accent-dov", TEXT),
    ("pa-accent", "accent", TEXT),
    ("pa-accent", "accent-stark", TEXT),
    ("yta", "sen", TEXT),
    ("yta", "text", TEXT),
    ("pa-huvud", "huvud", TEXT),
    *((line, surface, SHAPE) for line, surface in product(("linje", "fokus"), ("sida", "yta"))),
    ("fokus-huvud", "huvud", SHAPE),
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_compiles(path):
    engines["django"].from_string(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_what_is_wrong_is_summed_up_once(path):
    """A whole form brings its own summary, so that a page beside it must not."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"))
    whole_form = re.search(r"partials/form\.html|\{\{ form \}\}", text)
    assert not (whole_form and 'include "partials/felsammanfattning.html"' in text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_has_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    assert [name for name, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        '<p class="a" style="color:red">',
        "<style>",
        "<script>alert(1)</script>",
        '<button onclick="f()">',
        '<div hx-on:click="f()">',
        '<a href="javascript:f()">',
        "<img src='data:image/png;base64,AA'>",
        """<div hx-vals='js:{"a": 1}'>""",
    ],
)
def test_inline_patterns_catch_what_they_name(text):
    assert any(pattern.search(text) for pattern in INLINE.values())


def test_every_icon_named_in_a_template_is_in_the_sprite():
    symbols = set(
        re.findall(
            r'<symbol id="([\w-]+)"',
            (Path(settings.BASE_DIR) / "static/icons.svg").read_text(encoding="utf-8"),
        )
    )
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(
            r'ikon\.html" with namn="([\w-]+)"', path.read_text(encoding="utf-8")
        )
    }
    assert used - symbols == set()


def tokens(css: str, mode: int) -> dict[str, str]:
    """Colour tokens of a block of CSS; mode 0 is light, 1 is dark."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)
    return {name: values[mode] for name, *values in pairs}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("more", [False, True], ids=["normal", "more contrast"])
def test_colour_tokens_have_contrast(mode, more):
    normal, extra = CSS.split("@media (prefers-contrast: more)", maxsplit=1)
    colours = tokens(normal, mode) | (tokens(extra, mode) if more else {})
    weak = [
        f"{ink} on {surface}: {contrast(colours[ink], colours[surface]):.2f} < {least}"
        for ink, surface, least in PAIRS
        if contrast(colours[ink], colours[surface]) < least
    ]
    assert weak == []


def test_colours_live_in_tokens_only():
    below = CSS.split("@layer base {", maxsplit=1)[1].split("@layer print {", maxsplit=1)[0]
    assert re.findall(r"#[0-9a-f]{3,8}\b", below) == []


class Anteckning(forms.Form):
    text = forms.CharField(label="Text", help_text="Skriv vad som hände.")
    plats = forms.CharField(label="Plats", required=False)
    sort = forms.ChoiceField(label="Sort", choices=[("s", "Samtal")], widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)


def render_form(data: dict[str, str]) -> str:
    form = Anteckning(data)
    return render_to_string("partials/form.html", {"form": form, "utkast_url": "/utkast"})


def test_form_says_in_words_what_is_required():
    html = render_form({})
    assert html.count("(obligatoriskt)") == 2
    assert html.count("(frivilligt)") == 1


def test_error_summary_leads_to_each_field_with_the_same_words():
    html = render_form({"version": "1"})
    assert '<a href="#id_text">Text: Detta fält måste fyllas i.</a>' in html
    assert '<a href="#id_sort_0">Sort: Detta fält måste fyllas i.</a>' in html
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_error"' in html


def test_valid_form_has_no_summary():
    assert "felruta" not in render_form({"version": "1", "text": "Hej", "sort": "s"})


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_page_renders_without_request(name):
    html = get_template(name).render()
    assert '<html lang="sv">' in html
    assert html.count("<h1>") == 1
