"""The recipe: a list of steps, each of which lets a draft pass or says why not."""
