/** An address as phones find it in a text: until a space, a quotation mark, or punctuation of Chinese. */
const LINK = /https?:\/\/[^\s<>"“”’\u3000-\u303f\uff00-\uffef]+/gi;
/** What ends the sentence, and not the address. */
const SENTENCE_END = /[.,;:!?')\]]+$/;

/** The same text with the addresses in it changed; whatever else it says stays to the letter. */
export function changeTextLinks(text: string, change: (url: string) => string): string {
  return text.replace(LINK, (found) => {
    const url = withoutEnd(found);
    return change(url) + found.slice(url.length);
  });
}

function withoutEnd(found: string): string {
  const end = SENTENCE_END.exec(found)?.[0] ?? "";
  // A bracket that was opened within the address closes there, too.
  const kept = end.startsWith(")") && found.includes("(") ? 1 : 0;
  return found.slice(0, found.length - end.length + kept);
}
