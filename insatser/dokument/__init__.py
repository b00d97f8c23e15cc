"""What the documents of plan, insatser and arbetsgångar say, and the whole akt."""
