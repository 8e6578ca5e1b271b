"""The pieces of work: each module has ``measure(scale)``, which answers ``Section``s."""
