"""Whole workspaces in, labelled positive / negative pairs for training out."""
