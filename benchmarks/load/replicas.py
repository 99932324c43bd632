"""One replica and two of them, on a PostgreSQL server of their own, behind nginx."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.load.arrivals import Samples, saturate
from benchmarks.load.clients import AssistantVisitors
from benchmarks.load.scenarios import Rows, client
from benchmarks.load.servers import Server, assistant, free_port

BAR = 1.8
CONVERSATIONS = 40
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream assistant {{ {servers} keepalive 64; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://assistant; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $http_x_forwarded_for;  # the load generator names its visitors itself
    }}
  }}
}}
"""


async def replicas(seconds: float) -> Rows:
    """Return the throughput of one replica and of two, and what the processors did meanwhile."""
    rows: Rows = [["replicas", "messages/s", "p50 ms", "p95 ms", "failed", "processors busy", "of it the replicas"]]
    found: list[float] = []
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="replicas-")))
        url = running.enter_context(postgres(folder))
        servers = [running.enter_context(assistant(folder / str(n), database_url=url)) for n in range(2)]
        for count in (1, 2):
            with nginx(folder, [server.url for server in servers[:count]]) as front:
                samples, busy, ours = await _load(front, servers[:count], seconds)
            found.append(samples.per_second)
            times = [f"{samples.percentile(percent) * 1000:.0f}" for percent in (50, 95)]
            rows.append([str(count), f"{samples.per_second:.1f}", *times, samples.failures(), busy, ours])
    ratio = found[1] / found[0]
    rows.append(["ratio", f"{ratio:.2f}", "-", "-", "-", f">= {BAR}: {'held' if ratio >= BAR else 'MISSED'}", "-"])
    return rows


async def _load(front: str, servers: Sequence[Server], seconds: float) -> tuple[Samples, str, str]:
    async with client() as session:
        visitors = AssistantVisitors(session, front, count=CONVERSATIONS)
        await saturate(visitors.send, conversations=4, seconds=3)
        idle, ours = _idle_s(), sum(server.cpu_s() for server in servers)
        samples = await saturate(visitors.send, conversations=CONVERSATIONS, seconds=seconds)
        cores = os.cpu_count() or 1
        busy = 1 - (_idle_s() - idle) / (samples.elapsed_s * cores)
        share = (sum(server.cpu_s() for server in servers) - ours) / (samples.elapsed_s * cores)
    return samples, f"{busy:.0%} of {cores}", f"{share:.0%}"


def _idle_s() -> float:
    fields = Path("/proc/stat").read_text().splitlines()[0].split()
    return int(fields[4]) / os.sysconf("SC_CLK_TCK")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL server of its own; yields the URL of an empty database."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        raise RuntimeError("PostgreSQL's server programs are not installed: sh deploy/install-test-programs.sh")
    port, data = free_port(), folder / "postgres"
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
        folder.chmod(0o755)
    ctl = [*as_user, str(programs[-1].parent / "pg_ctl"), "-D", str(data), "-w"]
    quiet = {"stdout": subprocess.DEVNULL, "cwd": str(folder)}
    subprocess.run(
        [*as_user, str(programs[-1]), "-D", str(data), "-U", "load", "-A", "trust", "-E", "UTF8"], check=True, **quiet
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    subprocess.run([*ctl, "-l", str(data / "log"), "-o", options, "start"], check=True, **quiet)
    try:
        yield f"postgresql+psycopg2://load@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*ctl, "-m", "fast", "stop"], check=True, **quiet)


@contextmanager
def nginx(folder: Path, urls: Sequence[str]) -> Iterator[str]:
    """Run nginx before the servers; yields its address."""
    port = free_port()
    servers = " ".join(f"server {url.removeprefix('http://')};" for url in urls)
    conf = folder / "nginx.conf"
    conf.write_text(NGINX.format(folder=folder, port=port, servers=servers))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen([program, "-c", str(conf)], stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
