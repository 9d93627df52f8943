"""No byte leaves and no pickle is loaded: what watches over it, and what it watches."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offline import OFFLINE, is_here

ROOT = Path(__file__).resolve().parents[2]
sealed = pytest.mark.skipif(not OFFLINE.is_sealed, reason="only root on Linux has a namespace")
OUTSIDE = "192.0.2.1"  # an address that nobody has (RFC 5737)

KNOCK = f"""
import socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    try:
        one.sendto(b"x", ("{OUTSIDE}", 9))
    except OSError as error:
        print(type(error).__name__, error.errno)
"""


def test_this_machine_is_told_from_others() -> None:
    assert all(map(is_here, ("127.0.0.1", "::1", "localhost")))
    assert not any(map(is_here, ("", "0.0.0.0", "example.org", OUTSIDE, "127.0.0.1.example.org")))


def test_who_looks_outside_is_told_on() -> None:
    with pytest.raises(AssertionError, match=OUTSIDE), socket.socket() as one:
        one.connect((OUTSIDE, 80))
    with pytest.raises(AssertionError, match="example"):
        socket.getaddrinfo("example.org", 80)
    assert OFFLINE.problems() == [OUTSIDE, "example.org"]
    OFFLINE.watch(loopback=False)
    with pytest.raises(AssertionError, match="127"), socket.socket() as one:
        one.connect(("127.0.0.1", 80))
    OFFLINE.watch(loopback=True)


@sealed
def test_who_looks_outside_from_a_child_is_told_on() -> None:
    done = subprocess.run([sys.executable, "-c", KNOCK], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("OSError 101")  # network is unreachable
    assert OFFLINE.problems() == ["1 packets for the outside, from here or from a child"]
    OFFLINE.watch(loopback=True)


def test_the_runtime_of_the_networks_tells_its_maker_nothing(tmp_path: Path) -> None:
    """onnxruntime's builds do by default; a test that runs on a CI server would not notice."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ORT_", "CI", "GITHUB_", "TF_BUILD"))
    }
    environment |= {
        name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "ASC_HOME")
    }
    words = [sys.executable, "-m", "ml_core", "verify", str(ROOT / "resources/starter.ascbundle")]
    watched = ["strace", "-f", "-e", "trace=connect,sendto", "-o", str(tmp_path / "calls")]
    command = watched + words if shutil.which("strace") else words
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
    calls = tmp_path / "calls"
    if calls.exists():
        assert "AF_INET" not in calls.read_text()
        calls.unlink()
    assert [path for path in tmp_path.rglob("*") if "Microsoft" in str(path)] == []
    assert not (tmp_path / ".ses").exists()


# no pickle


def sources() -> Iterator[Path]:
    for package in ("ml_core", "ascstudio"):
        yield from (ROOT / package).rglob("*.py")


def calls_of(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Dotted name and call, wherever in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and (name := dotted(node.func)):
            yield name, node


def dotted(node: ast.expr) -> str:
    """``a.b.c``; what is called otherwise has no name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def keyword(call: ast.Call, name: str) -> object:
    found = [one.value for one in call.keywords if one.arg == name]
    return ast.literal_eval(found[0]) if found else None


def may_unpickle(name: str, call: ast.Call) -> bool:
    """Whether a call could run what a file says."""
    if name == "torch.load":
        return keyword(call, "weights_only") is not True
    if name.endswith(("np.load", "numpy.load", ".read_array")):
        return keyword(call, "allow_pickle") is not False
    first, _, last = name.rpartition(".")
    modules = {"pickle", "cPickle", "dill", "joblib", "cloudpickle", "shelve", "marshal", "yaml"}
    return (
        first.partition(".")[0] in modules
        or last in ("read_pickle", "Unpickler")
        or name in ("eval", "exec", "torch.jit.load")
    )


def test_nothing_that_is_read_can_run() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno} {name}"
        for path in sources()
        for name, call in calls_of(path)
        if may_unpickle(name, call)
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    ["torch.load(p)", "torch.load(p, weights_only=False)", "np.load(p)", "pickle.loads(b)",
     "np.load(p, allow_pickle=True)", "joblib.load(p)", "yaml.load(t)", "eval(t)",
     "pandas.read_pickle(p)"],
)  # fmt: skip
def test_that_would_be_found(code: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert may_unpickle(dotted(call.func), call)


def without_pickle(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command that ends, and its children too, when a pickle is loaded."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests/architecture/no_pickle"), str(ROOT)]),
        "ASC_HOME": str(tmp_path / "home"),
    }
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, text=True,
        capture_output=True, check=False,
    )  # fmt: skip


def test_a_pickle_that_is_loaded_ends_the_process(tmp_path: Path) -> None:
    code = "import pickle, collections; pickle.loads(pickle.dumps(collections.Counter))"
    done = without_pickle(tmp_path, "-c", code)
    assert done.returncode == 99
    assert "Counter" in done.stderr


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_whole_way_loads_no_pickle(tmp_path: Path) -> None:
    done = without_pickle(tmp_path, "-m", "ml_core", "demo", str(tmp_path / "demo"), "--quick")
    assert done.returncode == 0, done.stderr
