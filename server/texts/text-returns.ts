import type { Database } from "#server/database/database.ts";
import { hasLeftByCode, wordsOfCode } from "#server/delivery/texting/twilio-codes.ts";
import { bouncesOfMessage } from "#server/store/bounces.ts";
import type { Message } from "#server/store/messages.ts";
import { phrase } from "#workflows/phrase.ts";

/** How a text message came back, in words. */
export async function textReturnsOf(db: Database, message: Pick<Message, "id" | "profileId">) {
  return (await bouncesOfMessage(db, message)).map(({ id, kind, code, detail, at }) => ({
    ...{ id, kind, at, detail },
    title: phrase("Not delivered: {answer}", { answer: wordsOfCode(code) }),
    done:
      kind === "hard"
        ? phrase("Nothing is sent to this number any more, whatever workflow it is from.")
        : hasLeftByCode(code)
          ? phrase("Nothing is sent to this number any more, until the person answers START.")
          : phrase("The number stays in use."),
  }));
}
