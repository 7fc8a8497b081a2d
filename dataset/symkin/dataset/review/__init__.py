"""People read samples beside their source and say which are sound; the next harvest honours it."""
