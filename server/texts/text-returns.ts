import type { Database } from "#server/database/database.ts";
import { bouncesOfMessage } from "#server/store/bounces.ts";
import type { Message } from "#server/store/messages.ts";

/** Nothing can ever be delivered to such a number, by the codes of Twilio's dictionary of errors. */
const UNREACHABLE: Record<string, string> = {
  "21211": "it is not a phone number",
  "21614": "it is not a mobile number",
  "30005": "the number does not exist or is no longer in use",
  "30006": "it is a landline, or its network takes no text messages",
  "63003": "the number has no WhatsApp",
  "63024": "the number has no WhatsApp",
};
const OTHERS: Record<string, string> = {
  "21610": "the person has answered STOP",
  "30001": "too many messages were waiting at the service",
  "30002": "the account at the service is suspended",
  "30003": "the phone is switched off or has no network",
  "30004": "the person or their network blocks messages from this number",
  "30007": "the network took it for spam",
  "30008": "the network did not say why",
  "30032": "the toll-free number that it was sent from is not verified",
  "30034": "the number that it was sent from is not registered for business messages",
  "63016":
    "the person has not written within the last 24 hours, and WhatsApp takes only approved templates then",
  "63018": "too many messages went to WhatsApp at once",
  "63049": "WhatsApp holds back marketing for this person for now",
};

export function kindOfCode(code: string | null): "hard" | "soft" {
  return code !== null && Object.hasOwn(UNREACHABLE, code) ? "hard" : "soft";
}

/** What a code of the service means, so that an owner can tell what to do. */
export function wordsOfCode(code: string | null): string {
  if (code === null) return "the service did not say why";
  const known = { ...UNREACHABLE, ...OTHERS };
  return Object.hasOwn(known, code) ? known[code]! : `the service says error ${code}`;
}

/** How a text message came back, in words. */
export async function textReturnsOf(db: Database, message: Pick<Message, "id" | "profileId">) {
  return (await bouncesOfMessage(db, message)).map(({ id, kind, code, detail, at }) => ({
    ...{ id, kind, at, detail },
    title: `Not delivered: ${wordsOfCode(code)}`,
    done:
      kind === "hard"
        ? "Nothing is sent to this number any more, whatever workflow it is from."
        : code === "21610"
          ? "Nothing is sent to this number any more, until the person answers START."
          : "The number stays in use.",
  }));
}
