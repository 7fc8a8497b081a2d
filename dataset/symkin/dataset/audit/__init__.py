"""What a data set teaches besides its subject: shortcuts, lopsided labels, duplicates, lengths."""
