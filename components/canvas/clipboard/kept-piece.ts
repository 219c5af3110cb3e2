import type { Piece } from "../edits/piece.ts";
import { type ReadPiece, readPiece, writePiece } from "./piece-text.ts";

/** What was copied last in this window: its text has left out passwords, which are to be there when it is pasted here. */
let kept: { text: string; piece: Piece } | null = null;

/** The text of a piece, which is known again by `pastePiece` in this window. */
export function copyPiece(piece: Piece): string {
  const text = writePiece(piece);
  kept = { text, piece };
  return text;
}

/** Reads a text like `readPiece`, and one from this window whole. */
export function pastePiece(text: string): ReadPiece {
  // Windows gives back other line ends than it was given.
  if (kept && text.replaceAll("\r\n", "\n") === kept.text) return { kind: "piece", piece: kept.piece };
  return readPiece(text);
}
