"""What the papers of a team's meetings say."""
