"""docgen: an office's project records in, its official papers out (GB/T 9704—2012)."""

__version__ = "0.2.0"
