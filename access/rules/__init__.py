"""Which duties go together, what each role may do, and who decides what. Plain Python."""
