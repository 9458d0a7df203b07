"""COMMANDS. The `govscore` commands, one a file: parse, call one service, print."""
