import { randomUUID } from "node:crypto";
import type { Steps } from "#server/database/database.ts";
import { insertNotice } from "#server/store/notices.ts";
import type { Profile } from "#server/store/profiles.ts";
import { storable } from "#server/store/storable.ts";
import { type NoticeData, type NoticeKind, noticePayload } from "./kinds.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** Whom a notice is about. */
export type NoticePerson = Pick<Profile, "id" | "externalId" | "isSample">;

/** What writing a notice needs: the engine's `live` is one. */
export interface Listeners {
  subscriptions: Subscriptions;
}

/**
 * Writes one notice for each outgoing hook that wants it, in the caller's transaction: it is sent if and only if what it
 * tells of is committed. Nobody is told of the sample shop's people. `keepsPerson`: it outlives the person's erasure.
 */
export function* writeNotice<K extends NoticeKind>(
  { subscriptions }: Listeners,
  kind: K,
  person: NoticePerson,
  facts: Omit<NoticeData<K>, "profileId" | "externalId">,
  now: number,
  { keepsPerson = false }: { keepsPerson?: boolean } = {},
): Steps<void> {
  if (person.isSample || !subscriptions.wants(kind)) return;
  const { id: profileId, externalId } = person;
  const payload = storable(noticePayload(kind, now, { profileId, externalId, ...facts }));
  for (const hookId of subscriptions.hooksFor(kind)) {
    const webhookId = newWebhookId();
    yield* insertNotice({
      ...{ hookId, webhookId, kind, payload },
      profileId: keepsPerson ? null : profileId,
      createdAt: now,
    });
  }
  subscriptions.written();
}

/** What a receiver knows a notice by, the same on every try. */
export function newWebhookId(): string {
  return `ntc_${randomUUID().replaceAll("-", "")}`;
}
