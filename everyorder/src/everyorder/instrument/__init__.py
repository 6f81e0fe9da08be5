"""Source files -> code with switch points, lines kept."""
