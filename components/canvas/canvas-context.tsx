"use client";

import { createContext, use } from "react";
import type { NodeCounts, StepFigures } from "#components/workflows/outputs.ts";
import type { Problem } from "#workflows/validate.ts";
import type { Trail } from "./simulation/playback.ts";

/** What the steps and connections on the canvas show beside their own data. */
export interface CanvasView {
  workflowId: number;
  problems: Map<string, Problem[]>;
  /** Empty for a workflow that was never published. */
  counts: Map<string, NodeCounts>;
  /** What came of the messages of the steps that have sent any. */
  figures: Map<string, StepFigures>;
  /** They are those of the newest runs alone. */
  figuresPartial: boolean;
  /** Set while a run is shown on the fast clock. */
  trail: Trail | null;
  /** Opens the settings of the workflow as a whole. */
  openSettings(): void;
  /** Puts a step of this type into a connection; null for somebody who may only look. */
  insertInto: ((edgeId: string, type: string) => void) | null;
}

const CanvasContext = createContext<CanvasView | null>(null);
export const CanvasViewProvider = CanvasContext;

export function useCanvasView(): CanvasView {
  const view = use(CanvasContext);
  if (!view) throw new Error("a step was drawn outside the canvas");
  return view;
}
