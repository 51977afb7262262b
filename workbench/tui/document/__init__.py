"""The document pane: layout, marks, reading by key and mouse, drawing."""
