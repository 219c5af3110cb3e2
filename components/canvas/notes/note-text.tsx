"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { NOTE_CHARS_MAX } from "#workflows/graph.ts";

type Props = { text: string; onText(text: string): void; onDone(): void };

/** Writing in a note. Escape and leaving the field end it; nothing has to be saved. */
export function NoteText({ text: begun, onText, onDone }: Props) {
  const t = useTranslations("canvas.note");
  // The canvas hands changes on a moment later, and the caret would jump to the end.
  const [text, setText] = useState(begun);
  return (
    <textarea
      ref={focusAtEnd}
      aria-label={t("text")}
      maxLength={NOTE_CHARS_MAX}
      value={text}
      className="nodrag nopan nowheel nokey"
      onChange={(event) => {
        setText(event.target.value);
        onText(event.target.value);
      }}
      onBlur={onDone}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.closest<HTMLElement>(".react-flow__node")?.focus();
      }}
    />
  );
}

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus({ preventScroll: true });
  field?.setSelectionRange(field.value.length, field.value.length);
}
