import { describe, expect, it } from "vitest";
import {
  CLAIMED_WAIT_MAX_MS,
  claimedAgainAt,
  countsTowardsCaps,
  decideSend,
  QUIET_RELEASE_MS,
  type SendFacts,
} from "./decide-send.ts";
import type { EffectContent } from "./effect-content.ts";
import { phrase, word } from "./phrase.ts";
import { type Reason, wordReason } from "./reasons.ts";
import { inWords } from "./testing/in-words.ts";
import { DAY_MS, HOUR_MS, NOW } from "./testing/sample-facts.ts";
import { makeSendFacts } from "./testing/send-facts.ts";

const email: EffectContent = {
  channel: "email",
  subject: "Hi",
  preview: "",
  body: "There",
  buttonLabel: "",
  buttonUrl: "",
  transactional: false,
  topic: "marketing",
};
const push: EffectContent = {
  channel: "web-push",
  title: "Hi",
  body: "",
  url: "",
  transactional: false,
  topic: "marketing",
};
const inApp: EffectContent = {
  channel: "in-app",
  display: "banner",
  position: "top",
  title: "Hi",
  body: "",
  buttonLabel: "",
  url: "",
  showDays: 14,
  transactional: false,
  topic: "marketing",
};
const webhook: EffectContent = {
  channel: "webhook",
  method: "POST",
  url: "https://example.com",
  headers: {},
  body: "",
};
const receipt: EffectContent = { ...email, transactional: true };
const notice: EffectContent = { ...email, team: ["owner@shop.example"] };

const fine = makeSendFacts();
const dailyEmail: SendFacts["caps"][number] = { rule: { channel: "email", max: 2, per: "day" }, used: 2 };
const weeklyPush: SendFacts["caps"][number] = { rule: { channel: "web-push", max: 1, per: "week" }, used: 1 };
const exitRule: Reason = { code: "message.exit-rule", values: { rule: "plan is pro" } };
/** Due four days before the workflow went on; three are the most. */
const stale: Partial<SendFacts> = { dueAt: NOW - 4 * DAY_MS, resumedAt: NOW };

describe("an email", () => {
  it.each<[string, Partial<SendFacts>, string]>([
    ["with consent", {}, "send"],
    ["without a word about consent", { consent: "unknown" }, "skip message.no-consent"],
    ["with consent not confirmed", { consent: "pending" }, "skip message.no-consent"],
    ["after unsubscribing", { consent: "withdrawn" }, "skip message.withdrawn"],
    ["soft rule, nothing said", { consent: "unknown", consentRule: "soft" }, "send"],
    ["soft rule, not confirmed", { consent: "pending", consentRule: "soft" }, "send"],
    ["soft rule, unsubscribed", { consent: "withdrawn", consentRule: "soft" }, "skip message.withdrawn"],
    ["to a suppressed address", { suppressed: "email.no-such-mailbox" }, "skip message.suppressed"],
    ["of an ended run", { runActive: false }, "skip message.run-ended"],
    ["while all sending is off", { sendingOff: true }, "hold message.sending-off"],
    ["of a paused workflow", { workflowPaused: true }, "hold message.workflow-paused"],
    ["of a run that is to be left", { exitRule }, "skip message.exit-rule"],
    ["in quiet hours", { quietUntil: NOW + HOUR_MS }, "hold message.quiet-hours"],
    ["over its limit", { caps: [dailyEmail] }, "skip message.capped"],
    [
      "over the day's limit of all",
      { warmUp: { max: 2, used: 2, until: NOW + HOUR_MS, staleSince: null } },
      "hold message.warm-up",
    ],
    [
      "within the day's limit of all",
      { warmUp: { max: 2, used: 1, until: NOW + HOUR_MS, staleSince: null } },
      "send",
    ],
    [
      "that waited too long for a place in the day",
      { warmUp: { max: 2, used: 1, until: NOW + HOUR_MS, staleSince: NOW - 4 * DAY_MS } },
      "skip message.too-stale",
    ],
    ["under its limit", { caps: [{ ...dailyEmail, used: 1 }] }, "send"],
    ["over the limit of another channel", { caps: [weeklyPush] }, "send"],
    [
      "over the second of two limits",
      { caps: [{ ...dailyEmail, used: 0 }, dailyEmail] },
      "skip message.capped",
    ],
    [
      "of a version with unreadable settings",
      { unreadableSettings: phrase("Quiet hours") },
      "skip message.settings-unreadable",
    ],
    ["due long before a pause ended", stale, "skip message.too-stale"],
    ["due just as long before as may be", { ...stale, dueAt: NOW - 3 * DAY_MS }, "send"],
    ["due long ago without any pause", { ...stale, resumedAt: null }, "send"],
  ])("%s", (_case, changes, expected) => {
    expect(decided(email, { ...fine, ...changes })).toBe(expected);
  });
});

