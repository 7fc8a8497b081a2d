"""What the server does for a client: one file a matter, each with `register(server)`."""

from symkin.server.features import (
    code_action,
    commands,
    configuration,
    documents,
    files,
    folders,
    lifecycle,
    related,
)

FEATURES = (lifecycle, configuration, documents, files, folders, related, commands, code_action)
