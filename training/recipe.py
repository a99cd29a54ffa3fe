"""The settings of a training run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Recipe:
    """Every setting of a training run; it goes into the model card."""

    seed: int = 7
    epochs: int = 6
    batch_pieces: int = 1500
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    kept_head_rate: float = 4e-4  # of heads that a run takes over from another
    layer_decay: float = 0.9
    warmup: float = 0.06
    weight_decay: float = 0.01
    nested_share: float = 0.25
    gold_pieces: int = 150_000  # pieces an epoch of the sets of names
    cue_weight: float = 5.0
    inside_weight: float = 0.1  # of words inside a content, where the training data marks no cue, as words that are none
    argument_weight: float = 0.04
    act_weight: float = 0.15
    label_weight: float = 1.5
    name_weight: float = 1.5
    sentence_weight: float = 1.0
    mention_weight: float = 1.0
    antecedent_weight: float = 0.15
    extent_weight: float = 0.1
    sense_weight: float = 0.5
    tag_weight: float = 0.5
    arc_weight: float = 0.8
    relation_weight: float = 0.6
    trigger_weight: float = 4.0
    type_weight: float = 0.2
    status_weight: float = 0.12
    factuality_weight: float = 0.05
    part_weight: float = 0.06
    news_share: float = 1.0  # of the PolNeAR articles an epoch
    guide_times: int = 0  # how often an epoch shows each report of our own annotation
    gap_items: int = 400  # items an epoch of GAP
    treebank_share: float = 1.0  # of the documents of EWT an epoch
    frozen: str = ""  # heads that keep the weights they come with, while the encoder goes on learning to serve them; names with commas
    average: float = 0.999  # decay of the moving average of the weights, which is what is kept
