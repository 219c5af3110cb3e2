import { type EmailTemplates, emailTemplateOf } from "./design/email-template.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { type Rendering, renderMessage } from "./render.ts";

/**
 * Writes a message for one person. An email that is made of blocks or written by hand is compiled first, once for everybody
 * who gets it.
 */
export async function writeMessage(job: SendJob, templates: EmailTemplates): Promise<Rendering> {
  const template = await emailTemplateOf(job, templates);
  if (template?.kind === "error") return template;
  if (template === null || job.content.channel !== "email") return renderMessage(job);
  const { design: _design, code: _code, ...shared } = job.content;
  const rendering = renderMessage({ ...job, content: { ...shared, html: true, body: template.html } });
  // A line of the compiled HTML says nothing to whoever wrote the blocks.
  return rendering.kind === "error" ? { ...rendering, values: withoutPlace(rendering.values) } : rendering;
}

function withoutPlace({ line: _line, column: _column, ...values }: OutcomeValues): OutcomeValues {
  return values;
}
