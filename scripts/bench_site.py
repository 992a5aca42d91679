"""How `make bench` asks the site: in this process, request by request, and through a server."""

import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

CALLS = 40
SECONDS = 3.0


@dataclass
class Page:
    """A request to measure: what it is called, its path, what it posts, and the bare view to compare it with."""

    name: str
    path: str
    aim: float
    person: str = ""
    form: Callable[[], dict[str, Any]] | None = None

    @property
    def bare(self) -> str:
        return "/bare-write/" if self.form else "/bare-read/"


def session_of(person: Any) -> str:
    """The key of a new session in which the person is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key or ""


class Site:
    """The WSGI application in this process, without a server, and people's sessions."""

    def __init__(self) -> None:
        from alps.wsgi import application

        self.application = application
        self.sessions: dict[str, str] = {}

    def session(self, email: str) -> str:
        if email not in self.sessions:
            from partnerships.models import Person

            self.sessions[email] = session_of(Person.objects.get(email=email))
        return self.sessions[email]

    def cookies(self, page: Page) -> str:
        session = f"sessionid={self.session(page.person)}; " if page.person else ""
        return f"{session}csrftoken={'a' * 32}"

    def ask(self, path: str, cookies: str, body: bytes | None) -> str:
        """One request; returns its status line."""
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_COOKIE": cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body or b"")),
            "wsgi.input": BytesIO(body or b""),
            "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr,
        }
        if body is not None:
            environ["HTTP_HX_REQUEST"] = "true"
        response = self.application(environ, lambda status, headers, *_: said.append(status))
        for _ in response:
            pass
        response.close()
        return said[0]

    def check(self, page: Page) -> None:
        status = self.ask(page.path, self.cookies(page), body_of(page))
        assert status.startswith("200"), f"{page.name}: {status}"


def body_of(page: Page) -> bytes | None:
    if page.form is None:
        return None
    return urlencode(page.form() | {"csrfmiddlewaretoken": "a" * 32}).encode()


def batch_of(site: Site, path: str, cookies: str, body: Callable[[], bytes | None]) -> float:
    """Seconds of CPU for one request. Making the body is not counted."""
    spent = 0.0
    for _ in range(CALLS):
        content = body()
        if content is not None and b"csrfmiddlewaretoken" not in content:
            content += b"&csrfmiddlewaretoken=" + b"a" * 32
        start = time.process_time()
        site.ask(path, cookies, content)
        spent += time.process_time() - start
    return spent / CALLS


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit("The server did not start.")


def load(port: int, path: str, cookies: str, body: Callable[[], bytes | None], *, seconds: float = SECONDS) -> float:
    end = time.monotonic() + seconds
    counts = [0] * 4
    threads = 1 if body() is not None else 4

    def ask(thread: int) -> None:
        from django.db import connection

        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        while time.monotonic() < end:
            content = body()
            http = HTTPConnection("127.0.0.1", port)
            extra = {"HX-Request": "true"} if content is not None else {}
            http.request("GET" if content is None else "POST", path, content, headers | extra)
            http.getresponse().read()
            http.close()
            counts[thread] += 1
        connection.close()

    running = [threading.Thread(target=ask, args=(thread,)) for thread in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return sum(counts) / seconds
