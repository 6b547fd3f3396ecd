"""A real Label Studio on this machine: its own environment, its own data folder, no telemetry, loopback unless asked.

Label Studio pins half a hundred packages (and an old openai), so it never shares our environment: it is installed once
into the user's cache and started as a process. Everything it would send elsewhere is switched off.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from curation.core.errors import ServiceError, StateError
from curation.core.files import disk
from curation.core.remote.addresses import NetworkFault
from curation.core.remote.network import Exchanger
from curation.core.resources import cache_folder
from curation.core.tables import write_atomic

VERSION = "1.23.2"
USER = "admin@example.com"
START_SECONDS = 240
PORT = 8080
"""The port of the first start where it is free; every later start takes the port of the first, so that links stay good."""
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Postgres:
    """Where the server keeps its data when not in SQLite."""

    name: str
    user: str
    password: str
    host: str = "127.0.0.1"
    port: int = 5432


@dataclass
class Server:
    """A running server: its address, its first user, and the process to stop."""

    url: str
    username: str
    password: str
    token: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Ends the server and waits for it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        """Ends the server at once, as a power cut would."""
        self.process.kill()
        self.process.wait()


def executable(cache: Path | None = None) -> Path:
    """The server's program in its environment, whether it is installed or not."""
    return (cache or cache_folder()) / f"label-studio-{VERSION}" / "bin" / "label-studio"


def install(cache: Path | None = None) -> Path:
    """The server's program, installed first when it is not there: by uv where there is one, else by venv and pip.

    Raises: ServiceError when the packages cannot be had.
    """
    program = executable(cache)
    home = program.parent.parent
    # Scripts carry the path of their interpreter, so the environment is made in place and marked when whole.
    target, marker = home, home / "whole"
    if marker.exists() and program.is_file():
        return program
    packages = [f"label-studio=={VERSION}", "psycopg2-binary"]
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    disk.folder_removed(home)
    python = str(target / "bin" / "python")
    commands = (
        [[uv, "venv", "-q", "--python", sys.executable, str(target)],
         [uv, "pip", "install", "-q", "--python", python, *packages]]
        if uv
        else [[sys.executable, "-m", "venv", str(target)], [python, "-m", "pip", "install", "-q", *packages]]
    )  # fmt: skip
    disk.folder(target.parent)
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            disk.folder_removed(target)
            last = done.stderr.strip().splitlines()[-1:] or ["no message"]
            raise ServiceError(f"label-studio {VERSION} could not be installed: {last[0]}")
    write_atomic(marker, VERSION)
    return program


