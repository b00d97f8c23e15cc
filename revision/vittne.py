"""A witness of a log: cosigns each tree that is shown to begin with the last one, and no other.

To be run by somebody who does not run the log (https://c2sp.org/tlog-witness; see VITTNE.md). One
file; needs Python 3.11 and the library cryptography, and shares no code with the log.

    vittne.py nyckel FOLDER --namn NAME [--mldsa]     make the keys once, and show the public ones
    vittne.py lyssna FOLDER [--adress 127.0.0.1] [--port 8790]
    vittne.py visa FOLDER                             show the newest head of each log
"""

import argparse
import fcntl
import json
import logging
import os
import re
import struct
import sys
import threading
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

LOG_KEY, COSIGNATURE, COSIGNATURE_MLDSA44 = 0x01, 0x04, 0x06
MOST_BYTES, MOST_EVIDENCE, MOST_NAME = 256 * 1024, 10 * 1024 * 1024, 255
PATIENCE = 10.0
NO_LEAVES = {"storlek": 0, "rot": b64encode(sha256(b"").digest()).decode()}
NAME = re.compile(r"[^\s+]+")
REQUEST = re.compile(
    r"old (?P<old>0|[1-9][0-9]{0,17})\n(?P<proof>(?:[A-Za-z0-9+/]{43}=\n){0,63})\n"
    r"(?P<note>(?P<text>(?P<origin>[^\n]+)\n(?P<size>0|[1-9][0-9]{0,17})\n"
    r"(?P<root>[A-Za-z0-9+/]{43}=)\n)\n(?P<signatures>(?:— [^\s+]+ "
    r"(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\n)+))"
)
"""Old size, proof and checkpoint. Lines after the root are not taken: nobody could audit them."""
logger = logging.getLogger("vittne")


class Refused(Exception):
    """An answer other than a cosignature."""

    def __init__(self, status: int, reason: str, size: int | None = None) -> None:
        super().__init__(reason)
        self.status, self.size = status, size


def key_id(name: str, kind: int, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def key_text(name: str, kind: int, public: bytes) -> str:
    material = b64encode(bytes([kind]) + public).decode()
    return f"{name}+{key_id(name, kind, public).hex()}+{material}"


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def is_consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the new tree begins with the old one: RFC 6962, 2.1.2, walked backwards."""
    rest = list(proof)

    def roots(first: int, size: int, *, from_start: bool) -> tuple[bytes, bytes]:
        """The roots of the first leaves and of all leaves of a subtree."""
        if first == size:
            known = old_root if from_start else rest.pop()
            return known, known
        split, beside = 1 << (size - 1).bit_length() - 1, rest.pop()
        if first <= split:
            before, after = roots(first, split, from_start=from_start)
            return before, node(after, beside)
        before, after = roots(first - split, size - split, from_start=False)
        return node(beside, before), node(beside, after)

    if old == 0:
        return not proof and (new > 0 or new_root == old_root)
    try:
        return roots(old, new, from_start=True) == (old_root, new_root) and not rest
    except IndexError:
        return False


def write(path: Path, content: object) -> None:
    """Write the whole file or nothing, and return when it is on the disk."""
    beside = path.with_suffix(".ny")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


class Witness:
    """The keys, the logs that are known, and the newest head signed of each."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.lock = folder, threading.Lock()
        keys = json.loads((folder / "nyckel.json").read_text())
        self.name = str(keys["namn"])
        self.keys: dict[int, Ed25519PrivateKey | MLDSA44PrivateKey] = {}
        self.keys[COSIGNATURE] = Ed25519PrivateKey.from_private_bytes(b64decode(keys["ed25519"]))
        if seed := keys["mldsa44"]:
            self.keys[COSIGNATURE_MLDSA44] = MLDSA44PrivateKey.from_seed_bytes(b64decode(seed))
        self.logs = trusted(folder / "loggar")
        self.heads = json.loads((folder / "huvuden.json").read_text())

    def add_checkpoint(self, body: str) -> str:
        """Return the cosignatures, once the head is on the disk. Raises Refused."""
        request = REQUEST.fullmatch(body)
        if request is None:
            raise Refused(400, "not old size, proof and checkpoint")
        origin, old, size = request["origin"], int(request["old"]), int(request["size"])
        root = b64decode(request["root"])
        self.check_signature(origin, request["text"], request["signatures"])
        if old > size:
            raise Refused(400, "the old size is the larger one")
        with self.lock:
            known = self.heads.get(origin, NO_LEAVES)
            if old != known["storlek"]:
                raise Refused(409, f"{origin} {size}: another old size", known["storlek"])
            old_root = b64decode(known["rot"])
            proof = [b64decode(line) for line in request["proof"].split()]
            if not is_consistent(old, old_root, size, root, proof):
                self.keep_evidence(body)
                another_root = old == size and root != old_root
                reason = f"{origin} {size}: CONTRADICTION, not shown to go on from {old}"
                raise Refused(409 if another_root else 422, reason, size if another_root else None)
            cosigned = self.cosign(origin, size, root, request["text"])
            head = {"storlek": size, "rot": request["root"], "anteckning": request["note"]}
            heads = {**self.heads, origin: {**head, "medsignaturer": cosigned}}
            write(self.folder / "huvuden.json", heads)
            self.heads = heads
        return cosigned

    def check_signature(self, origin: str, text: str, signatures: str) -> None:
        """Raises Refused unless one of the log's keys has signed, or if its signature is wrong."""
        if origin not in self.logs:
            raise Refused(404, f"{origin!r}: an unknown log")
        prefix = f"— {origin} "
        lines = [line for line in signatures.split("\n") if line.startswith(prefix)]
        blobs = [b64decode(line.removeprefix(prefix)) for line in lines]
        ours = [(self.logs[origin].get(blob[:4]), blob[4:]) for blob in blobs]
        try:
            checked = [
                Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
                for public, signature in ours
                if public
            ]
        except InvalidSignature as error:
            raise Refused(403, f"{origin}: the signature is wrong") from error
        if not checked:
            raise Refused(403, f"{origin}: not signed by a known key")

    def cosign(self, origin: str, size: int, root: bytes, text: str) -> str:
        """Signature lines as c2sp.org/tlog-cosignature has them."""
        seconds = int(time.time())
        stamp, name, log = struct.pack(">Q", seconds), self.name.encode(), origin.encode()
        tree = struct.pack(">QQ", 0, size) + root
        messages = {
            COSIGNATURE: f"cosignature/v1\ntime {seconds}\n{text}".encode(),
            COSIGNATURE_MLDSA44: b"subtree/v1\n\0"
            + (bytes([len(name)]) + name + stamp + bytes([len(log)]) + log + tree),
        }
        lines = []
        for kind, key in self.keys.items():
            key_hash = key_id(self.name, kind, key.public_key().public_bytes_raw())
            blob = key_hash + stamp + key.sign(messages[kind])
            lines.append(f"— {self.name} {b64encode(blob).decode()}\n")
        return "".join(lines)

    def keep_evidence(self, body: str) -> None:
        """Two heads that the log has signed and that do not agree are proof against it."""
        with (self.folder / "motsagelser").open("a", encoding="utf-8") as file:
            if file.tell() < MOST_EVIDENCE:
                file.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())}\n{body}\n")


