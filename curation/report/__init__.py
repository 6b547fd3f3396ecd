"""One self-contained HTML page about a workspace: `data.ReportData` in, `page.render` out."""
