import type { Steps } from "#server/database/database.ts";
import type { Message } from "#server/store/messages.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { testsWith } from "#server/store/tests-with-data.ts";
import { samplePerson } from "./sample-person.ts";

/** Links in tests and previews are signed for nobody: they open, and change nothing for any customer. */
export const NOBODY_ID = 0;

/** What a message is that somebody of the team sends to themselves. */
export interface TestSend {
  /** Whose data fills it; null: an invented person's. */
  profileId: number | null;
  /** Customers get it with the links to unsubscribe. */
  marketing: boolean;
}

const pattern = /^test-for-(sample|\d+)-(marketing|needed)-/;

/** The key of a test: all that is known of it beside the message is in it. `id` tells it from other tests. */
export function testKey({ profileId, marketing }: TestSend, id: string): string {
  return `${testsWith(profileId)}${marketing ? "marketing" : "needed"}-${id}`;
}

/** Null for every other message. */
export function readTestKey(key: string): TestSend | null {
  const match = pattern.exec(key);
  if (!match) return null;
  return {
    profileId: match[1] === "sample" ? null : Number(match[1]),
    marketing: match[2] === "marketing",
  };
}

/**
 * What a message is written from. A test goes to a colleague with somebody else's data: nobody is tracked by it, and
 * whether it leaves this server depends on the colleague alone.
 */
export function* writtenFor(
  message: Message,
  receiver: Profile,
  now: number,
): Steps<{ content: Message["content"]; profile: Profile }> {
  const { content } = message;
  const test = readTestKey(message.key);
  if (test === null || content.channel === "webhook") return { content, profile: receiver };
  const found = test.profileId === null ? undefined : yield* findProfile(test.profileId);
  return {
    content: { ...content, transactional: !test.marketing },
    profile: { ...(found ?? samplePerson(now)), isSample: receiver.isSample, trackingOff: true },
  };
}
