"""The key agent as a process: whom it serves, what it survives, and how it ends."""

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from encryption.agent.client import Agentklient
from encryption.anrop import on_behalf_of
from encryption.errors import KeysRefused, KeysUnreachable
from encryption.nyckeltjanst import Epok, Inslagen

EPOK = Epok(1, 1)
ROOT = Path(__file__).parents[2]
PR_GET_DUMPABLE = 3
NOT_US = os.geteuid() + 1


@contextmanager
def agent(folder, *options):
    """Start the agent as a process; gives it and its socket."""
    path = folder / "agent"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.agent"}
    environment.pop("DATABASE_URL", None)
    with (folder / "logg").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "nyckelagent", "--socket", path, *options],
            cwd=ROOT,
            env=environment,
            stderr=log,
        )
    try:
        wait_for(lambda: answers(path) or process.poll() is not None)
        yield process, path
    finally:
        process.terminate()
        process.wait(10)


def answers(path):
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def wait_for(condition):
    deadline = monotonic() + 20
    while not condition():
        assert monotonic() < deadline
        sleep(0.02)


def logged(folder):
    return [json.loads(line) for line in (folder / "logg").read_text().splitlines()]


@contextmanager
def client_of(path):
    klient = Agentklient(str(path))
    yield klient
    klient.close()


def wrapped(klient, owner_id):
    return Inslagen(owner_id, 1, *EPOK, klient.make(owner_id, 1, EPOK))


def test_what_is_opened_is_counted_and_logged_with_who_asked(tmp_path):
    owners = [uuid.uuid4() for _ in range(3)]
    user_id, request_id = uuid.uuid4(), uuid.uuid4()
    with agent(tmp_path, "--per-anvandare", "2") as (process, path), client_of(path) as klient:
        keys = [wrapped(klient, owner_id) for owner_id in owners]
        with on_behalf_of(user_id, request_id):
            opened = [klient.unwrap([key]) for key in keys[:2]]
            with pytest.raises(KeysRefused):
                klient.unwrap(keys[2:])
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert not path.exists()
    told = [line["event"] for line in logged(tmp_path) if line["event"].startswith("unwrap")]
    assert [event.split()[1] for event in told] == ["ok", "ok", "budget"]
    for event, owner_id in zip(told, owners, strict=True):
        assert f"about={owner_id} user={user_id} request={request_id}" in event
        assert f"uid={os.geteuid()} pid={os.getpid()}" in event
    assert not any(secret.hex() in (tmp_path / "logg").read_text() for (secret,) in opened)


def test_a_process_of_another_user_is_refused(tmp_path):
    with (
        agent(tmp_path, "--uid", str(NOT_US)) as (_, path),
        client_of(path) as klient,
        pytest.raises(KeysUnreachable),
    ):
        klient.generations()
    assert f"refused uid={os.geteuid()} pid={os.getpid()}" in logged(tmp_path)[-1]["event"]


def test_a_user_without_bound_is_not_counted(tmp_path):
    options = ("--uid", str(NOT_US), "--utan-grans", str(os.geteuid()), "--sammanlagt", "1")
    with agent(tmp_path, *options) as (_, path), client_of(path) as klient:
        for _ in range(3):
            klient.unwrap([wrapped(klient, uuid.uuid4())])


GARBAGE = [
    b"",
    b"\0",
    b"GET / HTTP/1.1\r\n\r\n",
    struct.pack(">I", 2**32 - 1),
    struct.pack(">I", 100) + b"{",
    struct.pack(">I", 2) + b"{}",
    struct.pack(">I", 4) + b"null",
    struct.pack(">I", 3) + b"\xff\xff\xff",
    *(
        struct.pack(">I", len(body)) + body
        for body in (
            b"[" * 100_000,
            b'{"gor": "__init__", "med": [], "for": null}',
            b'{"gor": "derive", "med": [1, 1], "for": null}',
            b'{"gor": "derive", "med": ["x", -1], "for": null}',
            b'{"gor": "unwrap", "med": [[["a"]]], "for": null}',
            b'{"gor": "unwrap", "med": [[]], "for": [1, 2]}',
            b'{"gor": ["a"], "med": {}, "for": 3}',
            b'{"bytes": "xyz"}',
        )
    ),
]


def test_garbage_ends_a_conversation_and_never_the_agent(tmp_path):
    with agent(tmp_path) as (process, path), client_of(path) as klient:
        for garbage in GARBAGE:
            with socket.socket(socket.AF_UNIX) as rude:
                rude.connect(str(path))
                rude.sendall(garbage)
        with socket.socket(socket.AF_UNIX) as slow:
            slow.connect(str(path))
            slow.sendall(b"\0\0")
            assert klient.generations() == (1,)
        assert process.poll() is None
    events = [line["event"] for line in logged(tmp_path)]
    assert sum("garbage" in event for event in events) >= 10
    assert not [event for event in events if "error" in event]


def test_many_clients_are_served_at_once(tmp_path):
    failures = []

    def ask(path):
        with client_of(path) as klient:
            for _ in range(20):
                owner_id = uuid.uuid4()
                key = wrapped(klient, owner_id)
                if klient.unwrap([key]) != klient.unwrap([key]):
                    failures.append(owner_id)

    with agent(tmp_path) as (_, path):
        threads = [threading.Thread(target=ask, args=(path,)) for _ in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


def test_a_client_finds_the_agent_again_after_a_restart(tmp_path):
    owner_id = uuid.uuid4()
    with client_of(tmp_path / "agent") as klient:
        with agent(tmp_path) as (process, _):
            key = wrapped(klient, owner_id)
            opened = klient.unwrap([key])
            process.kill()
            process.wait(10)
            with pytest.raises(KeysUnreachable):
                klient.unwrap([key])
        with agent(tmp_path):
            assert klient.unwrap([key]) == opened


def test_a_second_agent_leaves_the_socket_to_the_first(tmp_path):
    with agent(tmp_path) as (_, path):
        late = tmp_path / "sen"
        late.mkdir()
        (late / "agent").symlink_to(path)
        with agent(late) as (process, _):
            assert process.wait(10) == 1
        with client_of(path) as klient:
            assert klient.generations() == (1,)


def test_its_memory_is_not_for_others_to_read(tmp_path):
    with agent(tmp_path) as (process, _):
        limits = Path(f"/proc/{process.pid}/limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core"))
        assert core.split()[4:6] == ["0", "0"]
    program = (
        "import ctypes; from encryption.agent.server import protect_memory;"
        f" protect_memory(); print(ctypes.CDLL(None).prctl({PR_GET_DUMPABLE}, 0, 0, 0, 0))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True
    )
    assert told.stdout == b"0\n"


def test_an_agent_without_a_root_says_so(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.agent",
        "ROTNYCKEL_FIL": str(tmp_path / "rot"),
    }
    environment.pop("ROTNYCKEL", None)
    ended = subprocess.run(
        [sys.executable, "manage.py", "nyckelagent", "--socket", tmp_path / "agent"],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 1
    assert "Rotnyckeln går inte att läsa" in ended.stderr