describe("a message in the shop's own pages", () => {
  const dailyInApp: SendFacts["caps"][number] = {
    rule: { channel: "in-app", max: 1, per: "day" },
    used: 1,
  };
  it.each<[string, Partial<SendFacts>, string]>([
    ["with consent", {}, "send"],
    ["without a word about consent, whatever the rule", { consent: "unknown" }, "send"],
    ["with consent not confirmed, whatever the rule", { consent: "pending" }, "send"],
    ["soft rule, nothing said", { consent: "unknown", consentRule: "soft" }, "send"],
    ["after a no", { consent: "withdrawn" }, "skip message.withdrawn"],
    ["soft rule, after a no", { consent: "withdrawn", consentRule: "soft" }, "skip message.withdrawn"],
    ["in quiet hours", { quietUntil: NOW + HOUR_MS }, "hold message.quiet-hours"],
    ["over its limit", { caps: [dailyInApp] }, "skip message.capped"],
    ["over the limit of emails", { caps: [dailyEmail] }, "send"],
    ["while all sending is off", { sendingOff: true }, "hold message.sending-off"],
  ])("%s", (_case, changes, expected) => {
    expect(decided(inApp, { ...fine, ...changes })).toBe(expected);
  });

  it("that the person needs, is shown to who has said no to others", () => {
    expect(decided({ ...inApp, transactional: true }, { ...fine, consent: "withdrawn" })).toBe("send");
  });

  it("says in words that the person does not want it", () => {
    const decision = decideSend(inApp, { ...fine, consent: "withdrawn" });
    expect(
      inWords(decision.kind === "skip" && wordReason(decision.reason.code, decision.reason.values)),
    ).toBe("Not sent: the person has unsubscribed from in-app messages");
  });
});

describe("to an address that nobody has confirmed", () => {
  const claimed = { toAddress: 1, inAll: 29, againAt: NOW + 1 };
  it.each<[string, EffectContent, Partial<SendFacts>, string]>([
    ["what is needed", receipt, {}, "send"],
    [
      "what is needed, over the day's limit",
      receipt,
      { claimed: { ...claimed, toAddress: 2 } },
      "skip message.claimed-address",
    ],
    [
      "what is needed, over the hour's limit",
      receipt,
      { claimed: { ...claimed, inAll: 30 } },
      "hold message.claimed-wait",
    ],
    [
      "what is needed, over the hour's limit for a day",
      receipt,
      { claimed: { ...claimed, inAll: 30, againAt: null } },
      "skip message.claimed-hour",
    ],
    ["marketing with consent", email, {}, "send"],
    ["marketing over the limit", email, { claimed: { ...claimed, inAll: 30 } }, "hold message.claimed-wait"],
    ["marketing without a word", email, { consent: "unknown" }, "skip message.no-consent"],
    [
      "marketing by the soft rule",
      email,
      { consent: "unknown", consentRule: "soft" },
      "skip message.not-confirmed",
    ],
    [
      "marketing by the soft rule, asked and not confirmed",
      email,
      { consent: "pending", consentRule: "soft" },
      "skip message.not-confirmed",
    ],
    ["anything, suppressed", receipt, { suppressed: "email.no-such-mailbox" }, "skip message.suppressed"],
  ])("%s", (_case, content, changes, expected) => {
    expect(decided(content, { ...fine, claimed, ...changes })).toBe(expected);
  });

  it("looks for a place again within the hour, and gives up after a day", () => {
    const waits = Array.from({ length: 50 }, (_, n) => claimedAgainAt(`m${n}`, NOW, NOW)! - NOW);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10 * 60_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(61 * 60_000);
    expect(new Set(waits).size).toBeGreaterThan(15);
    expect(claimedAgainAt("m", NOW, NOW + CLAIMED_WAIT_MAX_MS - 1)).not.toBeNull();
    expect(claimedAgainAt("m", NOW, NOW + CLAIMED_WAIT_MAX_MS)).toBeNull();
  });

  it("asks nothing that has been answered", () => {
    expect(decided(receipt, { ...fine, answered: true })).toBe("skip message.answered");
  });

  it("says to the owner how many may go", () => {
    const over = decideSend(receipt, { ...fine, claimed: { ...claimed, toAddress: 2 } });
    const reason = over.kind === "skip" ? over.reason : null;
    expect(word(wordReason(reason!.code, reason!.values))).toBe(
      "Not sent: an email address that nobody has confirmed gets at most 2 emails a day",
    );
  });
});

/** What stands against everything, whatever it is. */
const always: [string, Partial<SendFacts>, string][] = [
  ["is held while all sending is off", { sendingOff: true }, "hold message.sending-off"],
  ["is held with its workflow", { workflowPaused: true }, "hold message.workflow-paused"],
  ["is nothing when its run has ended", { runActive: false }, "skip message.run-ended"],
  ["is nothing when its run is to be left", { exitRule }, "skip message.exit-rule"],
  [
    "is nothing when the workflow's settings cannot be read",
    { unreadableSettings: phrase("Limits") },
    "skip message.settings-unreadable",
  ],
  ["is nothing when it is too old", stale, "skip message.too-stale"],
];
const marketingOnly: [string, Partial<SendFacts>, string][] = [
  ["needs no consent", { consent: "withdrawn" }, "send"],
  ["knows no quiet hours", { quietUntil: NOW + HOUR_MS }, "send"],
  ["knows no daily limit", { warmUp: { max: 1, used: 1, until: NOW + HOUR_MS, staleSince: null } }, "send"],
  ["knows no limits", { caps: [dailyEmail, weeklyPush] }, "send"],
];

