"""The concept book: opposites of program design, how people ask for them, and what gives them away in code."""
