"""The page Train: runs are set up, followed and kept.

flows      what can be set up, and the finished runs it may start from
sizes      what networks cost on a device
wizard/    from answers to recipes: ``Answers`` -> ``Plan`` -> runs in line
run/       one run: its folder -> ``About`` -> ``RunState`` -> the monitor on screen
home/      the cards, and the table of all runs with the room they take
presenter  which of the three is in front
view       the page
"""
