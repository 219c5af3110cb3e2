import type { Cart, CartItem } from "#workflows/cart.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "#workflows/node.ts";
import type { Columns } from "../columns.postgres.ts";

export function profileTables(c: Columns) {
  const profiles = c.table(
    "profiles",
    {
      id: c.id(),
      /** The shop's own number for the customer: Segment's userId. */
      externalId: c.text().unique(),
      email: c.text(),
      /** The address came from a browser with a write key, and nobody has confirmed that it is this person's. */
      emailClaimed: c.flag().notNull().default(false),
      phone: c.text(),
      name: c.text(),
      timezone: c.text(),
      locale: c.text(),
      attributes: c.json<Record<string, unknown>>().notNull(),
      /** Part of the sample shop: never written to outside this house. */
      isSample: c.flag().notNull().default(false),
      /** Opens and clicks of this person are not noted. */
      trackingOff: c.flag().notNull().default(false),
      createdAt: c.instant().notNull(),
      updatedAt: c.instant().notNull(),
      lastSeenAt: c.instant(),
    },
    (t) => [
      c.index("profiles_email").on(t.email),
      c.index("profiles_phone").on(t.phone),
      c.index("profiles_created").on(t.createdAt),
    ],
  );
  const profileId = () =>
    c
      .reference()
      .notNull()
      .references(() => profiles.id, { onDelete: "cascade" });

  const anonymousIds = c.table(
    "anonymous_ids",
    { value: c.text().primaryKey(), profileId: profileId(), createdAt: c.instant().notNull() },
    (t) => [c.index("anonymous_ids_profile").on(t.profileId)],
  );
  const consents = c.table(
    "consents",
    {
      profileId: profileId(),
      channel: c.text().$type<Channel>().notNull(),
      topic: c.text().notNull(),
      state: c.text().$type<ConsentState>().notNull(),
      updatedAt: c.instant().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.profileId, t.channel, t.topic] })],
  );
  const consentLog = c.table(
    "consent_log",
    {
      id: c.id(),
      profileId: profileId(),
      channel: c.text().$type<Channel>().notNull(),
      topic: c.text().notNull(),
      state: c.text().$type<ConsentState>().notNull(),
      /** Where it came from: "api", "unsubscribe-link", "one-click", "browser", "sample-shop", … */
      source: c.text().notNull(),
      at: c.instant().notNull(),
    },
    (t) => [c.index("consent_log_profile").on(t.profileId)],
  );
  const suppressions = c.table(
    "suppressions",
    {
      channel: c.text().$type<Channel>().notNull(),
      /** Keyed hash of the address, so that the entry may outlive the person's erasure. */
      addressHash: c.text().notNull(),
      reason: c.text().notNull(),
      at: c.instant().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.channel, t.addressHash] })],
  );
  const pushSubscriptions = c.table(
    "push_subscriptions",
    {
      id: c.id(),
      profileId: profileId(),
      endpoint: c.text().notNull().unique(),
      keys: c.json<{ p256dh: string; auth: string }>().notNull(),
      userAgent: c.text(),
      createdAt: c.instant().notNull(),
      /** Set when the push service says that the subscription is gone. */
      endedAt: c.instant(),
    },
    (t) => [c.index("push_subscriptions_profile").on(t.profileId)],
  );
  const eventNames = c.table("event_names", { id: c.id(), name: c.text().notNull().unique() });
  const events = c.table(
    "events",
    {
      id: c.id(),
      profileId: profileId(),
      nameId: c
        .reference()
        .notNull()
        .references(() => eventNames.id),
      at: c.instant().notNull(),
      receivedAt: c.instant().notNull(),
      /** How many workflows stand behind it; 0 for what a customer did. */
      depth: c.count().notNull().default(0),
      properties: c.json<Record<string, unknown>>().notNull(),
    },
    (t) => [
      c.index("events_profile_name_at").on(t.profileId, t.nameId, t.at),
      c.index("events_name_at_profile").on(t.nameId, t.at, t.profileId),
    ],
  );
  /** Message ids already accepted, apart from the events so that old ones can be pruned. */
  const eventKeys = c.table(
    "event_keys",
    { messageId: c.text().primaryKey(), receivedAt: c.instant().notNull() },
    (t) => [c.index("event_keys_received").on(t.receivedAt)],
  );
  const carts = c.table(
    "carts",
    {
      profileId: profileId(),
      cartKey: c.text().notNull(),
      items: c.json<CartItem[]>().notNull(),
      status: c.text().$type<Cart["status"]>().notNull(),
      openedAt: c.instant().notNull(),
      changedAt: c.instant().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.profileId, t.cartKey] })],
  );
  return {
    profiles,
    anonymousIds,
    consents,
    consentLog,
    suppressions,
    pushSubscriptions,
    eventNames,
    events,
    eventKeys,
    carts,
  };
}

export type ProfilesTable = ReturnType<typeof profileTables>["profiles"];
