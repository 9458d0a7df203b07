"""How far do the people of one board agree, and is it more than chance?"""
