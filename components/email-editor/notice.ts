import type { EmailDesign } from "#workflows/email-design.ts";
import type { NoticeKind } from "./editor-context.tsx";

/** What was just done in the editor. */
export interface Notice {
  /** Grows, so that the same words twice are told twice. */
  number: number;
  text: string;
  how: NoticeKind;
  /** The design right after it; the way back that a notice shows leads away from this one only. */
  after: EmailDesign;
}

/** The notice as long as it holds: one with a way back is over once something else was edited or it was taken back. */
export function currentNotice(notice: Notice | null, design: EmailDesign): Notice | null {
  return notice?.how === "undoable" && notice.after !== design ? null : notice;
}
