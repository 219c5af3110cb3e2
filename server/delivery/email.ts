import { createHash } from "node:crypto";
import { type Brand, defaultBrand } from "#workflows/brand.ts";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { cleanName, hasControlCharacter, isEmailAddress } from "./email-address.ts";
import { withFooter } from "./email-footer.ts";
import { htmlToText } from "./html-text.ts";
import type { DeliveryOutcome, OutcomeValues } from "./outcome.ts";
import { outcomeOfSmtpError } from "./smtp-outcome.ts";
import type { SmtpTransport } from "./smtp-transport.ts";

/** RFC 5322 allows 998 characters in a line. */
export const SUBJECT_MAX_CHARS = 900;
/** Names the message in what comes back: its own headers are returned with it. */
export const RETURN_HEADER = "X-Rekindle-Message";
export const EMAIL_HTML_MAX_CHARS = 600_000;

export type EmailParty = { address: string; name?: string };

export type EmailInput = {
  /** The message's key: the same key gives the same Message-ID, on every attempt. */
  key: string;
  from: EmailParty;
  /** Where answers go instead. */
  replyTo?: EmailParty;
  to: EmailParty;
  subject: string;
  html: string;
  /** For programs that show text only; made from the HTML when empty. The footer is added. */
  text?: string;
  /** Marketing: adds the one-click headers (RFC 8058), and a link in the footer unless the HTML has it already. */
  unsubscribe?: { url: string };
  /** Marketing: a link in the footer to the page where the person chooses what to get. */
  preferences?: { url: string };
  /** What it is known by when it comes back. */
  returnId?: string;
  /** Of the words in the footer; English when it is not told. */
  language?: CustomerLanguage;
  /** Shown in the footer. */
  postalAddress?: string;
  /** Whose colors the footer has. */
  brand?: Brand;
  /** Epoch milliseconds, for the Date header. */
  now: number;
};

/** A message ready to hand over; the upper fields are for showing it as it was sent. */
export type ComposedEmail = {
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** What nodemailer is given. */
  options: {
    from: { name: string; address: string };
    replyTo?: { name: string; address: string };
    to: { name: string; address: string };
    subject: string;
    html: string;
    text: string;
    messageId: string;
    date: Date;
    headers: Record<string, { prepared: true; value: string }>;
    textEncoding: "base64";
    disableFileAccess: true;
    disableUrlAccess: true;
  };
};

export type ComposeResult =
  | { kind: "ok"; mail: ComposedEmail }
  | { kind: "error"; code: EmailProblem; values: OutcomeValues };

export type EmailProblem =
  | "email.bad-address"
  | "email.bad-name"
  | "email.bad-subject"
  | "email.bad-unsubscribe-url"
  | "email.too-long";

/** Puts a message together, or says why it cannot be one. `values.part` names the part at fault. */
export function composeEmail(input: EmailInput): ComposeResult {
  const from = checkParty(phrase("sender"), input.from);
  if ("code" in from) return from;
  const replyTo = input.replyTo ? checkParty(phrase("reply-to"), input.replyTo) : undefined;
  if (replyTo && "code" in replyTo) return replyTo;
  const to = checkParty(phrase("recipient"), input.to);
  if ("code" in to) return to;
  // A template often leaves spaces and line ends around its text; inside, they are somebody's mistake or attack.
  const subject = input.subject.trim();
  if (!subject || subject.length > SUBJECT_MAX_CHARS || hasControlCharacter(subject)) {
    return problem("email.bad-subject", { part: "subject", maxChars: SUBJECT_MAX_CHARS });
  }
  const unsubscribeUrl = input.unsubscribe ? webAddress(input.unsubscribe.url) : undefined;
  if (unsubscribeUrl === null) return problem("email.bad-unsubscribe-url", { part: "unsubscribe" });

  const preferencesUrl = input.preferences ? webAddress(input.preferences.url) : undefined;
  if (preferencesUrl === null) return problem("email.bad-unsubscribe-url", { part: "preferences" });

  const postalAddress = input.postalAddress?.trim() ?? "";
  const { language = "en", brand = defaultBrand } = input;
  const footer = { postalAddress, unsubscribeUrl, preferencesUrl, language, brand };
  const html = withFooter(input.html, footer);
  if (html.length > EMAIL_HTML_MAX_CHARS) {
    return problem("email.too-long", { chars: html.length, maxChars: EMAIL_HTML_MAX_CHARS });
  }
  const text = input.text?.trim()
    ? `${input.text.trim()}\n\n${htmlToText(withFooter("", footer))}`.trim()
    : htmlToText(html);
  const messageId = messageIdOf(input.key, from.address);
  const added: Record<string, string> = {
    ...(unsubscribeUrl && {
      "List-Unsubscribe": `<${unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }),
    ...(input.returnId && { [RETURN_HEADER]: input.returnId }),
  };
  const date = new Date(input.now);
  return {
    kind: "ok",
    mail: {
      subject,
      html,
      text,
      headers: {
        From: shown(from),
        ...(replyTo ? { "Reply-To": shown(replyTo) } : {}),
        To: shown(to),
        Subject: subject,
        Date: date.toUTCString(),
        "Message-ID": messageId,
        ...added,
      },
      options: {
        from,
        ...(replyTo ? { replyTo } : {}),
        to,
        subject,
        html,
        text,
        messageId,
        date,
        // Prepared, so that a long address is not folded, which some one-click clients cannot read.
        headers: Object.fromEntries(
          Object.entries(added).map(([name, value]) => [name, { prepared: true, value }]),
        ),
        textEncoding: "base64",
        disableFileAccess: true,
        disableUrlAccess: true,
      },
    },
  };
}

/** Hands a message to the SMTP server and says what became of it. Never rejects for what a server does. */
export async function sendEmail(mail: ComposedEmail, transport: SmtpTransport): Promise<DeliveryOutcome> {
  const answer = await transport.send(mail.options);
  if (answer.kind === "error") return outcomeOfSmtpError(answer.error, answer.handedOver);
  return { kind: "sent", providerId: mail.options.messageId, detail: { answer: answer.response } };
}

type CheckedParty = { name: string; address: string };
type Problem = Extract<ComposeResult, { kind: "error" }>;

function problem(code: EmailProblem, values: OutcomeValues): Problem {
  return { kind: "error", code, values };
}

function checkParty(part: FilledPhrase, party: EmailParty): CheckedParty | Problem {
  const address = party.address.trim();
  if (hasControlCharacter(party.address) || !isEmailAddress(address)) {
    return problem("email.bad-address", { part });
  }
  const name = cleanName(party.name ?? "");
  return name === null ? problem("email.bad-name", { part }) : { name, address };
}

function webAddress(text: string): string | null {
  const url = hasControlCharacter(text) ? null : URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** Hashed, because a key may hold characters that a Message-ID cannot. */
function messageIdOf(key: string, from: string): string {
  const id = createHash("sha256").update(key).digest("hex").slice(0, 40);
  return `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`;
}

function shown({ name, address }: CheckedParty): string {
  return name ? `${name} <${address}>` : address;
}
