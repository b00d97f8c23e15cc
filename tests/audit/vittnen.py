"""The witness as another party runs it: a process of its own, with a key of its own."""

import re
import subprocess
import sys
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit import note

WITNESS = Path(__file__).resolve().parents[2] / "revision" / "vittne.py"
NAME = "revisionen.example/vittne"


def command(*args):
    """`-I` keeps our own packages out of its reach."""
    return [sys.executable, "-I", WITNESS, *map(str, args)]


def run(*args):
    return subprocess.run(command(*args), check=True, capture_output=True, text=True).stdout


@dataclass
class Vittnesprocess:
    """The folder, the public keys and, while it runs, the address of a witness."""

    folder: Path
    keys: list[str]
    address: str = ""

    @property
    def setting(self):
        return " ".join([*self.keys, self.address])

    @property
    def printed(self):
        return (self.folder / "utskrift").read_text()

    def post(self, body, path="/add-checkpoint"):
        """Status, kind and text of the answer."""
        connection = HTTPConnection(self.address.removeprefix("http://"), timeout=10)
        connection.request("POST", path, body.encode())
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers["Content-Type"], text

    @contextmanager
    def listening(self, port=0):
        """Run it until the end of the block; then it is killed, not asked to stop."""
        with (self.folder / "utskrift").open("w") as printed:
            process = subprocess.Popen(
                command("lyssna", self.folder, "--port", port), stderr=printed
            )
        try:
            deadline = monotonic() + 20
            while not (found := re.search(r"lyssnar på (\S+)\n", self.printed)):
                assert process.poll() is None, self.printed
                assert monotonic() < deadline, self.printed
                sleep(0.02)
            self.address = f"http://{found[1]}"
            yield self
        finally:
            process.kill()
            process.wait()


def make_witness(folder, *log_keys, mldsa=False):
    keys = run("nyckel", folder, "--namn", NAME, *(["--mldsa"] if mldsa else [])).split()
    (folder / "loggar").write_text("\n".join(log_keys))
    return Vittnesprocess(folder, keys)


def node(left, right):
    return sha256(b"\1" + left + right).digest()


def root(leaves):
    """MTH of RFC 6962, 2.1, straight from its definition; likewise the proof below."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root(leaves[:split]), root(leaves[split:]))


def subproof(size, leaves, *, is_known=True):
    if size == len(leaves):
        return [] if is_known else [root(leaves)]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= split:
        return [*subproof(size, leaves[:split], is_known=is_known), root(leaves[split:])]
    return [*subproof(size - split, leaves[split:], is_known=False), root(leaves[:split])]


@dataclass
class Provlogg:
    """A log with a key and leaves, that can be asked for any head and any proof."""

    ursprung: str = "insatser.example/prov"
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    leaves: list[bytes] = field(default_factory=lambda: [bytes([n]) * 32 for n in range(40)])

    @property
    def vkey(self):
        return str(note.Nyckel.of_log(self.ursprung, self.key.public_key()))

    def forked(self, place):
        """The same log, written anew from a place on and signed with the same key."""
        other = [sha256(leaf).digest() for leaf in self.leaves[place:]]
        return Provlogg(self.ursprung, self.key, self.leaves[:place] + other)

    def head(self, size):
        return note.sign(note.Huvud(self.ursprung, size, root(self.leaves[:size])), self.key)

    def request(self, old, size, proof=None):
        if proof is None:
            proof = subproof(old, self.leaves[:size]) if old else []
        lines = "".join(f"{b64encode(item).decode()}\n" for item in proof)
        return f"old {old}\n{lines}\n{self.head(size)}"
