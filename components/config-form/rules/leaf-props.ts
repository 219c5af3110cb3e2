import type { FieldProblem } from "../control.ts";
import type { LeafDraft } from "./rule-draft.ts";

/** What the inputs of every kind of condition are given. */
export interface LeafProps {
  leaf: LeafDraft;
  /** Those of this condition. */
  problems: FieldProblem[];
  onChange(leaf: LeafDraft): void;
}
