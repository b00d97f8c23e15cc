"""A real OpenID provider in a process of its own, and a line to it that can be tampered with."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import requests

TOKEN = "/oauth2/token"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def provider() -> Iterator[str]:
    """Start the provider; its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                requests.get(address, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


class Line:
    """Passes everything on to the provider; `change` may rewrite the answer with the tokens."""

    def __init__(self, address: str) -> None:
        self.provider = address
        self.change: Any = None
        self.asked: list[str] = []
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._pass_on("GET", b"")

            def do_POST(self) -> None:
                self._pass_on("POST", self.rfile.read(int(self.headers["Content-Length"])))

            def _pass_on(self, method: str, body: bytes) -> None:
                line.asked.append(body.decode())
                answer = requests.request(
                    method,
                    line.provider + self.path,
                    data=body,
                    headers=dict(self.headers),
                    allow_redirects=False,
                    timeout=10,
                )
                content = answer.content
                if line.change and urlsplit(self.path).path == TOKEN:
                    content = json.dumps(line.change(answer.json())).encode()
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                self.send_header("Content-Length", str(len(content)))
                if "Location" in answer.headers:
                    self.send_header("Location", answer.headers["Location"])
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def tell(self, amne: str, **claims: Any) -> None:
        """What the provider says of one subject from now on."""
        requests.put(f"{self.provider}/users/{amne}", json=claims, timeout=10).raise_for_status()

    def consent(self, url: str, amne: str) -> str:
        """Log in at the provider; the address it sends the browser back to."""
        answer = requests.post(url, data={"sub": amne}, allow_redirects=False, timeout=10)
        return answer.headers["Location"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
