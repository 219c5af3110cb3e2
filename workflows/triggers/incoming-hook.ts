import * as z from "zod/mini";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";

export const incomingHook = defineTrigger({
  type: "incoming-hook",
  label: "Hook is called",
  icon: "webhook",
  summary: "Starts when another program sends something to an address of yours.",
  guide:
    "Make a hook first: it gives you an address that another program can send to, and says whom a request is about. What is sent can be used in messages and rules as the event. Each person enters once, unless the workflow's settings let people in again.",
  config: z.object({
    event: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, "Choose a hook"),
        z.maxLength(200),
        z.meta({ label: "Hook", control: "hook" }),
      ),
  }),
  sample: { event: "Form Submitted" },
  describe: ({ event }) => phrase("When a hook receives “{event}”", { event }),
  brings: "event",
  listens: ({ event }) => [event],
  exitEvents: () => [],
  on: (_config, event) => [{ kind: "start", entryKey: "once", data: { event: event.properties } }],
  sampleEvent: ({ event }) => ({ name: event, properties: { form: "Newsletter", message: "Hello" } }),
});
