"""JSON over HTTP to a server on this machine, on one kept connection."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any

HOST = "127.0.0.1"


class Client:
    """Speaks to one port; an answer that is not 200 raises OSError with what was said."""

    def __init__(self, port: int, timeout: float = 60.0) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=timeout)

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._ask("POST", path, json.dumps(body).encode())

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:
        try:
            self._connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = self._connection.getresponse()
            said = answer.read()
        except http.client.HTTPException as error:
            self.close()
            raise OSError(f"{method} {path}: {error!r}") from error
        except OSError:
            self.close()
            raise
        if answer.status != 200:
            raise OSError(f"{method} {path}: {answer.status} {said[:200]!r}")
        return json.loads(said)
