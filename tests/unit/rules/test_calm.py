"""How sure the classifier must be of a danger that the words put in the past, deny, or tell as a forecast."""

from __future__ import annotations

import pytest

from bot.rules.calm import FORECAST, NEVER, SURER, alarm_floor

USUAL = 0.5


@pytest.mark.parametrize(
    ("text", "intent", "floor"),
    [
        ("my chest is being crushed", "safety_emergency", USUAL),
        ("I had a stroke in 2015", "safety_emergency", SURER),
        ("he collapsed 3 years ago and is fine", "safety_emergency", SURER),
        ("I used to faint, it is over", "safety_emergency", SURER),
        ("I had a stroke in 2015 and now my arm is numb again", "safety_emergency", USUAL),
        ("I'm not suicidal, only sad", "safety_crisis", NEVER),
        ("no thoughts of harming myself", "safety_crisis", NEVER),
        ("I want to die", "safety_crisis", USUAL),
        ("I told my doctor I want to die", "safety_crisis", USUAL),
        ("the surgeon gave me six months to live", "safety_crisis", FORECAST),
        ("he says that I might die on the table", "safety_crisis", FORECAST),
        ("the first operation almost killed my brother", "safety_crisis", FORECAST),
        ("he says that I might die on the table", "safety_emergency", USUAL),
        ("nothing is left, I would rather be dead", "safety_crisis", USUAL),
        ("I'm not suicidal but I cannot breathe", "safety_emergency", USUAL),
    ],
)
def test_alarm_floor(text: str, intent: str, floor: float) -> None:
    assert alarm_floor(text, intent, USUAL) == floor
