/** Words of the document, in which `backticks` mark what is code. */
export function CodeText({ text }: { text: string }) {
  return partsOf(text).map(({ at, part, isCode }) =>
    isCode ? (
      <code key={at} className="rounded-sm bg-sunken px-1 font-mono text-[0.9em] [overflow-wrap:anywhere]">
        {part}
      </code>
    ) : (
      part
    ),
  );
}

function partsOf(text: string): { at: number; part: string; isCode: boolean }[] {
  let at = 0;
  return text.split("`").map((part, index) => {
    const found = { at, part, isCode: index % 2 === 1 };
    at += part.length + 1;
    return found;
  });
}
