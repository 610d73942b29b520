"""The room ``recording``: a file or a live stream of a body's signals enters, a ``Recording`` leaves.

Nothing here knows of feelings or films. Raw signals never leave the machine, and no log prints them.
"""
