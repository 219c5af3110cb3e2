import type { EffectContent } from "./effect-content.ts";
import { phoneAddress } from "./phone-address.ts";

/** Channels with one address for each person; a person's browsers are several, and a webhook's address is the shop's. */
export type AddressedChannel = Exclude<EffectContent["channel"], "webhook" | "web-push">;

/** Where a person is reached by a channel today; null where they are not. */
export function addressOf(
  channel: AddressedChannel,
  { id, email, phone }: { id: number; email: string | null; phone: string | null },
): string | null {
  switch (channel) {
    case "email":
      return email;
    case "sms":
    case "whatsapp":
      return phoneAddress(phone);
    case "in-app":
      return `profile-${id}`;
  }
}
