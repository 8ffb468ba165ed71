"""Paper: every document that a club prints, drawn directly on a ReportLab canvas."""
