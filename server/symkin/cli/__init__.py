"""The `symkin` command: one file a command, output in `render`, errors in `errors`."""
