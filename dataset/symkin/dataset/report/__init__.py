"""A data set as people look at it: a page of figures and samples, and the card that goes with the files."""
