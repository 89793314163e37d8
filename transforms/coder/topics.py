"""Stories and sentences that are about no relation of states although they name some: sport."""

import re

from transforms.coder.codebook import Codebook

_SCORE = re.compile(r"(?<![\d.,])\d{1,3}[-–]\d{1,3}(?![\d.,]|-| (?:billion|million|percent))")
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_STORY_CUES = 5  # different cues that make a whole story one of sport,
_STORY_SHARE = 0.02  # where at least this share of its words are cues
_SENTENCE_CUES = 2


class TopicFilter:
    """Knows the cues of the topics that yield no events (`off_topic.csv`)."""

    def __init__(self, codebook: Codebook) -> None:
        longest_first = sorted(codebook.off_topic, key=lambda cue: (-len(cue), cue))
        self._cues = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")

    def is_story_off_topic(self, text: str) -> bool:
        """Whether the story as a whole is told in the words of such a topic."""
        found = self._cues.findall(text.lower())
        return len(set(found)) >= _STORY_CUES and len(found) >= _STORY_SHARE * len(_WORD.findall(text))

    def is_sentence_off_topic(self, sentence: str) -> bool:
        """Whether two cues, or a cue and a score, stand in the sentence."""
        found = set(self._cues.findall(sentence.lower()))
        return len(found) + bool(found and _SCORE.search(sentence)) >= _SENTENCE_CUES
