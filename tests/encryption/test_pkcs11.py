"""A root in a token: it derives what a file's root does, and is never handed out."""

import base64
import os
import shutil
import subprocess
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from encryption.budget import Budget
from encryption.nyckeltjanst import Epok, Inslagen, InternTjanst
from encryption.pkcs11 import LABEL, TokenRoot
from encryption.root import FileRoot, root_provider

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
MODULE = next((path for path in MODULES if Path(path).exists()), None)
UTIL = shutil.which("softhsm2-util")
PIN = "1234"


@pytest.fixture(scope="module")
def softhsm(tmp_path_factory):
    """A token of the software HSM, or a plain word that it is not installed."""
    if MODULE is None or UTIL is None:
        message = "SoftHSM saknas, så rotnyckel i en HSM provas inte: apt-get install softhsm2"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    label = ("--label", "insatser")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(conf))
        subprocess.run(
            [UTIL, "--init-token", "--free", *label, "--pin", PIN, "--so-pin", "5678"],
            check=True,
            capture_output=True,
        )
        yield MODULE


@pytest.fixture(scope="module")
def root(softhsm):
    root = TokenRoot(softhsm, "insatser", PIN)
    assert root.generations() == ()
    return root


def test_a_root_moved_into_the_token_gives_the_same_keys(root, tmp_path):
    file = FileRoot(tmp_path / "rot", may_create=True)
    assert file.generations() == (1,)
    root.take_over(1, base64.b64decode(file.path.read_text().split()[1]))
    assert root.generations() == (1,)
    for purpose in ("kek/1", "index/identitet", "signing/kontrollpunkt"):
        assert root.derive(1, purpose) == file.derive(1, purpose)


def test_a_generation_made_in_the_token_never_leaves_it(root):
    from pkcs11 import Attribute, AttributeSensitive

    generation = root.add_generation()
    assert generation == root.generations()[-1]
    assert len(root.derive(generation, "x")) == 32
    key = root._opened().get_key(label=f"{LABEL}{generation}")
    assert (key[Attribute.SENSITIVE], key[Attribute.EXTRACTABLE]) == (True, False)
    with pytest.raises(AttributeSensitive):
        key[Attribute.VALUE]


def test_the_key_service_works_on_a_token_and_its_root_changes(root):
    tjanst = InternTjanst(root, Budget())
    owner_id = uuid.uuid4()
    old = Inslagen(owner_id, 1, 1, 1, tjanst.make(owner_id, 1, Epok(1, 1)))
    (blob,) = tjanst.rewrap([old], Epok(2, 2))
    assert tjanst.unwrap([old]) == tjanst.unwrap([Inslagen(owner_id, 1, 2, 2, blob)])


def test_what_is_not_there_is_said(root, softhsm):
    with pytest.raises(ImproperlyConfigured, match="Generation 99"):
        root.derive(99, "x")
    with pytest.raises(ImproperlyConfigured, match="does not open"):
        TokenRoot(softhsm, "annan", PIN).generations()
    with pytest.raises(ImproperlyConfigured, match="does not open"):
        TokenRoot("/nowhere.so", "insatser", PIN).generations()


def test_the_token_comes_before_the_environment(root, softhsm, monkeypatch):
    monkeypatch.setenv("ROTNYCKEL_PKCS11", softhsm)
    monkeypatch.setenv("ROTNYCKEL_TOKEN", "insatser")
    monkeypatch.setenv("ROTNYCKEL_PIN", PIN)
    provider = root_provider()
    assert isinstance(provider, TokenRoot)
