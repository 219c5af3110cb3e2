import * as z from "zod/mini";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";

export const manual = defineTrigger({
  type: "manual",
  label: "Is added by hand",
  icon: "hand",
  summary: "Starts for whoever you add, or another program does.",
  guide:
    "Add people from their profile or from a list, or let another program do it. What that program gives along can be used in messages as the event. Each person enters once, unless the workflow's settings let people in again.",
  config: z.object({}),
  sample: {},
  describe: () => phrase("When somebody is added by hand"),
  brings: "event",
  listens: () => [],
  exitEvents: () => [],
  on: () => [],
  manual: true,
  sampleEvent: () => ({ name: "Added by hand", properties: {} }),
});
