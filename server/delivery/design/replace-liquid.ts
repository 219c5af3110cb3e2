/**
 * The text with something else in the place of each output and tag of Liquid. Takes time in proportion to its input: what
 * is opened and never closed, as within `raw`, is looked for once.
 */
export function replaceLiquid(text: string, replacement: (code: string, at: number) => string): string {
  const opener = /\{[{%]/g;
  const unclosed = new Set<string>();
  let isQuoted = true;
  let written = "";
  let from = 0;
  for (let found = opener.exec(text); found; found = opener.exec(text)) {
    const kind = found[0];
    let end = -1;
    if (kind === "{{" && isQuoted) {
      end = endOfOutput(text, opener.lastIndex);
      // A quote that never ends hides all that follows, from every later output as well.
      if (end < 0) isQuoted = false;
    }
    if (end < 0 && !unclosed.has(kind)) end = after(text, kind === "{{" ? "}}" : "%}", opener.lastIndex);
    if (end < 0) {
      unclosed.add(kind);
      if (unclosed.size === 2) break;
      // The second brace may begin the other kind.
      opener.lastIndex = found.index + 1;
      continue;
    }
    const code = text.slice(found.index, end);
    written += text.slice(from, found.index) + replacement(code, found.index);
    from = end;
    opener.lastIndex = end;
  }
  return written + text.slice(from);
}

/** Quotes in an output may hold braces; a tag ends with the first that close it. */
function endOfOutput(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote) {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "}" && text.charAt(at + 1) === "}") return at + 2;
  }
  return -1;
}

function after(text: string, closer: string, from: number): number {
  const found = text.indexOf(closer, from);
  return found < 0 ? -1 : found + closer.length;
}
