"""Return copies (退回件): a unit's own workbook with marks that say what to correct, to be sent back."""
