"""The site as a whole: pages with their addresses, sections, menus and listings."""
