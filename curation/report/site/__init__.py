"""The site of a release or a workspace: one page that holds everything and loads nothing."""
