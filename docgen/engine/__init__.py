"""The template engine: a template in docxtpl's dialect is compiled once, filled often; errors say where."""
