import type { ReceivedEmail } from "#server/testing/smtp-sink.ts";
import type { ReceivedRequest } from "#server/testing/webhook-receiver.ts";
import { ADDED, emailNodes, ORDERED, VIEWED, webhookNode } from "./journeys.ts";
import type { Records, StoredEvent, StoredMessage } from "./records.ts";
import { emailOf, type Ledger } from "./shop-client.ts";

export interface Evidence {
  records: Records;
  ledger: Ledger;
  emails: readonly ReceivedEmail[];
  webhooks: readonly ReceivedRequest[];
  /** The ids of the webhooks that were answered with 200, once for each such answer. */
  webhooksTaken: readonly string[];
}

export interface Verdict {
  figures: Record<string, number>;
  breaches: string[];
}

/** Compares what was sent in with what is stored and with what came out. */
export function judge(evidence: Evidence): Verdict {
  const stored = evidence.records.events();
  const parts = [
    judgeEvents(evidence, stored),
    judgeEmails(evidence, stored),
    judgeWebhooks(evidence, stored),
    { figures: {}, breaches: evidence.records.stuckRuns().map((run) => `nothing would move on ${run}`) },
  ];
  return {
    figures: Object.assign({}, ...parts.map(({ figures }) => figures)),
    breaches: parts.flatMap(({ breaches }) => breaches),
  };
}

function judgeEvents({ records, ledger }: Evidence, stored: StoredEvent[]): Verdict {
  const breaches: string[] = [];
  const counts = countBy(stored.map(({ id }) => id));
  const addresses = records.emails();
  const sent = [...ledger.values()];
  for (const { messageId, userId, event, acknowledged } of sent) {
    const count = counts.get(messageId) ?? 0;
    if (count > 1) breaches.push(`event ${messageId} is stored ${count} times`);
    if (!acknowledged) continue;
    if (event !== null && count === 0) breaches.push(`event ${messageId} was acknowledged and is not stored`);
    if (event === null && addresses.get(userId) !== emailOf(userId))
      breaches.push(`what ${messageId} says was acknowledged and is not stored`);
  }
  for (const { id } of stored) {
    if (!ledger.has(id)) breaches.push(`event ${id} is stored and was never sent`);
  }
  const events = sent.filter(({ event }) => event !== null);
  return {
    figures: {
      "people sent": sent.length - events.length,
      "events sent": events.length,
      "events acknowledged": events.filter(({ acknowledged }) => acknowledged).length,
      "events stored": stored.length,
      "events stored twice": [...counts.values()].filter((count) => count > 1).length,
    },
    breaches,
  };
}

function judgeEmails({ records, emails }: Evidence, stored: StoredEvent[]): Verdict {
  const breaches: string[] = [];
  const rows = groupByKey(records.messages().filter(({ channel }) => channel === "email"));
  const arrived = countBy(emails.map(({ email, envelope }) => `${email.subject} to ${envelope.to.join()}`));
  const expected = expectedEmails(stored);
  let unknown = 0;
  let unknownArrived = 0;
  for (const [key, { to, must }] of expected) {
    const messages = rows.get(key) ?? [];
    const count = arrived.get(`${key} to ${to}`) ?? 0;
    const [message] = messages;
    if (messages.length > 1) breaches.push(`email ${key} has ${messages.length} rows`);
    if (count > 1) breaches.push(`email ${key} arrived ${count} times`);
    if (!message) {
      if (must) breaches.push(`email ${key} was never asked for`);
      if (count > 0) breaches.push(`email ${key} arrived and is not in the database`);
    } else if (message.status === "sent") {
      if (count === 0) breaches.push(`email ${key} counts as sent and did not arrive`);
    } else if (message.status === "unknown") {
      unknown += 1;
      unknownArrived += count;
    } else if (must || message.status !== "skipped")
      breaches.push(`email ${key} ended as ${message.status}: ${message.reason}`);
    else if (count > 0) breaches.push(`email ${key} counts as left out and arrived`);
  }
  for (const key of arrived.keys()) {
    const [subject = ""] = key.split(" to ");
    if (!expected.has(subject)) breaches.push(`nobody asked for the email ${key}`);
  }
  return {
    figures: {
      "emails expected": [...expected.values()].filter(({ must }) => must).length,
      "emails possible (reminders of carts that were ordered)": [...expected.values()].filter(
        ({ must }) => !must,
      ).length,
      "emails arrived": emails.length,
      "emails marked unknown": unknown,
      "of those, arrived": unknownArrived,
      "emails arrived twice": [...arrived.values()].filter((count) => count > 1).length,
    },
    breaches,
  };
}

/** By subject. A reminder of a cart that was ordered may have gone out before, or not. */
function expectedEmails(stored: StoredEvent[]): Map<string, { to: string; must: boolean }> {
  const [seen, thanks, reminder] = emailNodes;
  const buyers = new Set(stored.filter(({ name }) => name === ORDERED).map(({ userId }) => userId));
  const expected = new Map<string, { to: string; must: boolean }>();
  for (const { id, name, userId } of stored) {
    const to = emailOf(userId);
    if (name === VIEWED) expected.set(`${seen} ${id}`, { to, must: true });
    if (name === ORDERED) expected.set(`${thanks} ${id}`, { to, must: true });
    if (name === ADDED) expected.set(`${reminder} ${userId}`, { to, must: !buyers.has(userId) });
  }
  return expected;
}

function judgeWebhooks({ records, webhooks, webhooksTaken }: Evidence, stored: StoredEvent[]): Verdict {
  const breaches: string[] = [];
  const rows = groupByKey(records.messages().filter(({ channel }) => channel === "webhook"));
  const expected = stored.filter(({ name }) => name === ORDERED).map(({ id }) => `${webhookNode} ${id}`);
  const ids = new Map<string, Set<string>>();
  for (const { headers, body } of webhooks) {
    const key = `${webhookNode} ${(JSON.parse(body) as { id: string }).id}`;
    ids.set(key, (ids.get(key) ?? new Set()).add(String(headers["webhook-id"])));
  }
  const taken = new Set(webhooksTaken);
  for (const key of expected) {
    const own = [...(ids.get(key) ?? [])];
    const [message] = rows.get(key) ?? [];
    if (own.length !== 1) breaches.push(`webhook ${key} came under ${own.length} ids`);
    if (!own.some((id) => taken.has(id))) breaches.push(`webhook ${key} was never answered with 200`);
    if (message?.status !== "sent")
      breaches.push(`webhook ${key} ended as ${message?.status ?? "nothing"}: ${message?.reason}`);
  }
  const wanted = new Set(expected);
  for (const key of ids.keys()) if (!wanted.has(key)) breaches.push(`nobody asked for the webhook ${key}`);
  return {
    figures: {
      "webhooks expected": expected.length,
      "webhooks by webhook-id": new Set([...ids.values()].flatMap((own) => [...own])).size,
      "webhook requests, repeats included": webhooks.length,
    },
    breaches,
  };
}

function groupByKey(messages: StoredMessage[]): Map<string, StoredMessage[]> {
  return Map.groupBy(messages, ({ node, about }) => `${node} ${about}`);
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
