"""Recordings into projects, and clips out of them.

importing     a folder per scene or a meta.csv into a project, with what could not be read
tables        meta.csv, TAU file names, paths that are not trusted
splits        divisions that no location or source straddles
clip_source   the only way training and evaluation read clips
exporting     labels out again
demo_project  the small project of the first start
"""
