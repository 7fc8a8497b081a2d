"""Where topics and their labels come from: one module a source, each `drafts(survey) -> Iterator[Draft]`."""
