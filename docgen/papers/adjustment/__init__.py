"""调入调出: projects that leave the office's list and those that take their place, once every approval is there."""
