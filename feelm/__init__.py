"""feelm (필름): a film studio for one person.

Music, words and a recorded feeling go in; a painted film and its readable score come out.
The rooms are the sub-packages; ``docs/rooms.md`` draws what passes between them.
"""

__version__ = "0.1.0"
