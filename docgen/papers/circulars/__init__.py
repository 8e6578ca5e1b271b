"""Circulars beside the monthly one: of inspection, viewing, joint groundbreaking, assessment (督查、观摩、集中开工、考核)."""
