import type { SelectOption } from "#components/ui/select.tsx";

const DAYS = [30, 90, 180, 365, 730, 1825, 3650];
const WORDS: Record<number, string> = {
  0: "For ever",
  365: "1 year",
  730: "2 years",
  1825: "5 years",
  3650: "10 years",
};

/** For how many days something can be kept, with the current choice among them; 0 is for ever. */
export function retentionOptions(current: number): SelectOption[] {
  const days = [...new Set([...DAYS, current])].filter((each) => each !== 0).sort((a, b) => a - b);
  return [...days, 0].map((each) => ({ value: String(each), label: WORDS[each] ?? `${each} days` }));
}
