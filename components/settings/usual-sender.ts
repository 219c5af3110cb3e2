import type { Sender } from "#components/shell/outputs.ts";

/** The sender that emails come from whose step names none; undefined while it is what the mail server is set up with. */
export function usualSender(senders: readonly Sender[]): Sender | undefined {
  return senders.find(({ isDefault }) => isDefault);
}

/** What a mail server or service is set up with where the usual sender stands for it; "" without one. */
export function addressOf(sender: Pick<Sender, "name" | "address"> | undefined): string {
  return sender ? `${sender.name} <${sender.address}>` : "";
}
