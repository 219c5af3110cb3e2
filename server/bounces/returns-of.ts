import type { BounceKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { bouncesOfMessage } from "#server/store/bounces.ts";
import { findSuppression } from "#server/store/consents.ts";
import type { Message } from "#server/store/messages.ts";
import { textReturnsOf } from "#server/texts/text-returns.ts";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { type Verdict, verdictOf } from "./judge-bounce.ts";
import { SOFT_DAYS } from "./record-bounce.ts";

/** How a message came back, or was called spam, in words. */
export interface MessageReturn {
  id: number;
  kind: BounceKind;
  at: number;
  title: FilledPhrase;
  /** What was done about it. */
  done: FilledPhrase;
  /** The receiving side's own words. */
  detail: string | null;
}

export async function returnsOf(
  { db, keys }: { db: Database; keys: Keys },
  message: Pick<Message, "id" | "profileId" | "endpoint"> & { channel: Message["channel"] },
): Promise<MessageReturn[]> {
  if (message.channel === "sms" || message.channel === "whatsapp") return textReturnsOf(db, message);
  if (message.channel !== "email") return [];
  const found = await bouncesOfMessage(db, message);
  if (found.length === 0) return [];
  const hash = addressHash(keys, "email", message.endpoint);
  const suppressed = await db.transaction(() => findSuppression("email", hash));
  return found.map((bounce) => {
    const { id, kind, at, detail } = bounce;
    const { title, done } = words[verdictOf(bounce)];
    return {
      id,
      kind,
      at,
      title,
      done: suppressed === "bounce.repeated" && kind === "soft" ? GIVEN_UP : done,
      detail,
    };
  });
}

const GIVEN_UP = phrase(
  "Emails to this address came back again and again, so it gets no more, whatever workflow they are from.",
);
const KEPT = phrase(
  "The address stays in use. When emails to it come back on {days} days of a month, it gets no more.",
  { days: SOFT_DAYS },
);

const words: Record<Verdict, Pick<MessageReturn, "title" | "done">> = {
  "no-mailbox": {
    title: phrase("It came back: the address does not exist"),
    done: phrase("Nothing is sent to this address any more, whatever workflow it is from."),
  },
  full: { title: phrase("It came back: the mailbox is full"), done: KEPT },
  temporary: { title: phrase("It came back: the receiving mail server could not take it"), done: KEPT },
  refused: { title: phrase("It came back: the receiving mail server refused it"), done: KEPT },
  policy: {
    title: phrase("It came back: the receiving mail server refuses your shop’s emails"),
    done: phrase(
      "The address is not at fault and stays in use. Check your domain’s records in the settings under Domain, and pause large sendings until it gets better.",
    ),
  },
  "our-address": {
    title: phrase("It came back: the address that it was sent from was refused"),
    done: phrase(
      "The customer’s address stays in use. Check in the settings under Sending that the address you send from exists.",
    ),
  },
  complaint: {
    title: phrase("The person reported it as spam"),
    done: phrase(
      "They are unsubscribed from all emails but those that they need, such as about their order.",
    ),
  },
};
