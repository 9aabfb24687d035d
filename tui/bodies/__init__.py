"""A body as readable Markdown, whatever its source gave: for the page, and for what is counted of it."""
