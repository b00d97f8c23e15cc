"""Checks a log that somebody else keeps, with nothing of theirs but their files and public key.

Needs Python 3.11 and the library cryptography. What to ask for and what it proves: README.md.
    kontrollera.py KATALOG|BEVIS [HÄNDELSE] --nyckel NYCKEL [--vittne NYCKEL] [--tidigare FIL]
"""

import argparse
import json
import re
import sys
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

WIDTH, HASH = 256, 32
LOG, MLDSA = 1, 6
KINDS = {LOG: Ed25519PublicKey, 4: Ed25519PublicKey, MLDSA: MLDSA44PublicKey}
HEAD = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n")
SIGNATURE = re.compile(r"^— (\S+) ((?:[A-Za-z0-9+/]{4})+[A-Za-z0-9+/]*=*)$", re.MULTILINE)
PROOF = re.compile(
    r"c2sp\.org/tlog-proof@v1\n(?:extra \S*\n)?index (0|[1-9][0-9]{0,17})\n"
    r"((?:[A-Za-z0-9+/]{43}=\n){0,63})\n((?s:.+))"
)


class Fel(Exception):
    """What does not hold, in Swedish."""


def root_of(hashes):
    """RFC 6962; a hash without a neighbour goes up a level as it is."""
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2], strict=False)
        odd = hashes[len(hashes) & ~1 :]
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return hashes[0] if hashes else sha256(b"").digest()


def read_key(text):
    """A key written name+id+base64(kind || key); signatures name it by the start of its hash."""
    try:
        name, _, encoded = text.split("+", 2)
        material = b64decode(encoded, validate=True)
        key = KINDS[material[0]].from_public_bytes(material[1:])
    except (ValueError, LookupError) as error:
        raise Fel(f"Nyckeln är felskriven: {text}") from error
    return name, sha256(f"{name}\n".encode() + material).digest()[:4], material[0], key


def read_head(note, options, witnesses):
    """Size and root as signed by a key of the log and by every witness, and what to tell of it."""
    text, _, lines = note.decode(errors="replace").rpartition("\n\n")
    form = HEAD.fullmatch(f"{text}\n")
    if not form:
        raise Fel("Kontrollpunkten har inte rätt form.")
    head = form[1], int(form[2]), b64decode(form[3])
    signed = [(name, b64decode(data)) for name, data in SIGNATURE.findall(lines)]
    ours = [key for key in map(read_key, options.nyckel) if (key[0], key[2]) == (head[0], LOG)]
    if all(signed_when(head, form[0], key, signed) is None for key in ours):
        raise Fel("Kontrollpunkten är inte undertecknad med loggens nyckel.")
    told = [f"Kontrollpunkten är äkta: {head[0]}, {head[1]} händelser."]
    for key in map(read_key, witnesses):
        when = signed_when(head, form[0], key, signed)
        if not when:
            raise Fel(f"Vittnet {key[0]} har inte undertecknat kontrollpunkten.")
        told.append(f"Vittnet {key[0]} undertecknade den {datetime.fromtimestamp(when, UTC)}.")
    return head[1], head[2], told


def signed_when(head, text, key, signatures):
    """When the key signed, in seconds since 1970 (0: not told); None if it did not."""
    name, key_id, kind, public = key
    data = next((data[4:] for who, data in signatures if (who, data[:4]) == (name, key_id)), None)
    if data is None:
        return None
    when, message = 0, text.encode()
    if kind != LOG:
        when, data = int.from_bytes(data[:8]), data[8:]
        message = f"cosignature/v1\ntime {when}\n{text}".encode()
    if kind == MLDSA:
        who, what = (bytes([len(part.encode())]) + part.encode() for part in (name, head[0]))
        span = bytes(8) + head[1].to_bytes(8)
        message = b"subtree/v1\n\0" + who + when.to_bytes(8) + what + span + head[2]
    try:
        public.verify(data, message)
    except InvalidSignature as error:
        raise Fel(f"Underskriften av {name} är falsk.") from error
    return when


def read_tile(folder, level, number, width):
    """The bytes of a tile or a bundle; the full one serves where the partial is gone."""
    *above, last = (part.zfill(3) for part in f"{number:,}".split(","))
    path = folder.joinpath("tile", str(level), *(f"x{part}" for part in above), last)
    partial = path.with_name(f"{last}.p") / str(width)
    return (partial if width < WIDTH and partial.exists() else path).read_bytes()


