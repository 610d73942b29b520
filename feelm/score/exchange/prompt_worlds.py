"""The words of a prompt made visible: the world that they tell, and the painting style that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feelm.score.model import Shot
    from feelm.things import Catalogue

MAX_PROMPT = 4000
_WORLD_S = 4.0

_EXTRA = re.compile(r"<[^<>]*>|`[^`]*`")
_FAINT = re.compile(r"\([^()]*:\s*(?:-[0-9.]+|0?\.[0-2][0-9]*|0(?:\.[0-2]?[0-9]*)?)\s*\)")
"""Words with so small a weight that they are not to be seen."""
_WEIGHT = re.compile(r":\s*-?[0-9.]+")
_MIX = re.compile(r"\[([^\[\]:|]*)[:|][^\[\]]*\]")
_NOT_SEEN = re.compile(
    r"(?i)\b(?:by|style of|in the style of|art by|artwork by|directed by)\s+[^,.;|]+"
    r"|\b(?:highly|ultra|very|super|hyper|extremely|insanely|intricate(?:ly)?)?\s*detailed?\b"
    r"|\b(?:trending on|featured on|artstation|deviantart|pixiv|unreal engine\s*\d*|octane(?: render)?|cgsociety"
    r"|masterpiece|best quality|high quality|high res|award[- ]winning|photo ?realis(?:tic|m)|hyper ?realis(?:tic|m)"
    r"|realistic|cinematic|sharp (?:photo|focus)|in focus|photograph|photo|raw photo|depth of field|bokeh|\d+k|u?hd"
    r"|ultra hd|3d|symmetrical|symmetry|intricate|concept art|digital (?:art|painting)|illustration|artwork"
    r"|oil painting|painting|watercolou?r|sketch|render(?:ing)?|wallpaper|epic|angle and pose|volumetric lighting"
    r"|cinematic lighting|lighting|crepuscular rays|vibrant|colou?rful|aesthetic|surrounded by fractals|fractals?)\b"
)
_BLANKS = re.compile(r"\s+")

STYLES: tuple[tuple[str, str], ...] = (
    (r"starry night", "starry"),
    (r"van gogh", "van_gogh_cypresses"),
    (r"c[ée]zanne", "cezanne_apples"),
    (r"seurat|pointillis", "seurat_park"),
    (r"renoir", "renoir_seashore"),
    (r"manet", "manet_boating"),
    (r"degas|pastel (?:drawing|painting)", "degas_dance"),
    (r"pissarro|monet|impressionis", "renoir_seashore"),
    (r"millet\b", "millet_haystacks"),
    (r"corot|barbizon", "corot_wilderness"),
    (r"rousseau", "rousseau_jungle"),
    (r"gauguin", "gauguin_tahiti"),
    (r"lautrec", "lautrec_moulin"),
    (r"klimt|art nouveau|mucha", "klimt_primavesi"),
    (r"hodler", "hodler_dream"),
    (r"puvis|fresco", "puvis_song"),
    (r"turner", "turner_whalers"),
    (r"caspar|friedrich|romanticis", "friedrich_moon"),
    (r"el greco", "el_greco_toledo"),
    (r"ruisdael", "ruisdael_wheat"),
    (r"bruegel|brueghel|bosch", "bruegel_harvest"),
    (r"canaletto", "canaletto_piazza"),
    (r"vermeer", "vermeer_pitcher"),
    (r"la tour|candle ?light|chiaroscuro|caravaggio", "la_tour_candle"),
    (r"rembrandt|baroque|old master", "rembrandt_self"),
    (r"tiepolo|rococo", "tiepolo_sky"),
    (r"giotto|byzantine|icon painting", "giotto_magi"),
    (r"hokusai|hiroshige|ukiyo|woodblock", "wave"),
    (r"sumi|ink wash|chinese (?:ink|painting)|ink painting", "gong_xian_hills"),
    (r"japanese screen|gold leaf", "sansetsu_plum"),
    (r"stained glass", "leaded"),
    (r"mosaic", "mosaic"),
    (r"cubis|picasso|braque", "shards"),
    (r"mondrian|de stijl|bauhaus", "blocks"),
    (r"matisse|cut ?out|paper (?:art|craft)|collage", "cutouts"),
    (r"etching|engraving|cross.?hatch|durer|dürer", "etching"),
    (r"wood ?cut|lino ?cut", "jungle"),
    (r"embroider|tapestry|textile", "embroidery"),
    (r"crayon|child(?:ren)?'?s drawing", "crayon"),
    (r"watercolou?r|aquarelle", "blossom"),
    (r"gouache", "coral"),
    (r"pencil|graphite|charcoal|sketch", "frost"),
    (r"sepia|daguerreotype|vintage photo", "sepia"),
    (r"cyberpunk|neon|synthwave|vaporwave", "shards"),
    (r"psychedelic|fauvis", "beacon"),
    (r"expressionis|munch|kandinsky", "gale"),
    (r"dreamy|ethereal|pastel", "haze"),
    (r"oil painting|oil on canvas|impasto|acrylic|painterly", "cezanne_trees"),
)
"""Words of prompts, and the nearest style of feelm; the first that is found counts."""


@dataclass(frozen=True)
class PromptText:
    """A prompt as Deforum gives it to the model: what is asked for, and what is to be avoided."""

    text: str
    avoid: str = ""

    @property
    def plain(self) -> str:
        """The words alone, without weights, networks, brackets and words on how it is painted."""
        text = _FAINT.sub(" ", _EXTRA.sub(" ", self.text[:MAX_PROMPT]))
        text = _WEIGHT.sub(" ", _MIX.sub(r"\1", text))
        text = _NOT_SEEN.sub(" ", text.replace(" AND ", ", "))
        text = re.sub(r"[()\[\]{}|\\*_#~^=+]", " ", text)
        pieces = [_BLANKS.sub(" ", piece).strip(" .-:;") for piece in re.split(r"[,\n;]", text)]
        return ", ".join(piece for piece in pieces if piece)

    @property
    def style(self) -> str | None:
        """The nearest style that the prompt names, or None."""
        return _style_in(self.text[:MAX_PROMPT])


@lru_cache(maxsize=1024)
def _style_in(text: str) -> str | None:
    return next((style for words, style in STYLES if re.search(words, text, re.IGNORECASE)), None)


def split_negative(prompt: str, positive: str = "", negative: str = "") -> PromptText:
    """A prompt with ``--neg`` split off, and the texts that stand for all prompts joined to it, as Deforum does.

    >>> split_negative("a coconut --neg photo", "sharp", "blurry")
    PromptText(text='sharp a coconut', avoid='photo blurry')
    """
    asked, _, avoided = prompt.partition("--neg")
    return PromptText(
        " ".join(part for part in (positive.strip(), asked.strip()) if part),
        " ".join(part for part in (avoided.strip(), negative.strip()) if part),
    )


class Worlds:
    """Shots as the director would set them for the words of prompts; equal words are read once."""

    def __init__(self, size: tuple[int, int], seed: int) -> None:
        self._size = size
        self._seed = seed
        self._known: dict[str, Shot] = {}

    @cached_property
    def _catalogue(self) -> Catalogue:
        from feelm.things import open_catalogue

        return open_catalogue()

    def shot_for(self, prompt: PromptText) -> Shot:
        """A shot whose world, size, paint and grade show what the prompt says."""
        words = prompt.plain
        if words not in self._known:
            self._known[words] = self._direct(words)
        return self._known[words]

    def _direct(self, words: str) -> Shot:
        from feelm.affect import fuse, words_stream
        from feelm.director import Brief, direct
        from feelm.painter import list_styles
        from feelm.story import tell

        telling = tell(words, self._catalogue) if words else None
        told = telling if telling and telling.scenes else None
        part_s = _WORLD_S / max(1, len(told.scenes) if told else 1)
        spans = [(n * part_s, (n + 1) * part_s) for n in range(len(told.scenes))] if told else []
        feeling = fuse([words_stream(told, spans)] if told else [], _WORLD_S)
        brief = Brief(size=self._size, seed=self._seed, duration_s=_WORLD_S)
        return direct(brief, told, None, feeling, self._catalogue, list_styles()).shots[0]
