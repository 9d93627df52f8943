"""Recordings and labels into projects, clips out of them, and labels out again.

importing     folders, tables and label files into a project, with what could not be read
surveying     what an import would bring in, counted beforehand
sources       what lies at a path: which format, which recordings
places        which recording a foreign name means; none leads out of the folder of the audio
arrivals      a file looked at, and made into a recording with its segments
labels        what every label file is read into and written from
tables        meta.csv, CSV and Parquet (columns: what they mean; cells: text; parquet: pyarrow)
audacity, raven, labelstudio, aoef   a format each, both ways (json_files: JSON without trust)
exporting     labels out again, and clips as WAV (staging: several files that appear together)
splits        divisions that no location, source or copy straddles (identical: files of one content)
clip_source   the only way training and evaluation read clips
demo_project  the small project of the first start
"""
