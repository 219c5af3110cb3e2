"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCanvasView } from "../canvas-context.tsx";

/** Below a way out that leads nowhere: a press asks which step is to follow. */
export function OpenEnd({
  nodeId,
  port,
  label,
  step,
}: {
  nodeId: string;
  port: string;
  label: string;
  step: string;
}) {
  const t = useTranslations("canvas.picker");
  const { drawing, trail } = useCanvasView();
  if (!drawing || trail) return null;
  return (
    <button
      type="button"
      data-open-end={port}
      aria-label={t("behind", { step, port: label })}
      aria-haspopup="dialog"
      onClick={(event) =>
        drawing.pick({ place: { kind: "end", from: nodeId, port }, anchor: event.currentTarget })
      }
      className="open-end nodrag nopan"
    >
      <Plus aria-hidden="true" />
    </button>
  );
}
