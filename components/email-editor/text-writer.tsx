"use client";

import { EditorContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useEffect, useRef } from "react";
import { RICH_STYLE } from "./rich-text-view.tsx";
import { TextToolbar } from "./text-toolbar.tsx";

/** Only what a text block may hold. */
const EXTENSIONS = [
  StarterKit.configure({
    heading: false,
    blockquote: false,
    code: false,
    codeBlock: false,
    horizontalRule: false,
    dropcursor: false,
    gapcursor: false,
    trailingNode: false,
    link: { openOnClick: false, defaultProtocol: "https", HTMLAttributes: { target: null, rel: null } },
  }),
];

type Props = {
  label: string;
  html: string;
  maxChars: number;
  onChange(html: string): void;
  onTooLong(): void;
  onSettle(): void;
};

/** Writes the text of a block in place. Its undo key goes back in the text, as in every text field. */
export function TextWriter({ label, html, maxChars, onChange, onTooLong, onSettle }: Props) {
  const calls = useRef({ html, onChange, onTooLong });
  calls.current = { html, onChange, onTooLong };
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: html,
    autofocus: "end",
    // Drawn in the browser only: the editor is never part of the first page.
    immediatelyRender: true,
    editorProps: {
      attributes: {
        "aria-label": label,
        "aria-multiline": "true",
        role: "textbox",
        class: `outline-none ${RICH_STYLE}`,
      },
    },
    onUpdate: ({ editor: changed }) => {
      const next = changed.isEmpty ? "" : changed.getHTML();
      if (next.length <= maxChars) return calls.current.onChange(next);
      changed.commands.setContent(calls.current.html, { emitUpdate: false });
      calls.current.onTooLong();
    },
  });

  // Changed from outside, by going back.
  useEffect(() => {
    const shown = editor.isEmpty ? "" : editor.getHTML();
    if (shown !== html) editor.commands.setContent(html, { emitUpdate: false });
  }, [editor, html]);

  return (
    <>
      <div className="sticky top-14 z-20 h-0">
        <div className="absolute inset-x-0 bottom-1.5">
          <TextToolbar editor={editor} />
        </div>
      </div>
      <EditorContent editor={editor} onBlur={onSettle} />
    </>
  );
}
