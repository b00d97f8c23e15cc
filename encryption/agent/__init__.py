"""The key service as a process of its own, asked over a Unix socket."""