def check_levels(folder, roots, level):
    """The tiles above the leaves must hold the roots of the full tiles below."""
    for at in range(0, len(roots), WIDTH):
        part = b"".join(roots[at : at + WIDTH])
        if not read_tile(folder, level, at // WIDTH, len(part) // HASH).startswith(part):
            raise Fel(f"Plattan {level}/{at // WIDTH} är inte den som bladen ger.")
    if full := range(0, len(roots) // WIDTH * WIDTH, WIDTH):
        check_levels(folder, [root_of(roots[at : at + WIDTH]) for at in full], level + 1)


def check_bodies(content, first, leaves, missing, pruned):
    """Hold entries against leaves; note which are missing, and which the log says were pruned."""
    at = 0
    for place, leaf in enumerate(leaves, first):
        start, at = at + 2, at + 2 + int.from_bytes(content[at : at + 2])
        body = content[start:at]
        if not body:
            missing.add(place)
        elif sha256(b"\x00" + body).digest() != leaf:
            raise Fel(f"Händelsen på plats {place} är inte den som förseglades.")
        elif b'"verb":"logg.prune"' in body:
            for start, end in json.loads(body)["ovrigt"].get("gallrat", ()):
                pruned.update(range(start, end + 1))


def check_log(folder, options):
    roots, missing, pruned = [], set(), set()
    size, root, told = read_head((folder / "checkpoint").read_bytes(), options, options.vittne)
    earlier = {path: read_head(path.read_bytes(), options, ()) for path in options.tidigare}
    for path, (old, _, _) in earlier.items():
        if old > size:
            raise Fel(f"Loggen är avkortad: den har {size} händelser, men {path} gäller {old}.")
        told.append(f"Loggen börjar med de {old} händelser som {path} gäller.")
    with_bodies = (folder / "tile/entries").exists()
    for first in range(0, size, WIDTH):
        content = read_tile(folder, 0, first // WIDTH, width := min(WIDTH, size - first))
        leaves = [content[at : at + HASH] for at in range(0, width * HASH, HASH)]
        if with_bodies:
            bundle = read_tile(folder, "entries", first // WIDTH, width)
            check_bodies(bundle, first, leaves, missing, pruned)
        for path, (old, old_root, _) in earlier.items():
            begun = leaves[: max(0, old - first)]
            if first < old <= first + WIDTH and root_of([*roots, root_of(begun)]) != old_root:
                raise Fel(f"Loggen är omskriven: den börjar inte med det som {path} gäller.")
        roots.append(root_of(leaves))
    if root_of(roots) != root:
        raise Fel("Bladen ger inte den rot som är undertecknad.")
    check_levels(folder, roots[: size // WIDTH], 1)
    if unsaid := sorted(missing - pruned):
        raise Fel(f"Händelsen på plats {unsaid[0]} saknas utan att loggen säger att den gallrats.")
    if not with_bodies:
        return [*told, f"Alla {size} blad stämmer. Händelserna själva ingår inte i uttaget."]
    whole = f"{size - len(missing)} händelser stämmer, ord för ord. {len(missing)} är gallrade."
    return [*told, whole]


def climb(index, size, found, beside):
    """The root above a leaf (RFC 6962, 2.1.1); uses up the hashes beside its way, lowest first."""
    if size == 1:
        return found
    split, last = 1 << (size - 1).bit_length() - 1, beside.pop() if beside else b""
    if index < split:
        return root_of([climb(index, split, found, beside), last])
    return root_of([last, climb(index - split, size - split, found, beside)])


def check_proof(path, body, options):
    form = PROOF.fullmatch(path.read_bytes().decode(errors="replace"))
    if not form:
        raise Fel(f"{path} är inget bevis.")
    size, root, told = read_head(form[3].encode(), options, options.vittne)
    index, beside = int(form[1]), [b64decode(line) for line in form[2].split()]
    leaf = sha256(b"\x00" + body.read_bytes()).digest()
    if index >= size or climb(index, size, leaf, beside) != root or beside:
        raise Fel(f"Beviset gäller inte det som står i {body}.")
    return [*told, f"Det som står i {body} finns på plats {index} i loggen, ord för ord."]


def main():
    parser = argparse.ArgumentParser(description="Kontrollerar en logg, eller ett bevis ur den.")
    parser.add_argument("underlag", type=Path, help="ett uttags katalog, eller ett bevis")
    parser.add_argument("handelse", type=Path, nargs="?", help="den händelse som beviset gäller")
    for name, kind in {"--nyckel": str, "--vittne": str, "--tidigare": Path}.items():
        parser.add_argument(name, type=kind, action="append", default=[])
    options = parser.parse_args()
    try:
        files, body = options.underlag, options.handelse
        told = check_proof(files, body, options) if body else check_log(files, options)
    except Fel as fel:
        sys.exit(f"STÄMMER INTE: {fel}")
    except OSError as error:
        sys.exit(f"GÅR INTE ATT LÄSA: {error.filename}")
    sys.stdout.write("\n".join([*told, "ALLT STÄMMER.\n"]))


if __name__ == "__main__":
    main()
