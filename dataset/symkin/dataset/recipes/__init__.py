"""Corpora by recipe: which packages a data set is harvested from, pinned by version and checksum."""
