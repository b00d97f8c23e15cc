"""What searches for plain text does find it."""

import base64

import pytest

from tests.encryption.app.models import Anteckning
from tests.encryption.avlyssning import listening, reveals, table

SECRET = "Mycket hemlig åsikt"


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_secret_is_found_however_it_is_written(before):
    sent = f"{before}{SECRET} och mer".encode()
    for written in (sent, sent.hex().encode(), base64.b64encode(sent)):
        assert reveals(written, [SECRET, "annat"]) == [SECRET]


@pytest.mark.django_db
def test_a_clear_column_is_heard_and_found(make_anteckning):
    with listening() as heard:
        make_anteckning(klartext=SECRET)
    assert any(reveals(sent, [SECRET]) for sent in heard)
    assert reveals(table(Anteckning), [SECRET])
    assert not reveals(table(Anteckning), ["Hemlig text"])
