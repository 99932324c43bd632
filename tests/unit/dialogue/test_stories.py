"""What `bot.dialogue.rasa_agent` rests on: each rule is one turn, and no slot is filled or read by Rasa itself."""

from __future__ import annotations

import yaml

from bot.app import ROOT

STORIES = sorted((ROOT / "data" / "stories").glob("*.yml"))
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def test_every_rule_is_one_intent_and_one_action() -> None:
    for path in STORIES:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(data) == {"version", "rules"}, f"{path.name}: stories would need the turns before"
        for rule in data["rules"]:
            assert set(rule) == {"rule", "steps"}, f"{path.name}: {rule['rule']} has a condition"
            assert [list(step) for step in rule["steps"]] == [["intent"], ["action"]], f"{path.name}: {rule['rule']}"


def test_slots_are_set_by_actions_alone_and_choose_no_rule() -> None:
    for name, slot in DOMAIN["slots"].items():
        assert slot["mappings"] == [{"type": "custom"}], name
        assert slot["influence_conversation"] is False, name
    assert "forms" not in DOMAIN
