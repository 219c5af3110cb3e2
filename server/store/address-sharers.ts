import type { Steps } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { profileIdsWithPhone } from "./phone-owners.ts";
import { type Profile, profileIdsWithEmail } from "./profiles.ts";

/**
 * The ids of everybody whom the channel reaches at the same address as this person, who is one of them; none where it
 * reaches no address that two could share.
 */
export function* profileIdsSharing(
  { email, phone }: Pick<Profile, "email" | "phone">,
  channel: Channel,
): Steps<number[]> {
  if (channel === "email") return email === null ? [] : yield* profileIdsWithEmail(email);
  if (channel !== "sms" && channel !== "whatsapp") return [];
  const number = phoneAddress(phone);
  return number === null ? [] : yield* profileIdsWithPhone(number);
}
