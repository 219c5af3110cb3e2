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

/** Why a topic that is named cannot be spoken of; null when all can. */
export function topicProblem({ topics }: Given, known: readonly Topic[]): string | null {
  for (const key of Object.keys(topics ?? {})) {
    const topic = known.find((one) => one.key === key);
    if (!topic) return `names “${key.slice(0, KEY_SHOWN_CHARS)}”, which is no topic of the shop`;
    if (topic.archived) return `names “${key}”, a topic that is archived`;
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
