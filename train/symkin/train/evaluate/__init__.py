"""How good an answer is: the same cases for every rival, and figures that are small pure functions."""
