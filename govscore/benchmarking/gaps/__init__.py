"""How far apart are two views: head and governors, or the board's own and the officer's?"""
