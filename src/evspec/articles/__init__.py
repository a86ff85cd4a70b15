"""From an article to claims: what it says, of which car, how surely, in which words; and whether it does."""

from evspec.articles.checking import Remark, check
from evspec.articles.draft import Draft
from evspec.articles.file import load_draft
from evspec.articles.proposals import Proposal
from evspec.articles.reader import read_article
from evspec.articles.sourced import draft_of

__all__ = ["Draft", "Proposal", "Remark", "check", "draft_of", "load_draft", "read_article"]
