import { type EmailTemplates, emailTemplateOf } from "./design/email-template.ts";
import type { SendJob } from "./job.ts";

/** Every text of a message that is filled in with a person's values. An email made of blocks is compiled first. */
export async function messageTemplates(job: SendJob, templates: EmailTemplates): Promise<string[]> {
  const { content } = job;
  if (content.channel !== "email") return textsIn(content);
  const { subject, preview, body, buttonLabel, buttonUrl, text = "" } = content;
  const compiled = await emailTemplateOf(job, templates);
  const written = compiled === null ? body : compiled.kind === "ok" ? compiled.html : "";
  return [subject, preview, written, buttonLabel, buttonUrl, text];
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
