"""Pictures as they are published: made anew from what editors give, and kept between builds."""
