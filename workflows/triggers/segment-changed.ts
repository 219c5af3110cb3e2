import * as z from "zod/mini";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";

export const segmentChanged = defineTrigger({
  type: "segment-changed",
  label: "Segment changes",
  icon: "users",
  summary: "Starts when somebody comes into a segment or leaves it.",
  guide:
    "Choose a segment, and whether coming in or leaving is meant. Who is in it already when the workflow is switched on does not enter, and neither does anybody who comes in or leaves because the segment is new, its rule was changed, or a file with past customers was imported. Each person enters once, unless the workflow's settings let people in again.",
  config: z.object({
    segmentId: z.number("Choose a segment").check(
      z.int("Choose a segment"),
      z.minimum(1, "Choose a segment"),
      z.meta({
        label: "Segment",
        control: "segment",
      }),
    ),
    change: z
      ._default(z.enum(["entered", "left"]), "entered")
      .check(
        z.meta({ label: "Starts when somebody", options: { entered: "Comes into it", left: "Leaves it" } }),
      ),
  }),
  sample: { segmentId: 1, change: "entered" },
  describe: ({ segmentId, change }) => {
    const segment = { named: "segment" as const, id: segmentId };
    return change === "entered"
      ? phrase("When somebody comes into {segment}", { segment })
      : phrase("When somebody leaves {segment}", { segment });
  },
  listens: () => [],
  exitEvents: () => [],
  on: () => [],
  onSegment: (config, { segmentId, change }) =>
    segmentId === config.segmentId && change === config.change
      ? [{ kind: "start", entryKey: "once", data: { segment: { id: segmentId, change } } }]
      : [],
  sampleEvent: () => ({ name: "Segment changed", properties: {} }),
  sampleData: ({ segmentId, change }) => ({ segment: { id: segmentId, change } }),
});
