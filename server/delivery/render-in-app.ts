import type { RenderedMessage } from "#drizzle/tables.ts";
import type { EffectContent } from "#workflows/node.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";

type InAppContent = Extract<EffectContent, { channel: "in-app" }>;
export type RenderedInApp = Extract<RenderedMessage, { channel: "in-app" }>;

const DAY_MS = 24 * 3_600_000;

/** Writes a message for the shop's own pages for one person. It is handed to nobody: the person's browser asks for it. */
export function renderInApp(
  job: SendJob,
  { display, position, showDays, title, body, buttonLabel, url, image = "" }: InAppContent,
): { kind: "in-app"; rendered: RenderedInApp } | { kind: "error"; code: string; values: OutcomeValues } {
  const filled = fillIn({ title, body, buttonLabel, url, image }, job.data);
  if (filled.kind === "error") return filled;
  const { image: picture, ...text } = filled.text;
  const rendered: RenderedInApp = {
    ...{ channel: "in-app", display, position, ...text, untilAt: job.now + showDays * DAY_MS },
    ...(picture && { image: picture }),
  };
  return { kind: "in-app", rendered };
}
