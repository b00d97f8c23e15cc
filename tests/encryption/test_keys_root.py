"""Where the root lives, that it has generations, and what is derived from it."""

import base64
import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from encryption.index import blind_index
from encryption.nyckeltjanst import derive, forget_derived_keys
from encryption.root import EnvRoot, FileRoot, root_provider
from encryption.signing import signing_key


@pytest.fixture
def another_root(monkeypatch):
    """Change the root secret within a test."""

    def change(secret: bytes) -> None:
        monkeypatch.setenv("ROTNYCKEL", base64.b64encode(secret).decode())
        forget_derived_keys()

    yield change
    forget_derived_keys()


def test_derived_keys_differ_by_purpose_and_by_root(another_root):
    another_root(b"a" * 32)
    first = {derive("plan/1"), derive("plan/2"), blind_index("1", purpose="p/1")}
    first |= {blind_index("1", purpose="p/2"), blind_index("2", purpose="p/1")}
    assert len(first) == 5
    another_root(b"b" * 32)
    assert not first & {derive("plan/1"), blind_index("1", purpose="p/1")}


@pytest.mark.django_db
def test_what_is_derived_from_a_root_never_changes(another_root):
    another_root(bytes(range(32)))
    public = signing_key("logg").public_key().public_bytes_raw()
    assert root_provider().derive(1, "kek/1").hex() == KEK
    assert blind_index("201101062394", purpose="identitet/1").hex() == INDEX
    assert public.hex() == PUBLIC


KEK = "a9f486d254f4df1bd61c8de256e0a2659ad0262dc2629505999477b5c3fa6ffb"
INDEX = "e02de626d78a9c02619f56e65ca3ec8601655719b99baa86b030624559002d8f"
PUBLIC = "c1aa78cb46a06ba9d0bc13318c0c5c822ba6c9486bcd1d8654301a7c271b82db"


def test_a_root_file_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "nycklar" / "rot"
    made = FileRoot(path, may_create=True)
    assert made.generations() == (1,)
    assert FileRoot(path, may_create=False).derive(1, "x") == made.derive(1, "x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["rot"]


def test_two_first_starts_agree_on_the_root(tmp_path):
    path = tmp_path / "rot"
    first, late = FileRoot(path, may_create=True), FileRoot(path, may_create=True)
    derived = first.derive(1, "x")
    late._create()
    assert late.derive(1, "x") == derived


@pytest.mark.parametrize(
    ("content", "mode", "message"),
    [
        (None, 0o600, "no root key"),
        (base64.b64encode(b"x" * 32), 0o640, "read by others"),
        (base64.b64encode(b"x" * 31), 0o600, "not 32 bytes"),
        (b"!", 0o600, "not base64"),
        (b"\n", 0o600, "empty"),
        (
            b"1 " + base64.b64encode(b"x" * 32) + b"\n" + base64.b64encode(b"y" * 32),
            0o600,
            "unclear",
        ),
    ],
)
def test_a_bad_root_file_is_refused(tmp_path, content, mode, message):
    path = tmp_path / "rot"
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    with pytest.raises(ImproperlyConfigured, match=message):
        FileRoot(path, may_create=False).derive(1, "x")


@pytest.mark.parametrize("kind", ["file", "environment"])
def test_a_generation_follows_another_and_changes_nothing_of_it(tmp_path, monkeypatch, kind):
    path = tmp_path / "rot"
    path.write_bytes(base64.b64encode(b"a" * 32))
    path.chmod(0o600)
    monkeypatch.setenv("ROT", base64.b64encode(b"a" * 32).decode())
    root = EnvRoot("ROT") if kind == "environment" else FileRoot(path, may_create=False)
    first = root.derive(1, "x")
    with pytest.raises(ImproperlyConfigured, match="Generation 2"):
        root.derive(2, "x")
    if kind == "environment":
        with pytest.raises(ImproperlyConfigured, match=r"2 \S{44}") as told:
            root.add_generation()
        monkeypatch.setenv("ROT", f"{os.environ['ROT']},{str(told.value).splitlines()[1].strip()}")
    else:
        assert root.add_generation() == 2
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert root.generations() == (1, 2)
    assert root.derive(1, "x") == first != root.derive(2, "x")


def test_the_environment_comes_before_the_file(monkeypatch, settings, tmp_path):
    monkeypatch.delenv("ROTNYCKEL_PKCS11", raising=False)
    assert isinstance(root_provider(), EnvRoot)
    monkeypatch.delenv("ROTNYCKEL")
    settings.ROTNYCKEL_FIL = tmp_path / "rot"
    provider = root_provider()
    assert isinstance(provider, FileRoot)
    assert provider.may_create is False
