"""Live: what the model hears now, in words, bars, a picture and the last ten minutes."""
