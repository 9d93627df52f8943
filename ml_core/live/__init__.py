"""Deciding a stream: samples in, scenes out, the same for a file and for a microphone.

classifier  window -> log-mel -> session -> decision; the one place where it is decided
ear         windows -> what the network says about them
deciding    what it says, window by window -> decisions
smoothing   how quickly a decision changes its mind
sources     a microphone, or a file played as one
folder      a folder that recordings arrive in
joined      recordings as one stream, with what is true when
stream_score  how soon a change is noticed, how often for nothing; score_file keeps it
listening   the loop of ``asc listen``
session     the same in a thread, with what the Live page shows
"""
