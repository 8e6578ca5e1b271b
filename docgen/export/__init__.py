"""Files that leave the house: PDF, xlsx, safe writing."""
