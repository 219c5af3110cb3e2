"use client";

import type { Opened } from "./report.ts";

/** A number that opens the people behind it; without anybody, only the number. */
export function OpenNumber({
  text,
  opens,
  onOpen,
}: {
  text: string;
  opens: Opened | undefined;
  onOpen: (opened: Opened) => void;
}) {
  if (!opens) return text;
  return (
    <button
      type="button"
      aria-label={`${text}, ${opens.title}`}
      aria-haspopup="dialog"
      data-tooltip={opens.title}
      onClick={() => onOpen(opens)}
      className="inline-flex min-h-6 items-center rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-ember-ink hover:decoration-solid pointer-coarse:min-h-9"
    >
      {text}
    </button>
  );
}
