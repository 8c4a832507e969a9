"""Any folder of built HTML held to what a program can judge without a browser."""
