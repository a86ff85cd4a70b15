"""From an article to claims: what it says, of which car, how surely, in which words; and whether it does."""

from evspec.articles.draft import Draft, Proposal
from evspec.articles.file import load_draft
from evspec.articles.reader import read_article

__all__ = ["Draft", "Proposal", "load_draft", "read_article"]
