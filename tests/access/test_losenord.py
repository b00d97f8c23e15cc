"""Passwords: long ones, and no common ones."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from access.models import Anvandare

ANNA = Anvandare(anvandarnamn="annalindberg1987", namn="Anna Lindberg")


@pytest.mark.parametrize("losenord", ["fjorton tecken", "kort"])
def test_fifteen_characters_at_least(losenord):
    with pytest.raises(ValidationError, match="15"):
        validate_password(losenord, ANNA)


def test_a_long_sentence_is_taken_whole():
    lang = "en mening om en häst och ett batteri " * 4
    validate_password(lang, ANNA)
    ANNA.set_password(lang)
    assert ANNA.check_password(lang)
    assert not ANNA.check_password(lang[:72])


@pytest.mark.parametrize("losenord", ["123456789987654321", "1q2w3e4r5t6y7u8i9o0p"])
def test_common_ones_are_refused_without_asking_anybody_outside(losenord):
    with pytest.raises(ValidationError, match="vanligt"):
        validate_password(losenord, ANNA)


def test_ones_own_name_is_no_password():
    with pytest.raises(ValidationError, match="likt"):
        validate_password("annalindberg1987", ANNA)
