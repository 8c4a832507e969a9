"""What is told of a text: what was meant as a form of Markdown, or is read otherwise elsewhere."""
