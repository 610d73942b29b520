"""Every field of Deforum's settings files: where it lives in a score, or why it means nothing here.

253 fields of the last sd-webui-deforum, those of older files, of the notebook and of the forks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TO_DRIFT_2D: dict[str, str] = {
    "angle": "angle", "zoom": "zoom", "translation_x": "x", "translation_y": "y", "transform_center_x": "centre_x",
    "transform_center_y": "centre_y",
}  # fmt: skip
TO_DRIFT_3D: dict[str, str] = {
    "translation_x": "dx", "translation_y": "dy", "translation_z": "dz", "rotation_3d_x": "rx",
    "rotation_3d_y": "ry", "rotation_3d_z": "rz", "fov_schedule": "fov", "aspect_ratio_schedule": "aspect",
    "near_schedule": "near", "far_schedule": "far",
}  # fmt: skip
TO_DRIFT_FLIP: dict[str, str] = {
    "perspective_flip_theta": "flip_theta", "perspective_flip_phi": "flip_phi",
    "perspective_flip_gamma": "flip_gamma", "perspective_flip_fv": "flip_fov",
}  # fmt: skip
TO_FEEDBACK: dict[str, str] = {
    "strength_schedule": "strength", "noise_schedule": "noise", "contrast_schedule": "contrast",
    "amount_schedule": "sharpen", "kernel_schedule": "sharpen_kernel", "sigma_schedule": "sharpen_sigma",
    "threshold_schedule": "sharpen_threshold",
}  # fmt: skip
TO_DIFFUSION: dict[str, tuple[str, str | None]] = {
    "cfg_scale_schedule": ("guidance_scale", None),
    "pix2pix_img_cfg_scale_schedule": ("image_guidance_scale", None),
    "steps_schedule": ("steps", "enable_steps_scheduling"),
    "subseed_schedule": ("subseed", "enable_subseed_scheduling"),
    "subseed_strength_schedule": ("subseed_strength", "enable_subseed_scheduling"),
    "clipskip_schedule": ("clip_skip", "enable_clipskip_scheduling"),
    "noise_multiplier_schedule": ("noise_multiplier", "enable_noise_multiplier_scheduling"),
    "ddim_eta_schedule": ("eta", "enable_ddim_eta_scheduling"),
    "ancestral_eta_schedule": ("ancestral_eta", "enable_ancestral_eta_scheduling"),
}
"""Schedule → field of ``paint.diffusion``, and the switch that it needs."""
WORD_SCHEDULES: dict[str, tuple[str, str]] = {
    "sampler_schedule": ("sampler", "enable_sampler_scheduling"),
    "checkpoint_schedule": ("checkpoint", "enable_checkpoint_scheduling"),
}

DEFAULTS: dict[str, float] = {
    "angle": 0, "zoom": 1, "translation_x": 0, "translation_y": 0, "translation_z": 0, "transform_center_x": 0.5,
    "transform_center_y": 0.5, "rotation_3d_x": 0, "rotation_3d_y": 0, "rotation_3d_z": 0,
    "perspective_flip_theta": 0, "perspective_flip_phi": 0, "perspective_flip_gamma": 0, "perspective_flip_fv": 53,
    "fov_schedule": 70, "aspect_ratio_schedule": 1, "near_schedule": 200, "far_schedule": 10000,
    "strength_schedule": 0.65, "cfg_scale_schedule": 7, "steps_schedule": 25, "seed_schedule": -1,
    "subseed_schedule": 1, "subseed_strength_schedule": 0, "clipskip_schedule": 2, "noise_multiplier_schedule": 1.05,
    "ddim_eta_schedule": 0, "ancestral_eta_schedule": 1, "pix2pix_img_cfg_scale_schedule": 1.5,
    "noise_schedule": 0.065, "contrast_schedule": 1, "amount_schedule": 0.1, "kernel_schedule": 5,
    "sigma_schedule": 1, "threshold_schedule": 0, "cadence_flow_factor_schedule": 1, "redo_flow_factor_schedule": 1,
    "hybrid_flow_factor_schedule": 1, "hybrid_comp_alpha_schedule": 0.5, "hybrid_comp_mask_blend_alpha_schedule": 0.5,
    "hybrid_comp_mask_contrast_schedule": 1, "hybrid_comp_mask_auto_contrast_cutoff_high_schedule": 100,
    "hybrid_comp_mask_auto_contrast_cutoff_low_schedule": 0, "image_strength_schedule": 0.75,
    "blendFactorMax": 0.35, "blendFactorSlope": 0.25, "tweening_frames_schedule": 20, "color_correction_factor": 0.075,
    "distilled_cfg_scale_schedule": 3.5, "keyframe_strength_schedule": 0.2, "image_keyframe_strength_schedule": 0.2,
    "pix2pix_img_distilled_cfg_scale_schedule": 3.5, "freeu_b1": 1.3, "freeu_b2": 1.4, "freeu_s1": 0.9,
    "freeu_s2": 0.2, "kohya_hrfix_block_number": 1, "kohya_hrfix_downscale_factor": 2,
    "kohya_hrfix_start_percent": 0, "kohya_hrfix_end_percent": 0.35,
    **{f"cn_{unit}_weight": 1 for unit in range(1, 6)}, **{f"cn_{unit}_guidance_start": 0 for unit in range(1, 6)},
    **{f"cn_{unit}_guidance_end": 1 for unit in range(1, 6)},
}  # fmt: skip
"""Every schedule of numbers, and what Deforum takes where the file has none."""

RENAMED: dict[str, str] = {
    "flip_2d_perspective": "enable_perspective_flip", "skip_video_for_run_all": "skip_video_creation",
    "positive_prompts": "animation_prompts_positive", "negative_prompts": "animation_prompts_negative",
    "animation_prompts": "prompts", "width": "W", "height": "H", "sampler_name": "sampler",
    "histogram_matching": "color_coherence", "near_plane": "near_schedule", "far_plane": "far_schedule",
    "fov": "fov_schedule", "ddim_eta": "ddim_eta_schedule", "scale": "cfg_scale_schedule",
}  # fmt: skip
"""Older names and those of other editions, and what they are called now."""


@dataclass(frozen=True)
class Elsewhere:
    """Fields that mean nothing here: their names (a pattern), why, and when the file really uses them.

    ``used_when``: field → values with which they lie idle; in use, their values are kept under ``imported``.
    """

    pattern: re.Pattern[str]
    reason: str
    reason_ko: str
    used_when: tuple[str, ...] = ()


def _elsewhere(pattern: str, reason: str, reason_ko: str, *used_when: str) -> Elsewhere:
    return Elsewhere(re.compile(pattern), reason, reason_ko, used_when)


NOT_HERE: tuple[Elsewhere, ...] = (
    *(
        _elsewhere(
            rf"cn_{unit}_.*", "ControlNet steers a diffusion model, none is at work",
            "ControlNet은 확산 모델을 조종하는 것인데 여기에는 없음", f"cn_{unit}_enabled",
        )
        for unit in range(1, 6)
    ),
    _elsewhere(
        r"cn_\d+_.*|controlnet_.*", "ControlNet steers a diffusion model, none is at work",
        "ControlNet은 확산 모델을 조종하는 것인데 여기에는 없음", "controlnet_enabled",
    ),
    _elsewhere(
        r"hybrid_.*", "hybrid video blends a second clip into the feedback; give the clip to a shot as `footage`",
        "hybrid video는 다른 영상을 섞는 기능. 장면에 `footage`로 줄 수 있음", "hybrid_composite", "hybrid_motion",
    ),
    _elsewhere(
        r"use_mask|use_alpha_as_mask|mask_file|invert_mask|mask_contrast_adjust|mask_brightness_adjust|overlay_mask|"
        r"mask_overlay_blur|fill|full_res_mask|full_res_mask_padding|use_mask_video|video_mask_path|use_noise_mask|"
        r"mask_schedule|noise_mask_schedule", "masks limit what a diffusion model repaints",
        "마스크는 확산 모델이 다시 그릴 곳을 정하는 것", "use_mask", "use_mask_video", "use_noise_mask",
    ),
    _elsewhere(
        r"use_looper|init_images|image_strength_schedule|blendFactorMax|blendFactorSlope|tweening_frames_schedule|"
        r"color_correction_factor|image_keyframe_strength_schedule",
        "guided images blend pictures into the feedback; give a picture to a shot as `still`",
        "guided images는 그림을 섞는 기능. 장면에 `still`로 줄 수 있음", "use_looper",
    ),
    _elsewhere(
        r"r_upscale_.*", "the painter works at the film's own size", "화가가 영화 크기 그대로 그림", "r_upscale_video",
    ),
    _elsewhere(
        r"frame_interpolation_.*", "every frame is made; set `fps` for a smoother film",
        "모든 프레임을 만듦. 더 부드럽게 하려면 `fps`를 높임",
    ),
    _elsewhere(
        r"optical_flow_cadence|cadence_flow_factor_schedule|optical_flow_redo_generation|redo_flow_factor_schedule|"
        r"diffusion_redo", "frames between are moved by the exact drift, there is no flow to guess",
        "사이 프레임은 정확한 움직임으로 옮기므로 흐름을 짐작할 필요가 없음",
    ),
    _elsewhere(
        r"depth_algorithm|midas_weight|use_zoe_depth", "depth is known from the built world",
        "깊이는 지은 세계에서 그대로 앎",
    ),
    _elsewhere(r"save_depth_maps", "no files are left between", "중간 파일을 남기지 않음"),
    _elsewhere(r"sampling_mode", "the picture is always moved with cubic interpolation", "항상 3차 보간으로 옮김"),
    _elsewhere(
        r"aspect_ratio_use_old_formula", "the aspect is taken as it stands", "가로세로비는 적힌 그대로 씀",
    ),
    _elsewhere(
        r"resume_from_timestring|resume_timestring|overwrite_extracted_frames",
        "feelm goes on by itself where it was stopped", "멈춘 곳에서 저절로 이어짐",
    ),
    _elsewhere(
        r"skip_video_creation|make_gif|delete_imgs|delete_input_frames|store_frames_in_ram|batch_name|timestring|"
        r"save_settings|save_samples|outdir|show_info_on_ui|motion_preview_mode|display_samples",
        "feelm names and keeps its files itself", "파일 이름과 보관은 feelm이 맡음",
    ),
    _elsewhere(
        r"tiling|restore_faces|seed_resize_from_[wh]|reroll_blank_frames|reroll_patience|enable_hr|firstphase_.*|"
        r"hr_.*|denoising_strength|precision|C|f|scheduler|scheduler_schedule|enable_scheduler_scheduling|"
        r"enable_distilled_cfg_scale_scheduling|distilled_cfg_scale_schedule|"
        r"pix2pix_img_distilled_cfg_scale_schedule|freeu_.*|kohya_hrfix_.*|dynamic_threshold|static_threshold|"
        r"log_weighted_subprompts|normalize_prompt_weights|prompt_weighting|n_batch|n_samples|grid_rows|make_grid|"
        r"save_sample_per_step|show_sample_per_step|render_initial_noises|from_img2img_instead_of_link",
        "a setting of a diffusion model, none is at work", "확산 모델의 설정인데 여기에는 없음", "enable_hr",
        "freeu_enabled", "kohya_hrfix_enabled",
    ),
    _elsewhere(
        r".*_(scale|cutn|cut_pow|grad|class|every)|clip_name|clip_.*|aesthetics_.*|colormatch_.*|exposure_.*|init_mse_.*|mean_.*|var_.*|"
        r"blue_.*|ignore_sat_.*|add_init_noise|init_noise|noise_mask_.*|clamp_.*|grad_.*|cut_.*|cond_uncond_sync|"
        r"gradient_.*|cond_prompts|uncond_prompts|decode_method",
        "guidance of the notebook's diffusion model", "노트북판 확산 모델의 유도 설정",
    ),
    _elsewhere(
        r"keyframe_distribution|keyframe_strength_schedule|keyframe_type",
        "feelm paints anew at every cadence and on every accent", "feelm은 cadence마다, 강세마다 다시 그림",
    ),
    _elsewhere(
        r"shake_(name|intensity|speed)", "camera shake of a fork; set `camera.move: handheld`",
        "갈래판의 카메라 흔들림. `camera.move: handheld`로 줄 수 있음", "shake_name",
    ),
    _elsewhere(r"wan_.*", "settings of a video model, none is at work", "영상 모델의 설정인데 여기에는 없음"),
    _elsewhere(
        r"color_coherence_video_every_N_frames|color_force_grayscale|legacy_colormatch",
        "colour is held by the statistics of the shot, once a frame", "색은 장면의 통계로 프레임마다 한 번 지킴",
    ),
    _elsewhere(
        r"strength|strength_0_no_init|use_init|init_image|init_image_box|seed_enable_extras",
        "only for a film that begins from a picture", "그림에서 시작하는 영화에만 쓰임", "use_init",
    ),
    _elsewhere(
        r"video_init_path|extract_nth_frame|extract_from_frame|extract_to_frame",
        "only for a film that is painted over a video", "영상 위에 그리는 영화에만 쓰임",
    ),
    _elsewhere(
        r"sd_model_hash|deforum_git_commit_id|fetched_parseq_manifest_summary|interpolate_key_frames|"
        r"interpolate_x_frames|model_checkpoint|model_config|map_location|use_manual_settings|custom_settings_file",
        "a note about the file's origin", "파일의 유래에 관한 메모",
    ),
    _elsewhere(
        r"parseq_use_deltas|parseq_non_schedule_overrides|parseq_manifest", "no Parseq document is named",
        "Parseq 문서가 없음",
    ),
    _elsewhere(
        r"add_soundtrack|soundtrack_path", "the file asks for no sound", "소리를 쓰지 않는 파일",
    ),
)  # fmt: skip
"""Groups of fields that mean nothing here; the first pattern that fits counts."""


def elsewhere(name: str) -> Elsewhere | None:
    """The group of a field that means nothing here, or None when the field is not known."""
    return next((group for group in NOT_HERE if group.pattern.fullmatch(name)), None)


def is_used(group: Elsewhere, fields: Mapping[str, Any]) -> bool:
    """Whether the file really uses a group of fields that mean nothing here."""
    return any(is_on(fields.get(switch)) for switch in group.used_when)


def is_on(value: Any) -> bool:
    """Whether a switch of Deforum's is on: truth, or any word but None, false and 0.

    >>> [is_on(value) for value in (True, "None", "Normal", 0, "false")]
    [True, False, True, False, False]
    """
    if isinstance(value, str):
        return value.strip().lower() not in ("", "none", "false", "0", "off")
    return bool(value) if isinstance(value, bool | int | float) else False


def migrated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields under today's names, where today's are not there; what old files mean in today's words."""
    new = dict(fields)
    for old, name in RENAMED.items():
        if old in new and new.get(name) in (None, ""):
            new[name] = new[old]
    if new.get("hybrid_composite") in (True, False):
        new["hybrid_composite"] = "Normal" if new["hybrid_composite"] else "None"
    colour = new.get("color_coherence")
    if isinstance(colour, str):
        new["color_coherence"] = colour.removeprefix("Match Frame 0 ").strip()
    return new
