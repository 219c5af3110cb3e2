import { joinWords } from "#components/messages/join-words.ts";
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
  return t("images.used", { places: joinWords(places, locale) });
}
