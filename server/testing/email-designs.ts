import { type EmailDesign, emailDesign } from "#workflows/email-design.ts";

/** A design as the editor would store it, from blocks without ids. */
export function designOf(...blocks: Record<string, unknown>[]): EmailDesign {
  return emailDesign.parse({ blocks: blocks.map((block, index) => ({ id: `b${index}`, ...block })) });
}
