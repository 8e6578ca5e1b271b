"""What every worker needs, imported once by the process that forks them."""

import docxtpl  # noqa: F401
import lxml.etree  # noqa: F401
import openpyxl  # noqa: F401

import docgen.building.build
import docgen.building.producing  # noqa: F401
