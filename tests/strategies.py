"""Text that is hard on offsets and decoders, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

# Each is a trap for offsets: astral, joined and modified emoji, combining marks, right-to-left script, line ends, invisible marks.
AWKWARD = (
    "🙂", "👩‍👩‍👧", "👍🏽", "🇳🇴", "e\u0301", "n\u0303", "\u0303", "سالم", "שלום", "\u200f", "\u202b", "\r\n", "\n", "\r",
    "\u2028", "\u00a0",
    "\u200b", "\ufeff", "“", "”", '"', "’", " ", ". ", "The minister said", "Port Ilma", "•", "(AP)", "—", "ß", "İ", "Ǆ", "12,000",
)  # fmt: skip


def texts(min_size: int = 1, max_size: int = 40) -> st.SearchStrategy[str]:
    """Texts of ordinary words, awkward pieces and any characters but surrogates."""
    piece = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
    return st.lists(piece, min_size=min_size, max_size=max_size).map("".join).filter(bool)
