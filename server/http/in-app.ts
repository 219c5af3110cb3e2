import { z } from "zod";
import type { InAppDisplay } from "#workflows/effect-content.ts";
import { INEXACT_ID, isExactId } from "./exact-id.ts";

/** Messages that a page is told of at most; older ones are not shown any more. */
export const IN_APP_MESSAGES_MAX = 50;
/** Anybody could go through all short ids; those that browsers make have 36 characters. */
const ANONYMOUS_ID_MIN_CHARS = 16;
/** How long a page that is looked at waits before it asks again. */
export const IN_APP_NEXT_S = 60;
/** The same while no workflow shows messages, so that pages of shops without any ask seldom. */
export const IN_APP_IDLE_NEXT_S = 600;

const ID_MAX_CHARS = 200;
const PROOF_MAX_CHARS = 200;
const TOKEN_MAX_CHARS = 200;

const id = z
  .union([z.string(), z.number()])
  .refine(isExactId, INEXACT_ID)
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1, "is empty").max(ID_MAX_CHARS, `is longer than ${ID_MAX_CHARS} characters`));

/**
 * What a page sends to `POST /v1/in-app`, beside `writeKey`: whose messages it asks for. Sent as text/plain, so that the
 * browser asks nobody beforehand.
 *
 * The write key stands in every page, so it proves nothing about who asks. A visitor whom nobody knows by more than a
 * browser is found by `anonymousId`, which nobody else can guess. Whoever has an id of the shop's or an address that
 * somebody vouches for is found by `userId` together with `userProof` alone.
 */
export const askingInApp = z.object({
  anonymousId: id
    .pipe(z.string().min(ANONYMOUS_ID_MIN_CHARS, `is shorter than ${ANONYMOUS_ID_MIN_CHARS} characters`))
    .nullish(),
  /** The shop's own id of who is signed in. */
  userId: id.nullish(),
  /** HMAC-SHA-256 of `userId` under the shop's in-app key, in hex, made by the shop's own server. */
  userProof: z.string().max(PROOF_MAX_CHARS, `is longer than ${PROOF_MAX_CHARS} characters`).nullish(),
  /** Only messages with a later `at`, for a page that knows the others; epoch milliseconds. */
  after: z.number().int().nonnegative().nullish(),
});

/** One message, as a page is told of it. All texts are plain: a page shows them as text, never as HTML. */
export interface InAppMessage {
  /** Opaque, always the same for a message, and good for telling what happened to it. */
  id: string;
  display: InAppDisplay;
  /** Where a banner stands. */
  position: "top" | "bottom";
  /** Empty where there is only a text. */
  title: string;
  /** May hold line breaks; empty where there is only a title. */
  body: string;
  /** Empty: there is no button, and the message itself leads to its `url`. A button without a `url` closes the message. */
  buttonLabel: string;
  /** http(s), or an address of the page's own site such as "/cart"; empty: it leads nowhere. */
  url: string;
  image?: string;
  /** When it was sent; epoch milliseconds. */
  at: number;
  /** Not to be shown from then on; epoch milliseconds. */
  until: number;
  /** As far as the server was told, in whatever browser. A dismissed one is shown nowhere but in the inbox. */
  seen: boolean;
  clicked: boolean;
  dismissed: boolean;
}

/** What `POST /v1/in-app` answers with. */
export interface InAppAnswer {
  /** Newest first, at most `IN_APP_MESSAGES_MAX`. */
  messages: InAppMessage[];
  /**
   * As whom the page was answered: "known" by `userId` and its proof; "anonymous" by `anonymousId`, when no `userId`
   * came; "unproven" by `anonymousId` too, because the `userId` came without its proof or with a wrong one. It never
   * hangs on whether there is such a person.
   */
  person: "known" | "anonymous" | "unproven";
  /** Seconds until it is worth asking again. */
  nextInS: number;
}

/** What can happen to a message in a page. */
const inAppKinds = ["shown", "clicked", "dismissed"] as const;
export type InAppKind = (typeof inAppKinds)[number];

/** What whoever sees a message can want: no more messages in the shop's pages, and that taken back. */
export const inAppWishes = ["left", "rejoined"] as const;
export type InAppWishKind = (typeof inAppWishes)[number];

/**
 * What a page sends to `POST /v1/in-app/happened`, beside `writeKey`. Answered with `{ success: true }`, also when it was
 * told before; 404 for an id that is none, or of a message that is gone; 410 for one that is not shown any more, except
 * for a wish, which is carried out all the same.
 */
export const inAppHappening = z.object({
  id: z.string().max(TOKEN_MAX_CHARS, `is longer than ${TOKEN_MAX_CHARS} characters`),
  kind: z.enum([...inAppKinds, ...inAppWishes]),
});
