import { LiquidGuard } from "./liquid-guard.ts";

const BODY_BEGINS = /<body(?:"[^"]*"|'[^']*'|[^"'<>])*>/i;
const HEAD_ENDS = /<\/head\s*>/i;
/** What is hidden at the very beginning of a message is there to be shown after the subject. */
const HAS_PREVIEW = /^\s*<(?:div|span)\b[^<>]*style="[^"<>]*display:\s*none/i;

/**
 * The HTML of an email with a text before all others that only the list of the inbox shows; both may hold Liquid. One that
 * begins with such a text keeps its own.
 */
export function withPreview(html: string, preview: string): string {
  if (preview.trim() === "") return html;
  const before = BODY_BEGINS.exec(html) ?? HEAD_ENDS.exec(html);
  const at = before ? before.index + before[0].length : 0;
  const rest = html.slice(at);
  if (HAS_PREVIEW.test(rest)) return html;
  const guard = new LiquidGuard(preview);
  const text = guard.restore(guard.escape(preview));
  return `${html.slice(0, at)}<div style="display:none;max-height:0;overflow:hidden">${text}</div>${rest}`;
}
