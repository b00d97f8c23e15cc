"""The second sink: every entry leaves for another place within seconds, before it is sealed.

Where to, the setting LOGG_AVLOPP says. What was removed from the log before it got its place in
the tree is found by comparing the two.
"""
