"""The key service in both its forms, for the tests that hold for either."""

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from encryption.agent.client import Agentklient
from encryption.agent.server import Agent
from encryption.budget import Budget
from encryption.nyckeltjanst import InternTjanst
from encryption.root import root_provider

FORMER = ("intern", "agent")


@contextmanager
def make_tjanst(form, budget=None, *, uids=None):
    """A key service: within the process, or behind the socket of an agent."""
    intern = InternTjanst(root_provider(), budget or Budget())
    if form == "intern":
        yield intern
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "agent"
        with running(path, intern, uids):
            klient = Agentklient(str(path))
            yield klient
            klient.close()


@contextmanager
def running(path, tjanst, uids=None):
    """An agent in a thread of its own."""
    agent = Agent(path, dict.fromkeys(uids or [os.geteuid()], tjanst))
    thread = threading.Thread(target=agent.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield agent
    finally:
        agent.shutdown()
        agent.server_close()
        thread.join()
