"""Settings of the documentation, built with ``nox -s docs``."""

from __future__ import annotations

import os

import evspec

project = "evspec"
author = "evspec maintainers"
copyright = f"{author}. Code: MIT. Data: CC BY 4.0. Record: the terms of its sources"
release = evspec.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build", "jupyter_execute"]
html_theme = "furo"
html_title = "evspec"
html_static_path = ["_static"]
html_css_files = ["evspec.css"]

# Charts show in the pages, whatever the one who builds them draws on.
os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
# The pages that have code cells are run at every build; a cell that fails fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
# Some pages write files.
nb_execution_in_temp = True
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
# The docstrings say what a parameter means, the signature says its type.
autodoc_typehints = "signature"
napoleon_google_docstring = False
napoleon_use_rtype = False
