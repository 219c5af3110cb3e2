import type { Tables } from "#drizzle/tables.ts";
import type { Random } from "#server/sample-shop/random.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { RuleNames } from "#workflows/testing/random-condition.ts";
import { emailContent } from "./store-rig.ts";

const DAY_MS = 24 * 3_600_000;
export const RANDOM_SHOP_ZONE = "America/New_York";
export const RANDOM_SHOP_NOW = Date.UTC(2026, 2, 10, 10);
const NOW = RANDOM_SHOP_NOW;

type Row<K extends keyof Tables> = Tables[K]["$inferSelect"];
type Event = Omit<Row<"events">, "id" | "nameId"> & { name: string };

/** A shop as it is in the database, in memory: what a rule comes to is found here without one. */
export interface RandomShop {
  profiles: Row<"profiles">[];
  events: Event[];
  messages: Row<"messages">[];
  interactions: Omit<Row<"interactions">, "id">[];
  runs: Omit<Row<"runs">, "id">[];
  members: Row<"segmentMembers">[];
  stages: Row<"lifecycleStages">[];
  tags: Row<"profileTags">[];
  subscribed: number[];
}

export const RANDOM_SHOP_EVENTS = ["Order Completed", "Viewed 100%", "it's_done", "__proto__"];
const ZONES = [null, null, "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "+05:30"];
/** What is awkward for databases, beside what is usual. */
const TEXTS = [
  ...["Berlin", "berlin", "BERLIN berlin", "Ber%", "B_rlin", "O'Brien", 'the "one"', "back\\slash", ""],
  ...["İstanbul", "ΣΊΣΥΦΟΣ", "σίσυφος", "STRASSE", "Straße", "日本", "😀 smile", "\u00a0 5 ", "tab\tline\n"],
  ...[
    "5",
    " 5",
    "5.0",
    "5.",
    ".5",
    "+7",
    "-2",
    "1e3",
    "1E3",
    "1e-3",
    "0x1f",
    "Infinity",
    "1e999",
    "true",
    "null",
  ],
];
const DATES = [
  ...["2026-03-09", "2026-03-10", " 2026-03-11 ", "2026-02-30", "2024-02-29", "2026-13-01", "2026-03-08"],
  ...[
    "2026-03-10T05:00",
    "2026-03-10 10:00:00.500",
    "2026-03-08T02:30",
    "2026-02-29T10:00",
    "2026-03-10t04:00",
  ],
  ...["2026-03-10T10:00:00Z", "2026-03-10t10:00z", "2026-03-10T12:00:00,999+02:00", "2026-03-09T23:30-0530"],
  ...["2026-03-10T24:00Z", "2026-03-10T10:00+2:00", "2026-03-10T10:00:60Z", "2025-11-02T01:30", "10.03.2026"],
];
const NUMBERS = [
  0,
  1,
  5,
  5.5,
  -2,
  0.1,
  0.3,
  1e21,
  1.5e-7,
  1000,
  12345678901234567000,
  NOW,
  NOW - DAY_MS,
  NOW + 1.5,
];
const ODD_KEYS = [
  'quo"te',
  "o'key",
  "back\\",
  "__proto__",
  "length",
  "0",
  "01",
  "-1",
  "",
  "日本",
  "a b",
  "pct%",
];
const KEYS = ["city", "plan", "joined", "list", "nested", "things"];
const PROPERTIES = ["total", "city", "list", "__proto__", 'quo"te'];
const TAGS = ["vip", "VIP", "o'tag", "100%"];

const forTeam: EffectContent =
  emailContent.channel === "email" ? { ...emailContent, team: ["team@example.com"] } : emailContent;

/** What generated rules may name of such a shop. */
export const randomShopNames: RuleNames = {
  attributes: [
    ...[...KEYS, ...ODD_KEYS, "nested.city", 'nested.quo"te', "nested.length", "list.0", "list.1", "list.01"],
    ...[
      "list.-1",
      "list.length",
      "list.length.x",
      "city.length",
      "city.0",
      "things.0.city",
      "things.00.city",
    ],
    ...["constructor", "nested.toString", "nested.__proto__.city", "missing.deep.path", "nul\0key", "tags"],
    ...["externalId", "email", "phone", "name", "timezone", "locale", "createdAt", "lastSeenAt"],
  ],
  paths: ["event.total"],
  events: [...RANDOM_SHOP_EVENTS, "Never"],
  properties: [...PROPERTIES, "list.0"],
  workflowIds: [1, 2],
  segmentIds: [1, 2, 99],
  tags: [...TAGS, "none"],
  texts: [
    ...TEXTS.filter((text) => text !== ""),
    "' or 1=1 --",
    "\\",
    "%",
    "_",
    "{}",
    "nul\0text",
    "erl",
    "ß",
    "null",
  ],
  numbers: [...NUMBERS, 31, -0.5],
  dates: ["2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11", "2024-02-29"],
  days: [1, 2, 7, 40],
};

/** Invents a shop. Of people with the ids 1 to `people`. */
export function randomShop(random: Random, people: number): RandomShop {
  const ids = Array.from({ length: people }, (_, index) => index + 1);
  const some = <T>(make: () => T, most: number): T[] => Array.from({ length: random.integer(0, most) }, make);
  const maybe = <T>(make: () => T): T | null => (random.chance(0.7) ? make() : null);
  const at = () => NOW - random.integer(-2, 14) * (DAY_MS / 2) - random.pick([0, 0, 1, 3_599_999]);
  const text = () => random.pick(random.chance(0.7) ? TEXTS : DATES);
  const single = () =>
    random.pick([text, text, () => random.pick(NUMBERS), () => random.chance(0.5), () => null])();
  const record = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, single()]));
  const attributes = () => ({
    ...record(KEYS.filter(() => random.chance(0.6))),
    ...Object.fromEntries(ODD_KEYS.filter(() => random.chance(0.2)).map((key) => [key, single()])),
    ...(random.chance(0.6) ? { list: some(single, 3) } : {}),
    ...(random.chance(0.6) ? { nested: record(["city", 'quo"te', "__proto__", "length"]) } : {}),
    ...(random.chance(0.4) ? { things: some(() => record(["city"]), 2) } : {}),
    ...(random.chance(0.4) ? { tags: some(() => random.pick([...TAGS, 5, null]), 3) } : {}),
  });
  const profiles = ids.map((id) => ({
    ...{ id, externalId: maybe(() => `C-${id}`), email: maybe(() => `Person${id}@Example.com`) },
    phone: maybe(() =>
      random.pick(["+49 (170) 123-45.67", "0049170\u00a01234567", "0170 1234567", "+1", ""]),
    ),
    ...{ name: maybe(text), timezone: random.pick(ZONES), locale: maybe(() => random.pick(["en", "de-AT"])) },
    ...{ attributes: attributes(), createdAt: at(), updatedAt: NOW, lastSeenAt: maybe(at) },
    ...{ emailClaimed: false, isSample: false, trackingOff: false },
  }));
  const perPerson = <T>(most: number, make: (profileId: number) => T): T[] =>
    ids.flatMap((id) => some(() => make(id), most));
  const messages = perPerson(3, (profileId) => profileId).map((profileId, index) => ({
    ...{ id: index + 1, key: random.chance(0.2) ? `test-for-${index}` : `run-${index}`, profileId },
    ...{
      workflowId: random.pick([null, 1, 2]),
      runId: null,
      nodeId: null,
      visit: null,
      endpoint: "x",
      host: null,
    },
    channel: random.pick(["email", "web-push", "webhook", "in-app"] as const),
    content: random.chance(0.2) ? forTeam : emailContent,
    ...{ data: {}, status: random.pick(["sent", "sent", "failed"] as const), attempts: 1, dueAt: null },
    ...{ handedAt: null, countedAt: null, handedBy: null, reasonCode: null, reasonValues: null },
    ...{ captured: random.chance(0.2), rendered: null, createdAt: NOW, endedAt: maybe(at) },
  }));
  const interactions = messages.flatMap((message) =>
    some(
      () => ({
        ...{ messageId: message.id, profileId: message.profileId, url: null, at: at() },
        kind: random.pick(["opened", "clicked", "shown"] as const),
        machine: random.chance(0.2),
      }),
      3,
    ),
  );
  const runs = perPerson(2, (profileId) => profileId).map((profileId, index) => ({
    ...{ workflowId: random.pick([1, 2]), versionId: 1, profileId, entryKey: String(index), nodeId: "wait" },
    status: random.pick(["active", "finished", "exited"] as const),
    ...{ state: { nodeId: "wait", visit: 0, data: {}, waiting: null }, wakeAt: null, startedAt: at() },
    ...{ endedAt: maybe(at), endCode: null, convertedAt: maybe(at) },
  }));
  return {
    ...{ profiles, messages, interactions, runs },
    events: perPerson(8, (profileId) => ({
      ...{ profileId, name: random.pick(RANDOM_SHOP_EVENTS), at: at(), receivedAt: NOW, depth: 0 },
      properties: {
        ...Object.fromEntries(PROPERTIES.filter(() => random.chance(0.7)).map((key) => [key, single()])),
        ...(random.chance(0.6) ? { total: random.pick([0.1, 0.2, 0.3, 19.99, 5, -2]) } : {}),
        ...(random.chance(0.5) ? { list: some(single, 2) } : {}),
      },
    })),
    members: ids.flatMap((profileId) =>
      [1, 2].filter(() => random.chance(0.4)).map((segmentId) => ({ segmentId, profileId, enteredAt: NOW })),
    ),
    stages: ids.flatMap((profileId) =>
      some(
        () => ({
          ...{ profileId, since: random.pick([0, NOW]), dueAt: null },
          stage: random.pick(["new", "active", "lost"] as const),
        }),
        1,
      ),
    ),
    tags: ids.flatMap((profileId) =>
      TAGS.filter(() => random.chance(0.2)).map((tag) => ({ profileId, tag })),
    ),
    subscribed: ids.filter(() => random.chance(0.4)),
  };
}
