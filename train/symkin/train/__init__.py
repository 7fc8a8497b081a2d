"""Training, export and evaluation of the model: the only room that imports torch."""
