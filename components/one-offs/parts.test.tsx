import { createTranslator, NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/one-offs.json";
import ui from "#locales/en/ui.json";
import workflows from "#locales/en/workflows.json";
import chinese from "#locales/zh/one-offs.json";
import { CountView } from "./count-view.tsx";
import { ListOutcome } from "./list-people.tsx";
import { OneOffProblems } from "./one-off-problems.tsx";
import { wordTurns } from "./one-off-words.ts";
import type { OneOff, OneOffResults } from "./outputs.ts";
import { Progress, stopMeaning } from "./progress-card.tsx";
import { ResultsCard } from "./results-card.tsx";
import { sendTitle } from "./send-dialog.tsx";
import { WhenSection } from "./when-section.tsx";

const t = createTranslator({ locale: "en", namespace: "one-offs", messages: { "one-offs": english } });
const words = { t, language: "en" as const };
const markup = (node: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "one-offs": english, ui, workflows }}>
      {node}
    </NextIntlClientProvider>,
  );
const text = (node: ReactNode) =>
  markup(node)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
const nobody = { people: 0, machines: 0 };
const results: OneOffResults = {
  ...{ entered: 900, active: 300, reached: 600, captured: 0, unsubscribed: 3, bounced: 0, complained: 0 },
  messages: { waiting: 300, sent: 600, unknown: 0, failed: 0, skipped: 12 },
  reasons: [{ code: "message.no-consent", text: "They did not agree to it", count: 12 }],
  ...{ opened: { people: 120, machines: 40 }, clicked: { people: 33, machines: 5 } },
  ...{ shown: nobody, dismissed: nobody, looked: { people: 912, of: 3_000 }, refusal: null },
  orders: {
    all: { people: 4, orders: 5, revenue: 210 },
    clicked: { people: 1, orders: 1, revenue: 20 },
    inOtherCurrencies: 0,
    currency: "EUR",
  },
  ...{ windowDays: 5, tracks: true },
};

describe("the count", () => {
  const count = { people: 1_500, willGet: 1_204, notConsented: 200, suppressed: 6, withoutAddress: 90 };

  it("says how many would get it and why the others would not", () => {
    const shown = text(<CountView count={count} channel="email" />);
    expect(shown).toContain("1,204 people would get it, of 1,500 it is meant for");
    expect(shown).toContain("Did not agree, or left 200");
    expect(shown).toContain("No email address 90");
    expect(text(<CountView count={count} channel="sms" />)).toContain("No phone number 90");
  });

  it("names no reason that nobody has", () => {
    const all = { people: 1, willGet: 1, notConsented: 0, suppressed: 0, withoutAddress: 0 };
    expect(text(<CountView count={all} channel="email" />)).toMatch(
      /1 person would get it\. As things stand/,
    );
  });
});

it("asks with the number of people and the time", () => {
  const schedule = { at: null, local: false, perHour: null };
  expect(sendTitle({ schedule }, 1_204, "UTC", words)).toBe("Send to 1,204 people now?");
  const later = { ...schedule, at: "2026-12-24T09:00" };
  expect(sendTitle({ schedule: later }, 1, "Europe/Berlin", words)).toBe(
    "Send to 1 person on 24 Dec 2026, 09:00 (Europe/Berlin)?",
  );
});

it("asks in Chinese in a sentence of its own", () => {
  const messages = { "one-offs": chinese as typeof english };
  const inChinese = createTranslator({ locale: "zh", namespace: "one-offs", messages });
  const schedule = { at: "2026-12-24T09:00", local: true, perHour: null };
  expect(sendTitle({ schedule }, 1_204, "UTC", { t: inChinese, language: "zh" })).toBe(
    "定时发送给 1,204 人？各客户当地时间 2026年12月24日 09:00",
  );
});

it("leads from what has to be put right to its part, errors first", () => {
  const html = markup(
    <OneOffProblems
      unfinished={["audience"]}
      problems={[
        { part: "schedule", severity: "warning", code: "a", message: "Late" },
        { part: "message", severity: "error", code: "b", message: "Write a subject", field: "subject" },
      ]}
    />,
  );
  expect(html.match(/href="[^"]+"/g)).toEqual([
    'href="#part-who"',
    'href="#part-message"',
    'href="#part-when"',
  ]);
  expect(text(<OneOffProblems problems={[]} unfinished={[]} />)).toContain("Nothing has to be put right.");
});

it("tells who of a pasted list was not found", () => {
  const shown = text(
    <ListOutcome people={{ revision: 2, found: 3, duplicates: 1, unknownCount: 120, unknown: ["x@y.z"] }} />,
  );
  expect(shown).toContain("3 people found. 1 named more than once.");
  expect(shown).toContain("120 are not among your profiles");
  expect(shown).toMatch(/x@y\.z and 119 more/);
});

