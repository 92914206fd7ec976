"""The work is dispatched, started, paused, finished."""
