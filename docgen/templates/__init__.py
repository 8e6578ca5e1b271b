"""An office's own templates: which kinds there are, what each may use, whether one is in order, how it is put in place."""
