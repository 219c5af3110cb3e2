import * as z from "zod/mini";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";

export const SIGNUP_EVENT = "Signed Up";

export const signup = defineTrigger({
  type: "signup",
  label: "Signs up",
  icon: "user-plus",
  summary: "Starts when somebody signs up.",
  guide: "Your shop sends the event “Signed Up”. Each person enters once, even when they sign up again.",
  config: z.object({}),
  sample: {},
  describe: () => phrase("When somebody signs up"),
  brings: "event",
  listens: () => [SIGNUP_EVENT],
  exitEvents: () => [],
  on: (_config, event) => [{ kind: "start", entryKey: "once", data: { event: event.properties } }],
  sampleEvent: () => ({ name: SIGNUP_EVENT, properties: { source: "website" } }),
});
