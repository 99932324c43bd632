"""The chat widget: its sources, the pages that show it, and the routes that serve them."""