def free_port() -> int:
    """A port of the loopback that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether `port` of an address of this machine can be taken. Label Studio would silently take the next one."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def fixed_port(folder: Path, host: str = LOOPBACK) -> int:
    """The port of the server whose data is in `folder`: chosen once, then the same for ever.

    Raises: StateError when another program listens on it.
    """
    note = folder / "port"
    if not note.is_file():
        return PORT if is_free(PORT, host) else free_port()
    text = disk.text(note).strip()
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise StateError(f"{note} does not hold a port; delete it or choose one with --port")
    port = int(text)
    if not is_free(port, host):
        raise StateError(
            f"port {port}, where this review has been so far, is in use; end what listens there (another `serve`?), or "
            "choose another port with --port (the links sent to reviewers then change)"
        )
    return port


def private(folder: Path) -> None:
    """Makes `folder` and all that lies in it readable by its owner only: the database holds the administrator's token.

    Raises: StateError when the folder belongs to somebody else.
    """
    disk.folder(folder, private=True)
    try:
        disk.private(folder)
        for path in folder.iterdir():
            if path.is_file() and not path.is_symlink():
                disk.private(path)
    except PermissionError as error:
        raise StateError(
            f"{folder} belongs to another user of this machine; run `serve` as that user"
        ) from error


def credentials(folder: Path) -> tuple[str, str]:
    """Password and token of the first user, made once and kept readable only by the owner in `folder`."""
    path = folder / "credentials"
    if not path.exists():
        private(folder)
        with disk.secret(path) as file:
            file.write(f"{secrets.token_urlsafe(18)}\n{secrets.token_hex(20)}\n".encode())
    password, token = disk.text(path).split()
    return password, token


def environment(
    folder: Path, password: str, token: str, postgres: Postgres | None, public: str = ""
) -> dict[str, str]:
    """The whole environment of the process: nothing of ours leaks in but the paths, and nothing is sent out.

    `public` is the address that people use where a reverse proxy stands before the server.

    Args:
        folder: Where the server keeps its data.
        password: Of the first account.
        token: With which this package speaks to the server.
        postgres: None keeps the data in SQLite.
        public: An address with its scheme, or an empty text.
    """
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ")}
    settings = {
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LABEL_STUDIO_COLLECT_ANALYTICS": "false",
        "COLLECT_ANALYTICS": "false",
        "LABEL_STUDIO_SENTRY_DSN": "",
        "LABEL_STUDIO_FRONTEND_SENTRY_DSN": "",
        "LABEL_STUDIO_LATEST_VERSION_CHECK": "false",
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "LABEL_STUDIO_USERNAME": USER,
        "LABEL_STUDIO_PASSWORD": password,
        "LABEL_STUDIO_USER_TOKEN": token,
    }
    if public:
        # Django refuses a form that comes from an address it does not know; the links it writes use the same address.
        settings |= {"LABEL_STUDIO_HOST": public, "CSRF_TRUSTED_ORIGINS": _origin(public)}
    if public.startswith("https:"):
        settings |= {"SESSION_COOKIE_SECURE": "1", "CSRF_COOKIE_SECURE": "1", "CSRF_COOKIE_HTTPONLY": "0"}
    store: Mapping[str, str] = {"DJANGO_DB": "sqlite"}
    if postgres is not None:
        store = {
            "DJANGO_DB": "default",
            "POSTGRE_NAME": postgres.name,
            "POSTGRE_USER": postgres.user,
            "POSTGRE_PASSWORD": postgres.password,
            "POSTGRE_HOST": postgres.host,
            "POSTGRE_PORT": str(postgres.port),
        }
    return {**kept, **settings, **store}


def _origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def start(
    folder: Path,
    port: int | None = None,
    postgres: Postgres | None = None,
    cache: Path | None = None,
    host: str = LOOPBACK,
    public: str = "",
) -> Server:
    """A server that answers, with its data below `folder`, which nobody but its owner can read.

    Without `port` a free one. `host` is the address of this machine that it listens on. `public` is the address
    people reach it by, where that is another one.

    Args:
        folder: Where the server keeps its data.
        port: 1 to 65535; None takes a free one.
        postgres: None keeps the data in SQLite.
        cache: Where the server was installed; None takes the default folder.
        host: The address of this machine that it listens on.
        public: An address with its scheme, or an empty text.

    Raises: StateError when the port is taken; ServiceError when it does not come up.
    """
    program = install(cache)
    if port is not None and not is_free(port, host):
        raise StateError(f"port {port} is in use; choose another one with --port")
    port = port or free_port()
    private(folder)
    password, token = credentials(folder)
    with disk.logged(folder / "server.log") as log:
        process = subprocess.Popen(
            [str(program), "start", "--no-browser", "--internal-host", host, "--port", str(port),
             "--log-level", "WARNING"],
            env=environment(folder, password, token, postgres, public), stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, start_new_session=True, umask=0o077,
        )  # fmt: skip
    near = LOOPBACK if host in ("0.0.0.0", "::") else host
    server = Server(
        f"http://{f'[{near}]' if ':' in near else near}:{port}", USER, password, token, folder, process
    )
    try:
        _wait(server)
    except ServiceError:
        server.kill()
        raise
    return server


def _wait(server: Server) -> None:
    """Waits until the server says it is up.

    Raises: ServiceError when the process ends or takes longer than four minutes.
    """
    end = time.monotonic() + START_SECONDS
    network = Exchanger(timeout=5.0)
    while time.monotonic() < end:
        if server.process.poll() is not None:
            break
        with suppress(NetworkFault):
            if network.exchange("GET", f"{server.url}/health").status == 200:
                return
        time.sleep(0.3)
    raise ServiceError(f"Label Studio did not come up; its log is {server.folder / 'server.log'}")
