import { beforeEach, expect, it } from "vitest";
import type { InAppAnswer, InAppMessage } from "#server/http/in-app.ts";
import { createIdentity, type Identity } from "./identity.ts";
import { createInApp, DONE, INBOX } from "./in-app.ts";
import { memoryShelf, type Shelf } from "./storage.ts";

const MESSAGE: InAppMessage = {
  ...{ id: "m1", display: "banner", position: "bottom", title: "Tea", body: "", buttonLabel: "", url: "" },
  ...{ at: 0, until: Number.MAX_SAFE_INTEGER, seen: false, clicked: false, dismissed: false },
};

let at: number;
let shelf: Shelf;
let identity: Identity;
let look: () => Promise<void>;
let page: {
  hidden: boolean;
  readyState: DocumentReadyState;
  querySelector(selector: string): Element | null;
};
let hasInbox: boolean;
let answer: InAppAnswer | null;
/** What the server was asked, and what was drawn, in their order. */
let happened: unknown[];
let errors: string[];

beforeEach(() => {
  [at, shelf, happened, errors, hasInbox] = [Date.UTC(2026, 2, 10, 10), memoryShelf(), [], [], false];
  page = {
    ...{ hidden: false, readyState: "complete" },
    querySelector: (selector) => (hasInbox && selector === INBOX ? ({} as Element) : null),
  };
  answer = { messages: [], person: "anonymous", nextInS: 60 };
  let ids = 0;
  identity = createIdentity(shelf, () => {
    ids += 1;
    return `visitor-${ids}`;
  });
  identity.anonymousId();
  look = openPage();
});

function openPage() {
  return createInApp({
    ...{ identity, shelf, page: page as Document, now: () => at },
    async call(_method, path, body) {
      happened.push([path, body]);
      if (!answer) throw new Error("Failed to fetch");
      return structuredClone(answer);
    },
    async load() {
      happened.push("loads");
      return { update: (messages) => void happened.push(messages.map(({ id }) => id)) };
    },
    onError: (error) => errors.push(String(error)),
  });
}

const asked = (fields: object = {}) => [
  "/v1/in-app",
  { anonymousId: "visitor-1", userId: null, userProof: null, ...fields },
];

it("asks no sooner again than the server said, on no page", async () => {
  await look();
  await look();
  at += 59_999;
  look = openPage();
  await look();
  expect(happened).toEqual([asked()]);
  at += 1;
  answer = { ...answer!, nextInS: 3600 };
  await look();
  at += 60_000;
  await look();
  expect(happened).toEqual([asked(), asked()]);
});

it("asks for nobody as long as nobody is known", async () => {
  identity.forget();
  await look();
  expect(happened).toEqual([]);
});

it("asks at once for somebody else, and forgets the messages of who was there before", async () => {
  answer = { ...answer!, messages: [MESSAGE] };
  await look();
  answer = { messages: [], person: "known", nextInS: 60 };
  identity.become("ana", "5f");
  await look();
  expect(happened).toEqual([asked(), "loads", ["m1"], asked({ userId: "ana", userProof: "5f" }), []]);
  identity.forget();
  await look();
  expect(happened.at(-1)).toEqual([]);
  look = openPage();
  await look();
  expect(happened).toHaveLength(6);
});

it("takes what comes for somebody who left meanwhile for nobody", async () => {
  answer = { ...answer!, messages: [MESSAGE] };
  const looked = look();
  identity.become("ana");
  await looked;
  expect(happened.slice(0, 2)).toEqual([asked(), asked({ userId: "ana" })]);
});

it("fetches what draws messages only when there is one that did not show up yet, or an inbox", async () => {
  answer = { ...answer!, messages: [MESSAGE] };
  shelf.setItem(DONE, "m0 m1");
  await look();
  expect(happened).toEqual([asked()]);
  hasInbox = true;
  await look();
  await look();
  expect(happened.slice(1)).toEqual(["loads", ["m1"], ["m1"]]);
});

it("shows what came on an earlier page, also without a connection", async () => {
  answer = { ...answer!, messages: [MESSAGE] };
  await look();
  answer = null;
  at += 60_000;
  look = openPage();
  await look();
  expect(happened.slice(3)).toEqual([asked(), "loads", ["m1"]]);
  expect(errors).toEqual(["Error: Failed to fetch"]);
  await look();
  expect(happened.filter((entry) => Array.isArray(entry) && entry[0] === "/v1/in-app")).toHaveLength(2);
});

it("leaves a page alone that nobody looks at, or that is still being read", async () => {
  page.hidden = true;
  await look();
  page.hidden = false;
  page.readyState = "loading";
  await look();
  expect(happened).toEqual([]);
});

it("draws nothing for who went to another tab meanwhile, until they are back", async () => {
  answer = { ...answer!, messages: [MESSAGE] };
  const looked = look();
  page.hidden = true;
  await looked;
  expect(happened).toEqual([asked()]);
  page.hidden = false;
  await look();
  expect(happened).toEqual([asked(), "loads", ["m1"]]);
});

it("asks once when two look at the same time", async () => {
  await Promise.all([look(), look()]);
  expect(happened).toEqual([asked()]);
});

it("tells the shop's developer that a proof is missing", async () => {
  answer = { messages: [], person: "unproven", nextInS: 60 };
  await look();
  expect(errors).toEqual([expect.stringMatching(/proof/)]);
});

it("asks again where the clock was set back", async () => {
  await look();
  at -= 3_600_000;
  await look();
  expect(happened).toEqual([asked(), asked()]);
});
