import type { SettingsWords } from "./settings-words.ts";

/** A sender as it is being typed. */
export interface SenderDraft {
  name: string;
  address: string;
  replyTo: string;
}

const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+$/;

/** What is missing or cannot be right, by field. */
export function senderProblems(
  { name, address, replyTo }: SenderDraft,
  t: SettingsWords,
): Partial<SenderDraft> {
  const called = name.trim();
  return {
    ...(called === "" && { name: t("senders.nameMissing") }),
    ...(/["<>\\]/.test(called) && { name: t("senders.nameWrong", { characters: '" < > \\' }) }),
    ...(!ADDRESS.test(address.trim()) && { address: t("enterEmail") }),
    ...(replyTo.trim() !== "" && !ADDRESS.test(replyTo.trim()) && { replyTo: t("enterEmail") }),
  };
}
