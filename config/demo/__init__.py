"""The demo town: invented, seeded, and played through the real actions with a moving clock.

Nothing here is needed in operation. Every case has the history and the log that real work leaves.
"""
