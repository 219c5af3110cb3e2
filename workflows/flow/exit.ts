import * as z from "zod/mini";
import { defineFlow } from "../node.ts";
import { phrase } from "../phrase.ts";

export const exit = defineFlow({
  type: "exit",
  label: "Exit",
  icon: "log-out",
  summary: "Ends the run here.",
  guide: "A path that just stops ends the run too; an exit says so on the canvas.",
  config: z.object({}),
  sample: {},
  describe: () => phrase("Leave the workflow"),
  ports: () => [],
  execute: () => ({ kind: "stop", reason: { code: "run.exit-node" } }),
});
