"""A paper for the website: read from the document at hand, what must not be public taken out, written as HTML, text or Markdown."""