def trusted(path: Path) -> dict[str, dict[bytes, bytes]]:
    """The public keys of each log by their id, from a file with one key to a line."""
    logs: dict[str, dict[bytes, bytes]] = {}
    for line in path.read_text(encoding="utf-8").split():
        name, _, rest = line.partition("+")
        public = b64decode(rest.partition("+")[2])[1:]
        if line != key_text(name, LOG_KEY, public) or len(name.encode()) > MOST_NAME:
            sys.exit(f"Inte en nyckel för en logg: {line}")
        logs.setdefault(name, {})[key_id(name, LOG_KEY, public)] = public
    return logs


class Conversation(BaseHTTPRequestHandler):
    witness: Witness
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_POST(self) -> None:
        kind, status = "text/plain; charset=utf-8", 200
        try:
            answer = self.witness.add_checkpoint(self.body())
        except Refused as refused:
            status, answer, self.close_connection = refused.status, f"{refused}\n", True
            if refused.size is not None:
                kind, answer = "text/x.tlog.size", f"{refused.size}\n"
            logger.warning("%s %d %s", self.client_address[0], status, refused)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer.encode())))
        self.end_headers()
        self.wfile.write(answer.encode())

    def body(self) -> str:
        if self.path != "/add-checkpoint":
            raise Refused(404, "no such address")
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch("[0-9]{1,6}", length) or int(length) > MOST_BYTES:
            raise Refused(400, "no length, or too long")
        return self.rfile.read(int(length)).decode(errors="replace")


def make_keys(folder: Path, name: str, *, mldsa: bool) -> None:
    if not NAME.fullmatch(name) or len(name.encode()) > MOST_NAME:
        sys.exit("Ange --namn, utan mellanslag och plus.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "loggar").touch()
    write(folder / "huvuden.json", {})
    seeds = [b64encode(os.urandom(32)).decode() for _ in range(2)]
    keys = {"ed25519": seeds[0], "mldsa44": seeds[1] if mldsa else None}
    write(folder / "nyckel.json", {"namn": name, **keys})


def main() -> None:
    parser = argparse.ArgumentParser(description="Vittne för loggar.")
    parser.add_argument("gor", choices=["nyckel", "lyssna", "visa"])
    parser.add_argument("mapp", type=Path)
    parser.add_argument("--namn", default="")
    parser.add_argument("--mldsa", action="store_true", help="signera också med ML-DSA-44")
    parser.add_argument("--adress", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8790)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    if options.gor == "nyckel" and not (options.mapp / "nyckel.json").exists():
        make_keys(options.mapp, options.namn, mldsa=options.mldsa)
    if options.gor == "lyssna":
        guard = (options.mapp / "las").open("w")
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    witness = Witness(options.mapp)
    if options.gor == "nyckel":
        for kind, key in witness.keys.items():
            public = key.public_key().public_bytes_raw()
            sys.stdout.write(f"{key_text(witness.name, kind, public)}\n")
    elif options.gor == "visa":
        for head in witness.heads.values():
            sys.stdout.write(f"{head['anteckning']}{head['medsignaturer']}\n")
    else:
        Conversation.witness = witness
        with ThreadingHTTPServer((options.adress, options.port), Conversation) as server:
            logger.info("%s lyssnar på %s:%d", witness.name, *server.server_address[:2])
            server.serve_forever()


if __name__ == "__main__":
    main()
