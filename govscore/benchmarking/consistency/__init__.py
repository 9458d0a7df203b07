"""Do the questions of a domain hang together, and how many people and questions would be enough?"""
