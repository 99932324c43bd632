"""How sure the classifier must be of a danger that the words put in the past, deny, or tell as a forecast."""

from __future__ import annotations

import pytest

from bot.rules.calm import AFRAID, BEREAVED, FORECAST, NEVER, SURER, alarm_floor

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
        ("my husband passed sunday. it was for him", "safety_crisis", BEREAVED),
        ("my wife has died, cancel it please", "safety_crisis", BEREAVED),
        ("my wife died and I want to be with her soon", "safety_crisis", USUAL),
        ("my wife just died in my arms", "safety_emergency", USUAL),
        ("I am so afraid of dying, I have two girls", "safety_crisis", AFRAID),
        ("what if I don't wake up from the anesthesia", "safety_crisis", AFRAID),
        ("I hope I don't wake up from it", "safety_crisis", USUAL),
        ("I'm scared of dying but I have the pills here", "safety_crisis", USUAL),
        ("I'm not suicidal but I cannot breathe", "safety_emergency", USUAL),
    ],
)
def test_alarm_floor(text: str, intent: str, floor: float) -> None:
    assert alarm_floor(text, intent, USUAL) == floor
