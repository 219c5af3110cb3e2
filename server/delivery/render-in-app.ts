import type { RenderedMessage } from "#drizzle/tables.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { phrase } from "#workflows/phrase.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { ADDRESS_SHOWN_MAX_CHARS, isPageAddress, pictureAddress } from "./page-addresses.ts";
import { withUtm } from "./utm.ts";

type InAppContent = Extract<EffectContent, { channel: "in-app" }>;
type Problem = { kind: "error"; code: string; values: OutcomeValues };
export type RenderedInApp = Extract<RenderedMessage, { channel: "in-app" }>;

const DAY_MS = 24 * 3_600_000;
/** All texts and addresses of one message: a page may be given fifty of them. */
export const IN_APP_MAX_BYTES = 16 * 1024;

/**
 * Writes a message for the shop's own pages for one person. It is handed to nobody: the person's browser asks for it.
 * Texts stay plain, links stay the shop's own: the page itself tells what is clicked.
 */
export function renderInApp(
  job: SendJob,
  { display, position, showDays, title, body, buttonLabel, url, image = "" }: InAppContent,
): { kind: "in-app"; rendered: RenderedInApp } | Problem {
  const filled = fillIn({ title, body, buttonLabel, url, image }, job.data);
  if (filled.kind === "error") return filled;
  const text = {
    title: filled.text.title.trim(),
    body: filled.text.body.trim(),
    buttonLabel: filled.text.buttonLabel.trim(),
    url: filled.text.url.trim(),
  };
  const picture = filled.text.image.trim();
  const problem = findProblem(text, picture);
  if (problem) return problem;
  const rendered: RenderedInApp = {
    ...{ channel: "in-app", display, position, ...text },
    url: job.utm ? withUtm(job.utm, text.url) : text.url,
    ...(picture && { image: pictureAddress(picture, job.sender.publicUrl) }),
    untilAt: job.now + showDays * DAY_MS,
    ...(job.tracking === null && { untracked: true }),
  };
  return { kind: "in-app", rendered };
}

function findProblem(
  text: Record<"title" | "body" | "buttonLabel" | "url", string>,
  picture: string,
): Problem | null {
  const { title, body, url } = text;
  if (title === "" && body === "") return { kind: "error", code: "in-app.empty", values: {} };
  for (const [part, address] of [
    [phrase("link"), url],
    [phrase("picture"), picture],
  ] as const) {
    if (isPageAddress(address)) continue;
    const values = { part, address: address.slice(0, ADDRESS_SHOWN_MAX_CHARS) };
    return { kind: "error", code: "in-app.bad-link", values };
  }
  const bytes = Buffer.byteLength(Object.values(text).join("") + picture);
  if (bytes <= IN_APP_MAX_BYTES) return null;
  return { kind: "error", code: "in-app.too-long", values: { bytes, maxBytes: IN_APP_MAX_BYTES } };
}
