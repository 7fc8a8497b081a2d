"""Languages as data: a row in `full` or `tags`, a folder of queries and word lists."""
