/** A sender as it is being typed. */
export interface SenderDraft {
  name: string;
  address: string;
  replyTo: string;
}

const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+$/;

/** What is missing or cannot be right, by field. */
export function senderProblems({ name, address, replyTo }: SenderDraft): Partial<SenderDraft> {
  const called = name.trim();
  return {
    ...(called === "" && { name: "Enter the name that customers see" }),
    ...(/["<>\\]/.test(called) && { name: 'Leave out " < > \\' }),
    ...(!ADDRESS.test(address.trim()) && { address: "Enter an email address" }),
    ...(replyTo.trim() !== "" && !ADDRESS.test(replyTo.trim()) && { replyTo: "Enter an email address" }),
  };
}
