"""The language server, and the answers that the command line shares with it."""
