import type { Position } from "../layout.ts";

/** Where a step that is about to be chosen will go. */
export type PickPlace =
  | { kind: "edge"; edgeId: string }
  /** Behind a way out that leads nowhere; with `position`, where the connection was let go of. */
  | { kind: "end"; from: string; port: string; position?: Position }
  /** Another trigger in the place of this one. */
  | { kind: "trigger"; nodeId: string };

/** Somebody asked for a step at this place; the list of steps opens beside `anchor`. */
export interface PickRequest {
  place: PickPlace;
  anchor: { getBoundingClientRect(): DOMRect };
}
