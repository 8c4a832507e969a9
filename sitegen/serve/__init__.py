"""The dev server: watches the sources, builds what changed, shows it in every open tab."""
