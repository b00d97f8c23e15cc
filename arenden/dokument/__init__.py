"""What the documents of a case say: one content each, drawn as a page and as a paper."""
