"""From a training run to what users run: one GGUF file, and the adapter by itself."""
