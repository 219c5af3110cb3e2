import type { TextingConfig } from "#server/delivery/texting/config.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { publicUrlProblem } from "#server/links.ts";
import type { Settings } from "#server/store/settings.ts";
import { callbackAddress } from "./callback-address.ts";

/** How text messages leave; null: they do not, and are kept in the captured outbox. */
export function textingInUse(
  env: Env,
  keys: Keys,
  { texting }: Pick<Settings, "texting">,
): TextingConfig | null {
  if (texting === null) return null;
  const { accountSid, sealedToken, smsFrom, whatsappFrom, baseUrl } = texting;
  // A service refuses an address that it could never reach, and the message with it.
  const statusCallback = publicUrlProblem(env) === null ? callbackAddress(env, keys, texting) : null;
  return {
    ...{ accountSid, smsFrom, whatsappFrom, baseUrl },
    authToken: keys.decrypt(sealedToken),
    statusCallback,
  };
}
