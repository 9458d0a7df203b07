"""Could what is published be solved for what is withheld?"""