describe.each([
  ["a transactional email", receipt],
  ["a notice to the team", notice],
])("%s", (_what, content) => {
  it.each([
    ...always,
    ...marketingOnly,
    ["never goes to a suppressed address", { suppressed: "email.refused" }, "skip message.suppressed"],
  ] as const)("%s", (_case, changes, expected) => {
    expect(decided(content, { ...fine, ...changes })).toBe(expected);
  });
});

describe("a webhook", () => {
  it.each([...always, ...marketingOnly])("%s", (_case, changes, expected) => {
    expect(decided(webhook, { ...fine, ...changes })).toBe(expected);
  });
});

it("gives the first reason of several, in the order of the rules", () => {
  const cures: [string, Partial<SendFacts>, Partial<SendFacts>][] = [
    ["hold message.sending-off", { sendingOff: true }, { sendingOff: false }],
    ["skip message.run-ended", { runActive: false }, { runActive: true }],
    ["skip message.exit-rule", { exitRule }, { exitRule: null }],
    ["hold message.workflow-paused", { workflowPaused: true }, { workflowPaused: false }],
    [
      "skip message.settings-unreadable",
      { unreadableSettings: phrase("Limits") },
      { unreadableSettings: null },
    ],
    ["skip message.too-stale", stale, { resumedAt: null }],
    ["skip message.suppressed", { suppressed: "email.no-such-mailbox" }, { suppressed: null }],
    ["skip message.withdrawn", { consent: "withdrawn" }, { consent: "granted" }],
    ["hold message.quiet-hours", { quietUntil: NOW + HOUR_MS }, { quietUntil: null }],
    ["skip message.capped", { caps: [weeklyPush] }, { caps: [] }],
    [
      "hold message.warm-up",
      { warmUp: { max: 1, used: 1, until: NOW + HOUR_MS, staleSince: null } },
      { warmUp: null },
    ],
  ];
  let facts: SendFacts = Object.assign({}, fine, ...cures.map(([, ill]) => ill));
  for (const [expected, , cure] of cures) {
    expect(decided(push, facts)).toBe(expected);
    facts = { ...facts, ...cure };
  }
  expect(decided(push, facts)).toBe("send");
});

describe("quiet hours", () => {
  const until = (key: string) => {
    const decision = decideSend(email, { ...fine, key, quietUntil: NOW });
    return decision.kind === "hold" ? (decision.until ?? 0) - NOW : null;
  };

  it("let their messages go over 15 minutes, each always at the same moment", () => {
    const waits = Array.from({ length: 3000 }, (_, index) => until(`run:${index}:1`) ?? -1);
    expect(waits.every((wait) => Number.isInteger(wait) && wait >= 0 && wait < QUIET_RELEASE_MS)).toBe(true);
    for (let minute = 0; minute < 15; minute++) {
      // 200 are to be expected in each minute; five standard deviations are 68.
      const within = waits.filter((wait) => Math.floor(wait / 60_000) === minute).length;
      expect(Math.abs(within - 200)).toBeLessThan(68);
    }
    expect(until("run:1:1")).toBe(waits[1]);
  });

  it("say when, by the person's clock", () => {
    const facts = { ...fine, key: "run:1:1", quietUntil: Date.UTC(2026, 2, 29, 7) };
    const decision = decideSend(email, facts);
    const words = decision.kind === "hold" ? wordReason(decision.reason.code, decision.reason.values) : "";
    // 07:00 UTC is 09:00 in Berlin on the day on which the clocks went forward.
    expect(inWords(words)).toMatch(/^Held until 29 Mar 2026, 09:(0\d|1[0-4]): quiet hours$/);
  });
});

it("says what the limit was, and since when a message was due", () => {
  const words = (changes: Partial<SendFacts>) => {
    const decision = decideSend(email, { ...fine, ...changes });
    return decision.kind === "send" ? "" : wordReason(decision.reason.code, decision.reason.values);
  };
  expect(inWords(words({ caps: [dailyEmail] }))).toBe(
    "Not sent: 2 emails per day is the most, and that many went out",
  );
  expect(inWords(words(stale))).toBe("Not sent: it had been due since 6 Mar 2026, 11:00, too long ago");
});

it.each([
  ["marketing email", email, true],
  ["a push", push, true],
  ["a transactional email", receipt, false],
  ["a transactional push", { ...push, transactional: true } as EffectContent, false],
  ["a notice to the team", notice, false],
  ["a webhook", webhook, false],
])("counts %s towards the limits or not", (_what, content, counts) => {
  expect(countsTowardsCaps(content)).toBe(counts);
});

function decided(content: EffectContent, facts: SendFacts): string {
  const decision = decideSend(content, facts);
  return decision.kind === "send" ? "send" : `${decision.kind} ${decision.reason.code}`;
}
