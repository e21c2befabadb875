"""How Sphinx makes the pages."""

project = "Your data and us"
html_theme = "furo"
html_title = project
html_js_files = [("/signpost/0.1.0/embed.js", {"type": "module"})]