describe("while it goes out", () => {
  const sending = {
    status: "sending" as const,
    schedule: { at: null, local: false, perHour: null },
    startsAt: null,
    timezone: "UTC",
    results,
  } satisfies Pick<OneOff, "status" | "schedule" | "startsAt" | "timezone" | "results">;

  it("shows how far it is", () => {
    const shown = text(<Progress oneOff={sending} />);
    expect(shown).toContain("912 of 3,000 people looked at");
    expect(shown).toContain("600 people got it so far; 300 wait for their turn");
    expect(text(<Progress oneOff={{ ...sending, results: null }} />)).toContain("about to begin");
  });

  it("says what stopping means for whom", () => {
    expect(stopMeaning(results, t)).toContain("600 people got it already: that cannot be taken back.");
    expect(stopMeaning(results, t)).toContain("The 300 in line");
    expect(stopMeaning(null, t)).toContain("Nobody has got it yet.");
  });

  it("says when a scheduled one goes out, and when the first get it", () => {
    const schedule = { at: "2026-12-24T09:00", local: true, perHour: null };
    const startsAt = Date.UTC(2026, 11, 23, 19);
    const shown = text(<Progress oneOff={{ ...sending, status: "scheduled", schedule, startsAt }} />);
    expect(shown).toContain("24 Dec 2026, 09:00 where each of them lives");
    expect(shown).toContain("The first of them have it on 23 Dec 2026, 19:00 (UTC)");
  });
});

describe("the results", () => {
  const draw = (changed: Partial<OneOffResults>, channel: OneOff["channel"] = "email") =>
    text(<ResultsCard results={{ ...results, ...changed }} channel={channel} workflowId={7} />);

  it("count people, and set programs apart", () => {
    const shown = draw({});
    expect(shown).toContain("Got it 600");
    expect(shown).toContain("Opened 120 (20 %) and 40 by programs only");
    expect(shown).toContain("Clicked 33 (5.5 %) and 5 by programs only");
    expect(shown).toContain("Unsubscribed 3 (0.5 %)");
    expect(shown).toContain("5 orders by 4 people");
    expect(shown).toContain("12 They did not agree to it");
    expect(shown).not.toContain("Reported as spam");
  });

  it("never say that nobody opened it where opening is not noted", () => {
    const shown = draw({ tracks: false, opened: nobody, clicked: nobody });
    expect(shown).toContain("Opened Not noted");
    expect(shown).not.toMatch(/Opened 0/);
  });

  it.each(["sms", "whatsapp"] as const)("show no clicks for %s, where nobody can know them", (channel) => {
    expect(draw({}, channel)).not.toContain("Clicked");
  });

  it("say that emails were kept here, and name what only the channel knows", () => {
    expect(draw({ captured: 600 })).toContain("600 of them kept here");
    const inApp = draw({ shown: { people: 50, machines: 0 } }, "in-app");
    expect(inApp).toContain("Shown 50 (8.3 %)");
    expect(inApp).not.toContain("Opened");
  });

  it("never say of a message in the shop's pages that people got it, or did nothing where nothing is noted", () => {
    const shown = draw({ tracks: false, shown: nobody, clicked: nobody }, "in-app");
    expect(shown).toContain("Ready for 600");
    expect(shown).toContain("Shown Not noted");
    expect(shown).toContain("Clicked Not noted");
    expect(shown).not.toContain("Got it");
  });

  it("lead to the messages", () => {
    const html = markup(<ResultsCard results={results} channel="email" workflowId={7} />);
    expect(html).toContain('href="/messages?workflow=7"');
  });
});

it("says in a list whom a message was meant for, and not that all of them got it", () => {
  expect(wordTurns({ entered: 1_204, active: 0 }, t)).toBe("Meant for 1,204 people");
  expect(wordTurns({ entered: 1_204, active: 224 }, t)).toBe("980 of 1,204 people had their turn");
});

it("asks for a date only when it does not go out at once", () => {
  const draw = (at: string | null, local: boolean) =>
    markup(
      <WhenSection
        schedule={{ at, local, perHour: null }}
        zone="Europe/Berlin"
        now={0}
        onChange={() => {}}
      />,
    );
  expect(draw(null, false)).not.toContain("datetime-local");
  expect(draw("2026-12-24T09:00", false)).toContain('value="2026-12-24T09:00"');
  expect(draw("", true)).toContain("Choose a date and a time");
});
