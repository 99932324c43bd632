"""Databases that the tests run on: real SQLite, and a real PostgreSQL server of their own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.transcripts.schema import upgrade
from tests.fakes.databases import new_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a test that failed once more, and say so: a machine that stands still for a second is no defect of ours."""
    for item in items:
        item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def memory_folder() -> Iterator[Path]:
    """A folder in memory where there is such a disk: writing to a real one takes most of a test's time."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def url(memory_folder: Path) -> str:
    """A migrated SQLite database."""
    return new_database(memory_folder)


def _server_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server on a free port; yields the URL of its maintenance database."""
    programs = _server_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": str(folder)}
    subprocess.run([*as_user, programs / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8"], **run)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    subprocess.run(
        [*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"], **run
    )
    yield f"postgresql+psycopg2://test@127.0.0.1:{port}/postgres"
    subprocess.run([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A new, empty database on the test server."""
    name = f"t_{uuid.uuid4().hex}"
    engine = sa.create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgres_server.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each backend in turn, migrated to the newest schema."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    return url
