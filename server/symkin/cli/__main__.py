"""`python -m symkin.cli` is `symkin`."""

from symkin.cli.main import main

if __name__ == "__main__":
    main()
