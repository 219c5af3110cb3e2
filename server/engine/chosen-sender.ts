import type { SenderSettings } from "#server/delivery/job.ts";
import type { Identity } from "#server/store/sending-settings.ts";
import type { Settings } from "#server/store/settings.ts";
import type { EffectContent } from "#workflows/effect-content.ts";

/** The sender that a message asks for by its id; else the usual one, null for that of the mail server's settings. */
export function chosenSender({ identities, defaultId }: Settings["senders"], id: string): Identity | null {
  const find = (wanted: string | null) => identities.find((identity) => identity.id === wanted);
  return find(id) ?? find(defaultId) ?? null;
}

/** Whether a message asks for a sender that was removed. */
export function isSenderGone({ identities }: Settings["senders"], content: EffectContent): boolean {
  const wanted = content.channel === "email" ? (content.from ?? "") : "";
  return wanted !== "" && !identities.some(({ id }) => id === wanted);
}

/** How the mail of a sender is headed. */
export function headedBy(identity: Identity | null): Partial<Pick<SenderSettings, "from" | "replyTo">> {
  if (identity === null) return {};
  const { name, address, replyTo } = identity;
  return { from: `${name} <${address}>`, ...(replyTo ? { replyTo } : {}) };
}
