"use client";

import { createContext, use } from "react";
import type { StepFigures } from "#components/workflows/outputs.ts";
import type { Problem } from "#workflows/validate.ts";
import type { Edit } from "./draft.ts";
import type { PickRequest } from "./picker/pick.ts";
import type { Trail } from "./simulation/playback.ts";

/** What can be done on the canvas itself. It never changes. */
export interface Drawing {
  /** Opens the list of steps for a place on the canvas. */
  pick(request: PickRequest): void;
  edit(edit: Edit): void;
  /** Ends a gesture, so that the next change is an entry of its own. */
  settle(): void;
}

/** What the steps and connections on the canvas show beside their own data. */
export interface CanvasView {
  workflowId: number;
  problems: Map<string, Problem[]>;
  /** What came of the messages of the steps that have sent any. */
  figures: Map<string, StepFigures>;
  /** They are those of the newest runs alone. */
  figuresPartial: boolean;
  /** Set while a run is shown on the fast clock. */
  trail: Trail | null;
  /** Opens the settings of the workflow as a whole. */
  openSettings(): void;
  /** Null for somebody who may only look. */
  drawing: Drawing | null;
}

const CanvasContext = createContext<CanvasView | null>(null);
export const CanvasViewProvider = CanvasContext;

export function useCanvasView(): CanvasView {
  const view = use(CanvasContext);
  if (!view) throw new Error("a step was drawn outside the canvas");
  return view;
}
