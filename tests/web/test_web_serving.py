"""What is served, to whom, and how it ends: over real sockets and in a real process."""

import http.client
import json
import os
import signal
import string
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import AscError
from ml_core.web.serving import HEADERS, KINDS, Server, inside

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    around = tmp_path_factory.mktemp("around")
    (around / "secret.json").write_text("secret")
    folder = around / "page"
    (folder / "part").mkdir(parents=True)
    for name in ("index.html", "model.json", "part/one.mjs", ".hidden.json", "notes.md", "a b.txt"):
        (folder / name).write_text(name)
    (folder / "outside.json").symlink_to(around / "secret.json")
    (folder / "up").symlink_to(around)
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with Server(folder, 0) as one:
        threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
        yield one
        one.shutdown()


def ask(
    server: Server, target: str, method: str = "GET", host: str = ""
) -> tuple[int, dict, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    try:
        headers = {"Host": host} if host else {}
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_files_of_the_folder_with_strict_headers(server):
    for target, kind in (("/", ".html"), ("/part/one.mjs?v=1", ".mjs"), ("/a%20b.txt", ".txt")):
        status, headers, content = ask(server, target)
        assert (status, headers["Content-Type"]) == (200, KINDS[kind])
        assert headers.items() >= HEADERS.items()
        assert int(headers["Content-Length"]) == len(content) > 0
    assert ask(server, "/", "HEAD")[2] == b""
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.json", "/part/../../secret.json", "/%2e%2e/secret.json", "/..%2fsecret.json",
        "//secret.json", "/part//one.mjs", "/part", "/part/", "/.hidden.json", "/notes.md",
        "/outside.json", "/up/secret.json", "/part%5c..%5c..%5csecret.json", "/index.html%00",
        "/%ff", "/absent.html", "/index.html/",
    ],
)  # fmt: skip
def test_nothing_else_is_given(server, target):
    status, headers, content = ask(server, target)
    assert status == 404
    assert b"secret" not in content
    assert headers.items() >= HEADERS.items()


def test_another_name_for_this_computer_is_refused(server):
    """A page elsewhere could otherwise point its own name at this server."""
    port = server.server_address[1]
    assert ask(server, "/", host=f"localhost:{port}")[0] == 200
    for host in ("elsewhere.example", f"elsewhere.example:{port}", "127.0.0.1", "127.0.0.1:1"):
        assert ask(server, "/", host=host)[0] == 421
    assert ask(server, "/model.json", "POST")[0] == 501
    assert ask(server, "/model.json", "DELETE")[0] == 501


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["..", ".", "", "up", "part", "secret.json", "%2e%2e", "one.mjs", "~"]),
            st.text(string.printable, max_size=6),
        ),
        max_size=6,
    )
)
def test_whatever_is_asked_stays_inside(folder, parts):
    assert inside(folder, "http://[x/index.html") is None
    found = inside(folder.resolve(), "/" + "/".join(parts))
    assert found is None or (found.is_file() and found.resolve().is_relative_to(folder.resolve()))


def test_other_computers_cannot_reach_it(server):
    assert server.socket.getsockname()[0] == "127.0.0.1"


def test_a_folder_that_is_no_page_and_a_taken_port_are_said(folder, server, tmp_path):
    with pytest.raises(AscError, match="holds no page"):
        Server(tmp_path)
    with pytest.raises(AscError, match="cannot be used"):
        Server(folder, server.server_address[1])


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_its_address_and_ends_when_told(folder, way):
    command = [sys.executable, "-m", "ml_core", "serve", str(folder), "--port", "0", "--json"]
    code = "import sys; from ml_core.cli import run; sys.argv = sys.argv[1:]; run()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "asc", *command[3:]], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    with process:
        answer = json.loads(process.stdout.readline())
        assert answer["folder"] == str(folder)
        port = int(answer["url"].rstrip("/").rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/model.json")
        assert connection.getresponse().read() == b"model.json"
        process.send_signal(way)  # while the connection is open
        assert process.wait(20) == 130
        connection.close()
        assert "Traceback" not in process.stderr.read()
