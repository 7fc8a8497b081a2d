"""Word vectors: what the words of a topic and those of a name have to do with each other, learned from data sets."""
