"""Has anything changed since last time, beyond what chance and regression to the mean would do?"""
