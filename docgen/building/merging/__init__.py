"""A person's edits in a paper, carried over into the new version where that is safe."""
