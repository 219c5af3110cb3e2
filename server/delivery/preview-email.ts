import { type EmailTemplates, emailTemplateOf } from "./design/email-template.ts";
import type { SendJob } from "./job.ts";
import { missingVariables } from "./missing-variables.ts";
import { type Preview, renderPreviews } from "./previews.ts";

/** An email as one person would get it, and the values that it asks for and this person has not. */
export interface EmailPreview {
  preview: Preview;
  missing: string[];
}

/** Writes one email without sending it; for whoever is still working on it. */
export async function previewEmail(job: SendJob, templates: EmailTemplates): Promise<EmailPreview> {
  const [preview] = await renderPreviews([job], () => 0, templates);
  const { content } = job;
  if (content.channel !== "email") throw new Error(`no preview of an email: ${content.channel}`);
  const template = await emailTemplateOf(job, templates);
  const body = template === null ? content.body : template.kind === "ok" ? template.html : "";
  const { subject, preview: teaser, buttonLabel, buttonUrl, text = "" } = content;
  const missing = missingVariables([subject, teaser, body, buttonLabel, buttonUrl, text], job.data);
  return { preview: preview!, missing };
}
