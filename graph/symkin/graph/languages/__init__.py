"""Languages as data: a row in `registry`, a folder of queries and word lists."""
