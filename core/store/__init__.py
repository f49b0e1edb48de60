"""What a team keeps: images and documents as content-addressed files, all that is known of them in a database.

Every row that was computed says from which inputs, by which code and with which parameters. What a row means is known
to the rooms that made it; SQLAlchemy is used here and nowhere else. Nothing is opened when this package is imported.
"""
