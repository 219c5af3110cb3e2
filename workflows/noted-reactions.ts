import type { Channel } from "./node.ts";

/** Channels that tell nothing of their reader: a link in so short a text is the shop's own, and no server sees it clicked. */
export const silentChannels = ["sms", "whatsapp"] as const satisfies Channel[];

/** Whether it can be known at all that somebody opened or clicked a message of a channel. */
export function tellsReactions(channel: Channel): boolean {
  return !silentChannels.some((one) => one === channel);
}
