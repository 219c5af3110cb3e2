import type { EditorWords } from "./block-kinds.ts";

interface Uses {
  workflows: { name: string }[];
  savedBlocks: string[];
  inBrand: boolean;
}

/** Why a picture stays: where it is shown, in a sentence. */
export function usedBy({ workflows, savedBlocks, inBrand }: Uses, t: EditorWords, locale: string): string {
  const places = [
    ...workflows.map(({ name }) => t("images.usedByWorkflow", { name })),
    ...savedBlocks.map((name) => t("images.usedByBlock", { name })),
    ...(inBrand ? [t("images.usedByBrand")] : []),
  ];
  if (places.length === 0) places.push(t("images.usedBySomething"));
  // Of English, the British way: without a comma before "and".
  const list = new Intl.ListFormat(locale === "en" ? "en-GB" : locale);
  return t("images.used", { places: list.format(places) });
}
