import { setImmediate } from "node:timers/promises";
import type { RenderedMessage } from "#drizzle/tables.ts";
import { EmailTemplates } from "./design/email-template.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import { messageTemplates } from "./message-templates.ts";
import { type MissingVariable, missingVariables } from "./missing-variables.ts";
import type { OutcomeValues } from "./outcome.ts";
import { writeMessage } from "./write-message.ts";

/** Messages that are written out for one look at a workflow. */
export const PREVIEWS_MAX = 50;
/** After this no further message of the same look is begun: one template may take half a second on purpose. */
export const PREVIEWS_BUDGET_MS = 3_000;

/** A message as the customer would get it, with what it asks for and this person has not, or why it is not shown. */
export type Preview =
  | { kind: "rendered"; rendered: RenderedMessage; previewText: string; missing: MissingVariable[] }
  | { kind: "error"; code: string; values: OutcomeValues };

/** Writes messages one after the other, as long as there is time; `elapsed` is a running clock in milliseconds. */
export async function renderPreviews(
  jobs: SendJob[],
  elapsed: () => number,
  templates: EmailTemplates = new EmailTemplates(),
): Promise<Preview[]> {
  const previews: Preview[] = [];
  const startAt = elapsed();
  for (const job of jobs) {
    previews.push(
      previews.length >= PREVIEWS_MAX
        ? { kind: "error", code: "preview.too-many", values: { max: PREVIEWS_MAX } }
        : elapsed() - startAt >= PREVIEWS_BUDGET_MS
          ? { kind: "error", code: "preview.too-slow", values: {} }
          : await render(job, templates),
    );
    // Messages that are really due are sent in between.
    await setImmediate();
  }
  return previews;
}

async function render(job: SendJob, templates: EmailTemplates): Promise<Preview> {
  const rendering = await writeMessage(job, templates);
  if (rendering.kind === "error") return rendering;
  const missing = missingVariables(await messageTemplates(job, templates), job.data);
  return { kind: "rendered", rendered: rendering.rendered, previewText: previewText(job), missing };
}

/** What inboxes show after the subject; empty where nothing was written for it. */
function previewText({ content, data }: SendJob): string {
  if (content.channel !== "email") return "";
  const filled = fillIn({ preview: content.preview }, data);
  return filled.kind === "ok" ? filled.text.preview.trim() : "";
}
