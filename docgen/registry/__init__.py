"""The register: document numbers given to papers that are issued, and the matters that follow from them."""
