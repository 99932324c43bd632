"""What is exported, and that the dashboard and the alert rules ask for nothing else."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator

import pytest
import yaml
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from bot.app import ROOT, Parts, create_app
from bot.metrics import STAGES, TimedAgent
from tests.fakes.agent import KeywordAgent

DASHBOARD = ROOT / "deploy" / "grafana" / "second-opinion.json"
RULES = ROOT / "deploy" / "alerts" / "second-opinion.yml"
NAME = re.compile(r"\bsecond_opinion_\w+")
FUNCTIONS = frozenset(
    "sum max min rate increase deriv histogram_quantile topk absent hour scalar by on and or le stage outcome reason topic"
    " queue status".split()
)
SECRET_WORDS = "my biopsy was malignant call 212-555-0187"


@pytest.fixture
def agent(knowledge: object) -> TimedAgent:
    return TimedAgent(KeywordAgent(knowledge))


async def scrape(client: TestClient) -> str:
    response = await client.get("/metrics")
    assert response.status == 200
    return await response.text()


async def served(parts: Parts) -> TestClient:
    client = TestClient(TestServer(create_app(parts)))
    await client.start_server()
    return client


async def say(client: TestClient, words: str) -> None:
    opened = await (await client.post("/api/conversations")).json()
    path, headers = (
        f"/api/conversations/{opened['conversation']}/messages",
        {"Authorization": f"Bearer {opened['token']}"},
    )
    response = await client.post(path, json={"id": uuid.uuid4().hex, "text": words}, headers=headers)
    assert response.status == 200


def values(exported: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    families = text_string_to_metric_families(exported)
    return {(s.name, frozenset(s.labels.items())): s.value for family in families for s in family.samples}


def value(exported: str, name: str, **labels: str) -> float:
    return values(exported).get((name, frozenset(labels.items())), 0.0)


def expressions() -> Iterator[tuple[str, str]]:
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]
    for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]


async def test_the_dashboard_and_the_alerts_ask_for_what_is_exported(parts: Parts) -> None:
    client = await served(parts)
    try:
        await say(client, "what is the fax number")
        exported = await scrape(client)
    finally:
        await client.close()
    described = set(re.findall(r"^# TYPE (\w+)", exported, re.MULTILINE))
    names = described | {f"{name}_bucket" for name in described}
    for title, expression in expressions():
        used = NAME.findall(expression)
        assert used, title
        assert set(used) <= names, title


@pytest.mark.parametrize(("title", "expression"), list(expressions()))
def test_an_expression_is_well_formed(title: str, expression: str) -> None:
    assert expression.count("(") == expression.count(")")
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]', "", expression)
    words = set(re.findall(r"[a-z_]{2,}", NAME.sub("", bare)))
    assert words <= FUNCTIONS, f"{title}: {words - FUNCTIONS}"
    for span in re.findall(r"\[([^\]]*)\]", expression):
        assert re.fullmatch(r"\d+[smhd](:\d+[smhd])?", span), title
    for counter in re.findall(r"(?<!rate\()(?<!increase\()\b(second_opinion_\w+_total)", expression):
        pytest.fail(f"{title}: {counter} is a counter: it needs rate or increase")


def test_every_alert_says_what_happened_and_who_must_look() -> None:
    rules = [rule for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]]
    assert {"UrgentHandoffNotTaken", "OutboxGrowing", "NoTurns"} <= {rule["alert"] for rule in rules}
    for rule in rules:
        assert set(rule) == {"alert", "expr", "for", "labels", "annotations"}, rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert set(rule["annotations"]) == {"summary", "description"}
        assert re.fullmatch(r"\d+[smh]", rule["for"])


async def test_a_turn_is_counted_and_each_of_its_stages_timed(parts: Parts) -> None:
    client = await served(parts)
    try:
        before = await scrape(client)
        await say(client, "what is the fax number")
        await say(client, "crushing chest pain and I cannot breathe")
        after = await scrape(client)
    finally:
        await client.close()

    def grew(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert grew("second_opinion_turns_total", channel="web", outcome="answered") == 1
    assert grew("second_opinion_turns_total", channel="web", outcome="safety") == 1
    assert grew("second_opinion_topics_total", topic="program/contact") == 1
    assert grew("second_opinion_handoffs_total", reason="emergency") == 1
    assert grew("second_opinion_responses_total", status="200") == 2
    for stage, times in {"journal": 2, "nlu": 1, "policy": 1, "commit": 2}.items():
        assert grew("second_opinion_stage_seconds_count", stage=stage) == times
    assert set(STAGES) == {labels["stage"] for labels in _labels(after, "second_opinion_stage_seconds_count")}


def _labels(exported: str, name: str) -> list[dict[str, str]]:
    return [dict(labels) for found, labels in values(exported) if found == name]


async def test_what_waits_is_told_with_its_age(parts: Parts) -> None:
    client = await served(parts)
    try:
        await say(client, "crushing chest pain and I cannot breathe")
        assert value(await scrape(client), "second_opinion_waiting", queue="urgent_handoffs") == 1
        with parts.database.begin() as connection:
            connection.execute(text("UPDATE handoffs SET created_at = datetime(created_at, '-20 minutes')"))
        assert value(await scrape(client), "second_opinion_waiting_oldest_seconds", queue="urgent_handoffs") > 1190
        with parts.database.begin() as connection:
            connection.execute(text("UPDATE handoffs SET taken_at = created_at, taken_by = 'ann'"))
        assert value(await scrape(client), "second_opinion_waiting", queue="urgent_handoffs") == 0
    finally:
        await client.close()


async def test_a_database_that_is_away_is_told_and_the_metrics_still_come(parts: Parts) -> None:
    client = await served(parts)
    try:
        assert value(await scrape(client), "second_opinion_database_up") == 1
        with parts.database.begin() as connection:
            connection.execute(text("ALTER TABLE turns RENAME TO turns_away"))
        assert value(await scrape(client), "second_opinion_database_up") == 0
    finally:
        with parts.database.begin() as connection:
            connection.execute(text("ALTER TABLE turns_away RENAME TO turns"))
        await client.close()


async def test_no_metric_holds_what_a_visitor_wrote(parts: Parts) -> None:
    client = await served(parts)
    try:
        await say(client, SECRET_WORDS)
        exported = await scrape(client)
    finally:
        await client.close()
    labels = {label for _name, found in values(exported) for _key, label in found}
    assert not [label for label in labels for word in SECRET_WORDS.split() if word in re.split(r"\W+", label)]
