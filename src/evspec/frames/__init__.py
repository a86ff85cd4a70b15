"""Whole tables in the engine that they are in: units converted and files normalized, frames in and out."""

from evspec.frames.converting import convert
from evspec.frames.exporting import to_frame, write
from evspec.frames.normalizing import normalize

__all__ = ["convert", "normalize", "to_frame", "write"]
