import type { SendJob } from "#server/delivery/job.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { publicUrl, publicUrlProblem } from "#server/links.ts";
import type { Message } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Settings } from "#server/store/settings.ts";

/** The workflow that sends a message, as far as links in it are concerned. */
export interface SendingWorkflow {
  name: string;
  /** False: its owner does not want to know who opens and clicks. */
  tracks: boolean;
}

const KEY_PURPOSE = "tracking";

/** The key that links are signed with, for who reads them. */
export function trackingSecret(keys: Keys): string {
  return keys.keyFor(KEY_PURPOSE);
}

/**
 * How opens and clicks of a message are noted, and what its links tell the shop's statistics. Never for calls to other
 * programs and notices to the team, which no customer opens, nor for a mail that asks for a confirmation: whoever gets
 * it has agreed to nothing yet. A preview has no id, so it has nothing that could be noted. Without an address at which
 * customers reach this server, links stay as they are: they would lead nowhere. Those of a message in the shop's pages
 * stay so in any case, because the page itself tells what is clicked.
 */
export function trackingOf(
  { env, keys, settings, workflow }: TrackingContext,
  message: Pick<Message, "content" | "data"> & Partial<Pick<Message, "id">>,
  profile: Pick<Profile, "trackingOff">,
): Pick<SendJob, "tracking" | "utm"> {
  const { content } = message;
  const toCustomer = content.channel !== "webhook" && !("team" in content && content.team);
  if (!toCustomer || "confirm_url" in message.data || profile.trackingOff)
    return { tracking: null, utm: null };
  const { on, utm, utmSource } = settings.tracking;
  const origin = publicUrl(env);
  const canTell = content.channel === "in-app" || publicUrlProblem(env) === null;
  const wanted = on && workflow?.tracks !== false && canTell;
  return {
    tracking:
      wanted && message.id !== undefined
        ? { origin, messageId: message.id, secret: trackingSecret(keys) }
        : null,
    utm: utm ? { origin, source: utmSource, medium: content.channel, campaign: workflow?.name ?? "" } : null,
  };
}

export interface TrackingContext {
  env: Env;
  keys: Keys;
  settings: Settings;
  /** Absent: it belongs to none. */
  workflow?: SendingWorkflow | null;
}
