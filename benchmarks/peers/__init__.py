"""The competitors of the Word shapes: each module has ``fill(template, contexts)``, which yields the documents' bytes.

Whatever a program keeps between documents it may keep: what is measured is all of its work from the template's file
to the finished bytes.
"""
