"use client";

import { useDraggable } from "@dnd-kit/core";
import { useTranslations } from "next-intl";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { cn } from "#components/ui/cn.ts";
import type { EmailBlock } from "#workflows/email-design.ts";
import { BlockDrawing, FooterEnd, HEADING_STYLE, mutedColor } from "./block-drawing.tsx";
import { blockTitle } from "./block-kinds.ts";
import { BlockTools } from "./block-tools.tsx";
import type { Dragged } from "./drag.ts";
import { useEditorActions } from "./editor-context.tsx";
import { TextWriter } from "./text-writer.tsx";

const HEADING_MAX_CHARS = 300;
const TEXT_MAX_CHARS = 20_000;
const FOOTER_MAX_CHARS = 4000;

type Props = {
  block: EmailBlock;
  first: boolean;
  last: boolean;
  selected: boolean;
  /** The columns of a columns block. */
  children?: ReactNode;
};

/** A block of the email with everything that is done to it in place. */
export const CanvasBlock = memo(function CanvasBlock({ block, first, last, selected, children }: Props) {
  const t = useTranslations("email-editor");
  const { select } = useEditorActions();
  const dragged: Dragged = { kind: "block", block };
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: block.id,
    data: { dragged },
  });
  const writing = selected && (block.type === "heading" || block.type === "text" || block.type === "footer");
  const title = blockTitle(block, t);
  // The keyboard drags by the handle only: here it selects.
  const { onKeyDown: _keys, ...pointer } = listeners ?? {};
  return (
    <div
      ref={setNodeRef}
      data-block={block.id}
      className={cn(
        "group/block relative rounded-sm outline-offset-4 transition-[outline-color] duration-100",
        selected ? "outline-2 outline-ember" : "outline-1 outline-transparent hover:outline-line-strong",
        isDragging && "opacity-40",
      )}
    >
      {block.type === "columns" ? (
        <>
          <button
            type="button"
            data-select={block.id}
            aria-pressed={selected}
            onClick={() => select(block.id)}
            className="mb-1 flex min-h-6 w-full items-center rounded-sm px-1.5 text-xs pointer-coarse:min-h-9"
            style={{ background: "#f5f5f4", color: "#57534e" }}
          >
            {t("drawing.columns")}
          </button>
          {children}
        </>
      ) : writing ? (
        <Writer block={block} />
      ) : (
        <>
          <BlockDrawing block={block} />
          <button
            type="button"
            data-select={block.id}
            {...pointer}
            aria-label={title}
            aria-pressed={selected}
            onClick={() => select(block.id)}
            className="absolute -inset-1 cursor-pointer touch-manipulation rounded-sm focus-visible:outline-2 focus-visible:outline-ember"
          />
        </>
      )}
      {selected && (
        <BlockTools
          block={block}
          title={title}
          first={first}
          last={last}
          handle={{ ref: setActivatorNodeRef, ...attributes, ...listeners }}
        />
      )}
    </div>
  );
});

function Writer({ block }: { block: Extract<EmailBlock, { type: "heading" | "text" | "footer" }> }) {
  const t = useTranslations("email-editor");
  const { change, settle, notify, brand } = useEditorActions();
  const tooLong = () => notify(t("drawing.textFull"));
  if (block.type === "heading") return <HeadingWriter block={block} />;
  return (
    <div
      style={{ textAlign: block.align, color: block.type === "footer" ? mutedColor(brand) : undefined }}
      className={cn(block.type === "footer" && "[&_.tiptap]:text-[0.8125rem]")}
    >
      <TextWriter
        label={t(`blocks.${block.type}.label`)}
        html={block.html}
        maxChars={block.type === "footer" ? FOOTER_MAX_CHARS : TEXT_MAX_CHARS}
        onChange={(html) => change({ ...block, html }, `${block.id} html`)}
        onTooLong={tooLong}
        onSettle={settle}
      />
      {block.type === "footer" && <FooterEnd />}
    </div>
  );
}

function HeadingWriter({ block }: { block: Extract<EmailBlock, { type: "heading" }> }) {
  const t = useTranslations("email-editor.blocks.heading");
  const { change, settle } = useEditorActions();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = area;
    current?.focus({ preventScroll: true });
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  return (
    <textarea
      ref={area}
      aria-label={t("label")}
      rows={1}
      maxLength={HEADING_MAX_CHARS}
      value={block.text}
      onChange={(event) =>
        change({ ...block, text: event.target.value.replaceAll("\n", " ") }, `${block.id} text`)
      }
      onBlur={settle}
      style={{ textAlign: block.align }}
      className={cn(
        "field-sizing-content block w-full resize-none bg-transparent p-0 outline-none",
        HEADING_STYLE[block.level],
      )}
    />
  );
}
