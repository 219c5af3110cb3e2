"use client";

import { type Node, type NodeProps, NodeResizeControl } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { memo, useEffect, useRef, useState } from "react";
import type { GraphNote } from "#workflows/graph.ts";
import { type Drawing, useCanvasView } from "../canvas-context.tsx";
import { NoteText } from "./note-text.tsx";

export type NoteFlowNode = Node<{ note: GraphNote }, "note">;

const WIDTH_MIN_PX = 100;
const HEIGHT_MIN_PX = 60;
/** What the schema of a graph allows. */
const SIDE_MAX_PX = 2000;

/** Words beside the steps, for whoever draws. A double click, or Enter on a selected one, writes in it. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteFlowNode>) {
  const { drawing, trail } = useCanvasView();
  return <NoteCard note={data.note} selected={selected} drawing={trail ? null : drawing} />;
});

type CardProps = { note: GraphNote; selected: boolean; drawing: Drawing | null };

const NoteCard = memo(function NoteCard({ note, selected, drawing }: CardProps) {
  const t = useTranslations("canvas.note");
  const box = useRef<HTMLDivElement>(null);
  // A note that was just added is there to be written in.
  const [writing, setWriting] = useState(drawing !== null && selected && note.text === "");

  // What has the focus, and what can be pressed, is the frame that React Flow draws around this.
  useEffect(() => {
    const frame = box.current?.closest<HTMLElement>(".react-flow__node");
    if (!frame || !drawing) return;
    const write = () => setWriting(true);
    function press(event: KeyboardEvent) {
      if (event.key !== "Enter" || event.target !== frame || !selected) return;
      event.preventDefault();
      write();
    }
    frame.addEventListener("dblclick", write);
    frame.addEventListener("keydown", press);
    return () => {
      frame.removeEventListener("dblclick", write);
      frame.removeEventListener("keydown", press);
    };
  }, [selected, drawing]);

  function stop() {
    setWriting(false);
    drawing?.settle();
  }

  return (
    <div ref={box} data-note={note.id} data-selected={selected || undefined} className="step-note">
      {writing && drawing ? (
        <NoteText
          text={note.text}
          onText={(text) => drawing.edit({ kind: "change-note", noteId: note.id, change: { text } })}
          onDone={stop}
        />
      ) : (
        <p>{note.text || <span className="opacity-75">{drawing ? t("hint") : t("empty")}</span>}</p>
      )}
      {selected && drawing && (
        <NodeResizeControl
          position="bottom-right"
          minWidth={WIDTH_MIN_PX}
          minHeight={HEIGHT_MIN_PX}
          maxWidth={SIDE_MAX_PX}
          maxHeight={SIDE_MAX_PX}
          className="note-corner"
        />
      )}
    </div>
  );
});
