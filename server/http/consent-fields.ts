import { z } from "zod";
import type { SaidConsent } from "#server/engine/intake.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "#workflows/node.ts";
import type { Topic } from "#workflows/topics.ts";

const state = z.enum(["pending", "granted", "withdrawn"]);

/** What programs call the channels that somebody can agree to. */
const channelNames = {
  email: "email",
  webPush: "web-push",
  sms: "sms",
  whatsapp: "whatsapp",
  inApp: "in-app",
} as const satisfies Record<string, Channel>;
const perChannel = {
  email: state.optional(),
  webPush: state.optional(),
  sms: state.optional(),
  whatsapp: state.optional(),
  inApp: state.optional(),
};

/** Where nothing asks people whether they meant it: by email a link does, and of push the browser asks. */
const unconfirmedNames = ["sms", "whatsapp", "inApp"] as const;

/** Of a key that nobody knows, enough to recognise it. */
const KEY_SHOWN_CHARS = 40;
const TOPICS_MEANING =
  "What they said of single topics, by their keys in Settings, Topics: more of one, or less. It counts before what is said of the channel, and “withdrawn” closes that topic alone.";
const examples = [{ news: { email: "granted" } }];

/** What somebody agreed to, as events carry it: of whole channels, and of single topics. */
export const consentFields = z.object({
  ...perChannel,
  topics: z.record(z.string(), z.object(perChannel)).nullish().describe(TOPICS_MEANING).meta({ examples }),
});

/** The same, where a name that nobody knows is an error. */
export const strictConsentFields = z.strictObject({
  ...perChannel,
  topics: z
    .record(z.string(), z.strictObject(perChannel))
    .optional()
    .describe(TOPICS_MEANING)
    .meta({ examples }),
});

type PerChannel = { [name in keyof typeof channelNames]?: ConsentState };
type Given = PerChannel & { topics?: Record<string, PerChannel> | null };

/** What was said, of channels before topics: whoever left a channel and kept a topic of it has that topic. */
export function readConsent({ topics, ...channels }: Given): SaidConsent[] {
  const ofTopics = Object.entries(topics ?? {}).flatMap(([topic, states]) =>
    saidOf(states).map((said) => ({ ...said, topic })),
  );
  return [...saidOf(channels), ...ofTopics];
}

interface ConsentProblem {
  code: "unknown-topic" | "unconfirmed-channel";
  /** Of the field that is wrong. */
  path: string;
  /** After the word “consent”. */
  message: string;
}

/** Why what is said of consent cannot be taken; null when it can. */
export function consentProblem(given: Given, known: readonly Topic[]): ConsentProblem | null {
  const unconfirmed = pendingName(given);
  if (unconfirmed !== null) {
    const message = `says “pending” of ${unconfirmed}, where nothing asks people to confirm: have your server send “granted”, with a key that is kept secret, once they have agreed`;
    return { code: "unconfirmed-channel", path: "consent", message };
  }
  const message = topicProblem(given, known);
  return message === null ? null : { code: "unknown-topic", path: "consent.topics", message };
}

/** The name of a channel on which a consent would wait for ever, because nothing asks about it. */
function pendingName({ topics, ...channels }: Given): string | null {
  const said = [channels, ...Object.values(topics ?? {})];
  return unconfirmedNames.find((name) => said.some((states) => states[name] === "pending")) ?? null;
}

function topicProblem({ topics }: Given, known: readonly Topic[]): string | null {
  for (const [key, states] of Object.entries(topics ?? {})) {
    const topic = known.find((one) => one.key === key);
    if (!topic) return `names “${key.slice(0, KEY_SHOWN_CHARS)}”, which is no topic of the shop`;
    // A no is taken of it all the same: what is there already may still be sent about it.
    const isNo = saidOf(states).every(({ state }) => state === "withdrawn");
    if (topic.archived && !isNo) return `names “${key}”, a topic that is archived`;
  }
  return null;
}

function saidOf(states: PerChannel): SaidConsent[] {
  const names = Object.keys(channelNames) as (keyof typeof channelNames)[];
  return names.flatMap((name) => {
    const state = states[name];
    return state ? [{ channel: channelNames[name], state }] : [];
  });
}
