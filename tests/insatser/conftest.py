import pytest

from tests.insatser import vagen


@pytest.fixture
def stad(db) -> vagen.Stad:
    return vagen.make_stad()
