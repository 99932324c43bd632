"""What people say of a town to tell it from its namesakes: "Salem, the witch one". Tables only.

Key: the town as `place_text.key_of` has it, and the state's postal code or "other" for abroad. The words count only
beside their own town, so that ordinary ones do no harm elsewhere.
"""

from __future__ import annotations

from bot.rules.place_lore import a_to_e, f_to_k, l_to_n, o_to_s, t_to_z

LORE: dict[str, str] = {
    **a_to_e.LORE,
    **f_to_k.LORE,
    **l_to_n.LORE,
    **o_to_s.LORE,
    **t_to_z.LORE,
}
