"""Load on a running server: open-loop arrivals, so that a slow server does not slow down who measures it."""
