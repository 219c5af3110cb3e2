import { and, asc, eq, gt, inArray, lt, lte, or, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { maskAddress } from "#workflows/mask.ts";
import type { Message } from "./messages.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

/** Messages that are looked at in one slice: those that are empty already are stepped over fast. */
const MESSAGES_READ = 200;

const empty = statement<{ id: number; content: EffectContent }>()((query, { messages }) =>
  query
    .update(messages)
    .set({
      rendered: null,
      data: {},
      content: sql`${sql.param(sql.placeholder("content"), messages.content)}`,
    })
    .where(eq(messages.id, sql.placeholder("id"))),
);

/**
 * Removes the attempts of messages that ended before a moment, and what those messages said. The message stays, with
 * its person, its state and the one line that tells it from others. Attempts are made in the order of their ids, so
 * they lead to the old messages without an index.
 */
export function* pruneContents(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { deliveries, messages } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({
        id: deliveries.id,
        at: deliveries.at,
        message: {
          id: messages.id,
          endedAt: messages.endedAt,
          content: messages.content,
          rendered: messages.rendered,
        },
      })
      .from(deliveries)
      .innerJoin(messages, eq(messages.id, deliveries.messageId))
      .where(gt(deliveries.id, after))
      .orderBy(asc(deliveries.id))
      .limit(limit),
  );
  // One that is tried again, or waits for its workflow to go on, is not over yet.
  const old = rows.filter(({ message }) => isOverBefore(message, before));
  for (const { message } of new Map(old.map((row) => [row.message.id, row])).values())
    yield* prepared(empty, { id: message.id, content: withoutBody(message) });
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) yield* run(tx.query.delete(deliveries).where(inArray(deliveries.id, ids)));
  const mayFollow = rows.length === limit && rows.some(({ at }) => at < before);
  return { removed: ids.length, next: mayFollow ? rows.at(-1)!.id : null };
}

/** A message that waits in the shop's pages is over once it is not shown any more. */
function isOverBefore({ endedAt, rendered }: Pick<Message, "endedAt" | "rendered">, before: number): boolean {
  const shownUntil = rendered?.channel === "in-app" ? rendered.untilAt : 0;
  return endedAt !== null && Math.max(endedAt, shownUntil) < before;
}

/**
 * Removes what messages would have said that a rule kept from being sent, and that ended before a moment. No attempt
 * leads to them, so this walks over all that were skipped; the row stays, with why it was.
 */
export function* pruneSkippedContents(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { messages } = tx.tables;
  const skipped = and(eq(messages.status, "skipped"), gt(messages.id, after));
  const seen = yield* run(
    tx.query
      .select({ id: messages.id, createdAt: messages.createdAt })
      .from(messages)
      .where(skipped)
      .orderBy(asc(messages.id))
      .limit(MESSAGES_READ),
  );
  const last = seen.at(-1);
  if (!last) return { removed: 0, next: null };
  const { content, data } = messages;
  const saysSomething = or(
    sql`cast(${data} as text) <> '{}'`,
    sql`${content} ->> 'body' <> ''`,
    sql`${content} ->> 'preview' <> ''`,
    sql`${content} ->> 'headers' <> '{}'`,
    sql`${content} ->> 'buttonLabel' <> ''`,
    sql`${content} ->> 'buttonUrl' <> ''`,
    and(inArray(messages.channel, ["web-push", "in-app"]), sql`${content} ->> 'url' <> ''`),
    ...["design", "code", "text", "buttons", "icon", "image", "replaces", "variables"].map(
      (part) => sql`${content} ->> ${sql.raw(`'${part}'`)} is not null`,
    ),
  );
  const old = yield* run(
    tx.query
      .select({ id: messages.id, content, rendered: messages.rendered })
      .from(messages)
      .where(and(skipped, lte(messages.id, last.id), lt(messages.endedAt, before), saysSomething))
      .orderBy(asc(messages.id))
      .limit(limit),
  );
  for (const message of old) yield* prepared(empty, { id: message.id, content: withoutBody(message) });
  if (old.length === limit) return { removed: old.length, next: old.at(-1)!.id };
  const mayFollow = seen.length === MESSAGES_READ && seen.some(({ createdAt }) => createdAt < before);
  return { removed: old.length, next: mayFollow ? last.id : null };
}

/** What is left of a message: the line that lists show, as its receiver got it. */
function withoutBody({ content, rendered }: Pick<Message, "content" | "rendered">): EffectContent {
  switch (content.channel) {
    case "email": {
      const subject = rendered?.channel === "email" ? rendered.subject : content.subject;
      const { design: _design, code: _code, text: _text, ...shared } = content;
      return { ...shared, subject, preview: "", body: "", buttonLabel: "", buttonUrl: "" };
    }
    case "web-push": {
      const title = rendered?.channel === "web-push" ? rendered.title : content.title;
      const { buttons: _buttons, icon: _icon, image: _image, replaces: _replaces, ...shared } = content;
      return { ...shared, title, body: "", url: "" };
    }
    case "sms":
    case "whatsapp": {
      const { variables: _variables, ...shared } = { variables: [], ...content };
      return { ...shared, body: "" };
    }
    case "in-app": {
      const title = rendered?.channel === "in-app" ? rendered.title : content.title;
      const { image: _image, ...shared } = content;
      return { ...shared, title, body: "", buttonLabel: "", url: "" };
    }
    case "webhook": {
      const url = rendered?.channel === "webhook" ? rendered.url : content.url;
      return { ...content, url: content.team ? maskAddress(url) : url, headers: {}, body: "" };
    }
  }
}
