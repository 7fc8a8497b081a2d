"""Bringing the packages of a recipe here: fetched by the user's own clients, verified, unpacked safely."""
