"""The local model: the prompt's text, candidate scoring, and the child process that runs llama.cpp."""
