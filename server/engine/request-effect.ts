import type { Steps } from "#server/database/database.ts";
import { insertMessage, messagesOfStay } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import { pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import type { Run } from "#server/store/runs.ts";
import { addressOf } from "#workflows/address-of.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { hostOf } from "#workflows/host-of.ts";
import type { Advance } from "#workflows/interpreter.ts";
import type { RunData } from "#workflows/run.ts";

/**
 * One outbox row for each place it goes to; the key makes it impossible to ask for the same one twice. `run` is as it was
 * before.
 */
export function* requestEffect(
  run: Run,
  profile: Profile,
  effect: NonNullable<Advance["effect"]>,
  data: RunData,
  now: number,
): Steps<void> {
  const { nodeId, visit } = effect;
  const content = yield* knownToReceiver(run, effect);
  for (const { endpoint, host, suffix } of yield* endpointsOf(content, profile)) {
    yield* insertMessage({
      key: `run-${run.id}-${nodeId}-${visit}${suffix}`,
      profileId: profile.id,
      workflowId: run.workflowId,
      runId: run.id,
      nodeId,
      visit,
      channel: content.channel,
      endpoint,
      host,
      content,
      data,
      createdAt: now,
    });
  }
}

/**
 * A webhook that a retry asks for once more keeps the id of the first: its receiver may have acted on that one although
 * no answer came back.
 */
function* knownToReceiver(
  { id, state }: Run,
  { nodeId, visit, content }: NonNullable<Advance["effect"]>,
): Steps<EffectContent> {
  if (content.channel !== "webhook" || nodeId !== state.nodeId || visit !== state.visit + 1) return content;
  const [first] = yield* messagesOfStay(id, nodeId);
  return first ? { ...content, webhookId: first.webhookId ?? first.key } : content;
}

interface Endpoint {
  endpoint: string;
  /** Null for the one mail server. */
  host: string | null;
  suffix: string;
}

function* endpointsOf(content: EffectContent, profile: Profile): Steps<Endpoint[]> {
  switch (content.channel) {
    case "email":
      if (content.team)
        return content.team.map((endpoint, index) => ({ endpoint, host: null, suffix: `-${index}` }));
      return [{ endpoint: addressOf("email", profile)!, host: null, suffix: "" }];
    case "sms":
    case "whatsapp":
    case "in-app":
      return [{ endpoint: addressOf(content.channel, profile)!, host: null, suffix: "" }];
    case "webhook":
      return [{ endpoint: content.url, host: hostOf(content.url), suffix: "" }];
    case "web-push": {
      const subscriptions = yield* pushSubscriptionsOf(profile.id);
      return subscriptions.map(({ id, endpoint }) => ({
        endpoint,
        host: hostOf(endpoint),
        suffix: `-${id}`,
      }));
    }
  }
}
