"""How good a model is, with the uncertainty of saying so. numpy only.

``metrics`` counts and intervals, ``calibration`` the temperature, ``openset`` knowing what is
unknown, ``projection`` the map.
"""
