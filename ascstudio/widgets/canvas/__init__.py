"""A recording on screen: wave, spectrogram and the segments in it, drawn by one widget.

Import from the module, not from here::

    sound_canvas.py  SoundCanvas(name)  .show_recording(duration_s, top_hz, (start_s, stop_s))
                     .set_picture(Picture) .set_wave(Wave) .set_segments(SegmentSet) .set_cursor
    minimap.py       Minimap(name): the whole recording above a canvas that shows a part
    segments.py      SegmentSet: 100,000 segments as columns; what is visible, hit and near
    viewport.py      Viewport: what is on screen   scale.py: axes
"""
