"use client";

import { Panel } from "@xyflow/react";
import dynamic from "next/dynamic";
import { useCanvasView } from "../canvas-context.tsx";
import { useDrawn } from "../use-drawn.ts";
import { useLive } from "./live-context.tsx";

const WindowBar = dynamic(() => import("./window-bar.tsx").then((module) => module.WindowBar));

/**
 * The choice of the time, wherever the steps are shown; nothing for a workflow that was never published, or while a run
 * is shown.
 */
export function LiveBar() {
  const live = useLive();
  const { trail } = useCanvasView();
  const drawn = useDrawn();
  if (!live || trail) return null;
  return <div className="min-h-8 w-fit max-w-full">{drawn && <WindowBar />}</div>;
}

/** At the head of the canvas; on phones below the line with the settings. */
export function CanvasLiveBar() {
  return (
    <Panel position="top-right" className="max-sm:mt-14!">
      <LiveBar />
    </Panel>
  );
}
