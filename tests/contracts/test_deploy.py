"""The deployment files fit the program: what cannot be run here is at least read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PATHS = ("/healthz", "/readyz", "/metrics")


def manifests() -> dict[str, dict[str, Any]]:
    text = (DEPLOY / "kubernetes" / "assistant.yml").read_text(encoding="utf-8")
    return {manifest["kind"]: manifest for manifest in yaml.safe_load_all(text)}


def test_the_probes_ask_for_what_the_server_has() -> None:
    [container] = manifests()["Deployment"]["spec"]["template"]["spec"]["containers"]
    probes = {name: container[name]["httpGet"]["path"] for name in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert probes == {"startupProbe": "/readyz", "readinessProbe": "/readyz", "livenessProbe": "/healthz"}
    app = (ROOT / "bot" / "app.py").read_text(encoding="utf-8")
    assert all(f'"{path}"' in app for path in PATHS)


def test_what_scales_is_a_metric_that_is_exported() -> None:
    pods = manifests()["HorizontalPodAutoscaler"]["spec"]["metrics"][0]["pods"]["metric"]
    assert f'"{pods["name"]}"' in (ROOT / "bot" / "metrics.py").read_text(encoding="utf-8")
    assert pods["selector"]["matchLabels"] == {"queue": "turns"}, "the labels of the gauge in bot/metrics.py"


def test_a_stop_takes_less_time_than_it_is_given() -> None:
    pod = manifests()["Deployment"]["spec"]["template"]["spec"]
    assert pod["terminationGracePeriodSeconds"] >= 5 + 2 * 8 + 3, "the pause before, the drains, and what is left"


def test_every_setting_in_the_files_is_one_that_the_program_reads() -> None:
    known = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    compose = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    [container] = manifests()["Deployment"]["spec"]["template"]["spec"]["containers"]
    named = set(compose["services"]["assistant"]["environment"]) | {entry["name"] for entry in container["env"]}
    assert [name for name in named if f'"{name}"' not in known] == []


def test_the_containers_have_no_more_rights_than_they_need() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))["services"]["assistant"]
    assert compose["read_only"] is True
    assert compose["cap_drop"] == ["ALL"]
    [container] = manifests()["Deployment"]["spec"]["template"]["spec"]["containers"]
    rights = container["securityContext"]
    assert (rights["allowPrivilegeEscalation"], rights["readOnlyRootFilesystem"]) == (False, True)
