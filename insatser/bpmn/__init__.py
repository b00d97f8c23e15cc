"""The flows for others to open: BPMN 2.0 files, and the picture of a flow on its page."""
