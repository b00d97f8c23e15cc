"""The dump of the demo town: none of its names, numbers and sentences lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import override_settings

from access.models import Anvandare, Enhet, Namnd, Organisation
from arenden.models import Frist
from encryption.fields import SealedField
from insatser.models import Arbetsgang, Insatstyp
from riskbedomning.models import Faktor
from samverkansteam.models import Lagrum, Teamtyp
from tests.attacks.dumpen import found_in, haystacks, pg_dump
from tests.attacks.test_dumpen import NAMES, ORDINARY, SENTENCE, strings_in

pytestmark = pytest.mark.django_db(transaction=True)

IN_CLEAR = (
    *(Anvandare, Namnd, Enhet, Organisation),
    *(Insatstyp, Faktor, Lagrum, Teamtyp),
    *(Frist, Arbetsgang),
)
"""What tells of staff, parties, the city's own texts and the law of a clock, and of no child."""


def sealed_values() -> Iterator[tuple[str, str]]:
    """Every string of every sealed value in the database, with the name of its field."""
    for model in apps.get_models():
        fields = [field.name for field in model._meta.fields if isinstance(field, SealedField)]
        if not fields or hasattr(model, "instance_type"):
            continue
        for row in model._default_manager.all():
            for name in fields:
                yield from ((name, text) for text in strings_in(getattr(row, name)))


def clear_text() -> str:
    """All that the tables in clear say, as one text."""
    told = (
        str(getattr(row, field.attname))
        for model in IN_CLEAR
        for row in model._default_manager.all()
        for field in model._meta.fields
    )
    return "\n".join([*told, *words_of_the_program()]).lower()


def words_of_the_program() -> Iterator[str]:
    """What kinds of rows are called, and the answers that one chooses among."""
    for model in apps.get_models():
        yield str(model._meta.verbose_name)
        for field in model._meta.fields:
            yield from (str(word) for choice in field.choices or () for word in choice)


def test_the_dump_of_the_town_holds_nothing_of_a_child():
    with override_settings(DEMO=True, DEMO_LOSENORD="ovning-i-provstaden"):
        call_command("demo", akter=12, stdout=StringIO())
    known = clear_text()
    words = {
        text
        for name, text in sealed_values()
        if (name in NAMES and len(text) > 3) or len(text) >= SENTENCE
    }
    searched = {word for word in words if word.lower() not in known}
    assert len(searched) > 400
    hays = haystacks(pg_dump())
    assert found_in(hays, {Anvandare.objects.earliest("anvandarnamn").namn})
    assert found_in(hays, searched - set(ORDINARY)) == set()
