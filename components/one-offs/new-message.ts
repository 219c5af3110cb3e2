import { fieldsOf } from "#components/config-form/fields.ts";
import type { Channel } from "#components/messages/message-words.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { OneOffMessage } from "#workflows/one-off.ts";
import { channelOfAction, oneOffActions } from "#workflows/one-off.ts";

const TEXT_CONTROLS = new Set(["text", "long-text", "template", "long-template", "text-message"]);

/** What can be sent once, by the action that sends it, in the order of the palette. */
export function messageKinds(): { type: string; channel: Channel }[] {
  return oneOffActions().flatMap((type) => {
    const channel = channelOfAction(type);
    return channel === null ? [] : { type, channel };
  });
}

/**
 * A message to begin with: as a new step has it, but without the texts of its example, which are about something else
 * and must not go out to everybody by mistake. Throws for an unknown type.
 */
export function newMessage(type: string): OneOffMessage {
  const definition = findNode(type);
  if (!definition) throw new Error(`unknown node type ${type}`);
  const texts = fieldsOf(definition.config)
    .filter(({ key, control }) => TEXT_CONTROLS.has(control) && key in (definition.sample as object))
    .map(({ key }) => [key, ""] as const);
  const config = definition.config.parse(definition.sample) as Record<string, unknown>;
  return { type, config: { ...config, ...Object.fromEntries(texts) } };
}
