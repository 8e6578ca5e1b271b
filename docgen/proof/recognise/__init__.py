"""Finds the elements of a paper on its printed pages: what is the mark, the number, the title, the imprint …"""
