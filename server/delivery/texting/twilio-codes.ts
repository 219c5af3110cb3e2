import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import type { Meaning } from "./texting-adapter.ts";

interface TwilioCode {
  /** As the answer to a message that is handed over; without it, the status of the answer tells. */
  meaning?: Meaning;
  /** What it says of a message that was taken over, or of its recipient. */
  words?: FilledPhrase;
  /** Nothing can ever be delivered to such a number, whoever sends it and whatever it says. */
  isGone?: true;
}

/** By Twilio's dictionary of errors, told at once or later on: what is known of its codes, in this one place. */
const codes: Record<string, TwilioCode> = {
  // Authentication, and accounts that may not send.
  "20003": { meaning: "key" },
  "20005": { meaning: "account" },
  "20006": { meaning: "account" },
  "20404": { meaning: "key" },
  "30002": { words: phrase("the account at the service is suspended") },
  // Too many requests, and too many waiting.
  "14107": { meaning: "busy" },
  "20429": { meaning: "busy" },
  "21611": { meaning: "busy" },
  "30001": { words: phrase("too many messages were waiting at the service") },
  "63018": { meaning: "busy", words: phrase("too many messages went to WhatsApp at once") },
  // What it is sent from.
  "21212": { meaning: "sender" },
  "21603": { meaning: "sender" },
  "21606": { meaning: "sender" },
  "21607": { meaning: "sender" },
  "21659": { meaning: "sender" },
  "21660": { meaning: "sender" },
  "21661": { meaning: "sender" },
  "21701": { meaning: "sender" },
  "21703": { meaning: "sender" },
  "30032": { words: phrase("the toll-free number that it was sent from is not verified") },
  "30034": { words: phrase("the number that it was sent from is not registered for business messages") },
  "63007": { meaning: "sender" },
  // The account does not write to this country, or is a trial that writes to its own number alone.
  "21408": { meaning: "refused" },
  "21608": { meaning: "refused" },
  // The recipient's number: gone for good, or not to be reached from this sender or in this form.
  "21211": { meaning: "number", words: phrase("it is not a phone number"), isGone: true },
  "21217": { meaning: "number" },
  "21265": { meaning: "number" },
  "21266": { meaning: "number" },
  "21612": { meaning: "number" },
  "21614": { meaning: "number", words: phrase("it is not a mobile number"), isGone: true },
  "21635": { meaning: "number" },
  "21664": { meaning: "number" },
  "30005": { words: phrase("the number does not exist or is no longer in use"), isGone: true },
  "30006": { words: phrase("it is a landline, or its network takes no text messages"), isGone: true },
  "63003": { meaning: "number", words: phrase("the number has no WhatsApp"), isGone: true },
  "63024": { meaning: "number", words: phrase("the number has no WhatsApp"), isGone: true },
  // The person, and the way there.
  "21610": { meaning: "left", words: phrase("the person has answered STOP") },
  "30003": { words: phrase("the phone is switched off or has no network") },
  "30004": { words: phrase("the person or their network blocks messages from this number") },
  "30007": { words: phrase("the network took it for spam") },
  "30008": { words: phrase("the network did not say why") },
  "63016": {
    meaning: "window",
    words: phrase(
      "the person has not written within the last 24 hours, and WhatsApp takes only approved templates then",
    ),
  },
  "63049": { words: phrase("WhatsApp holds back marketing for this person for now") },
};

/** What a refusal means; undefined where the code does not tell. */
export function meaningOfCode(code: string): Meaning | undefined {
  return find(code)?.meaning;
}

/** Whether nothing can ever reach a number, by what was said of a message to it. */
export function isNumberGone(code: string | null): boolean {
  return find(code)?.isGone === true;
}

/** Whether the recipient has answered STOP, as the service knows. */
export function hasLeftByCode(code: string | null): boolean {
  return find(code)?.meaning === "left";
}

/** What a code says, so that an owner can tell what to do. */
export function wordsOfCode(code: string | null): FilledPhrase {
  if (code === null) return phrase("the service did not say why");
  return find(code)?.words ?? phrase("the service says error {code}", { code });
}

function find(code: string | null): TwilioCode | undefined {
  return code !== null && Object.hasOwn(codes, code) ? codes[code] : undefined;
}
