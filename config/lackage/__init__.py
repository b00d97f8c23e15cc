"""What a stolen dump reveals, measured as the thief would: from the dump alone.

Nothing here knows how values are sealed; it looks at columns, lengths and frequencies.
"""
