"""From painted frames to a finished file.

Enters: composed frames (RGB), the score's grade, transitions, titles and captions, the music.
Leaves: one H.264 segment per shot, and the film: H.264 + AAC in a streamable mp4, with its ``.srt``.
Knows nothing of what a shot means.
"""
