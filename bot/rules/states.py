"""The fifty states and the District of Columbia: postal code and name."""

from __future__ import annotations

import us

STATE_NAMES: dict[str, str] = {state.abbr: state.name for state in [*us.states.STATES, us.states.DC]}
