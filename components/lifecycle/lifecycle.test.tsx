import { createTranslator, NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import lifecycle from "#locales/en/lifecycle.json";
import { draftOf, isChanged, type LifecycleWords, readDraft } from "./lifecycle-draft.ts";
import { Moves } from "./lifecycle-preview.tsx";
import type { Lifecycle } from "./outputs.ts";
import { OwnCycle } from "./own-cycle.tsx";

/** Its own types are inferred from every text of the file, which takes the compiler minutes and gigabytes. */
const translate = createTranslator as unknown as (options: object) => LifecycleWords;
const t = translate({ locale: "en", namespace: "lifecycle", messages: { lifecycle } });
const thresholds = { newDays: 30, resurrectedDays: 30, atRiskDays: 45, dormantDays: 60, lostDays: 90 };
const saved: Lifecycle = {
  ...{ event: "Order Completed", own: null, inUse: thresholds, suggested: thresholds, isWorkedOut: true },
  cycle: { people: 400, repeatBuyers: 120, medianGapDays: 30 },
  counts: { new: 1, active: 2, "at-risk": 3, dormant: 4, resurrected: 5, lost: 6 },
};
const draw = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ lifecycle }}>
      {children}
    </NextIntlClientProvider>,
  ).replace(/<[^>]*>/g, "|");

it("reads what is typed, and says what is wrong with it", () => {
  const draft = draftOf(saved);
  expect(isChanged(draft, saved)).toBe(false);
  expect(readDraft(draft, t).choice).toEqual({ event: "Order Completed", thresholds: null });
  const own = { ...draft, follows: false };
  expect(isChanged(own, saved)).toBe(true);
  expect(readDraft(own, t).choice).toEqual({ event: "Order Completed", thresholds });
  const wrong = {
    ...own,
    event: " ",
    days: { ...own.days, newDays: "", dormantDays: "45", lostDays: "1.5" },
  };
  expect(readDraft(wrong, t)).toEqual({
    choice: null,
    problems: {
      event: "Choose what counts as active",
      newDays: "Use whole days, from 1 to 3,650",
      dormantDays: "Must be more than “At risk”",
      lostDays: "Use whole days, from 1 to 3,650",
    },
  });
});

it("says what the shop's own cycle suggests, and when it is not known yet", () => {
  const known = draw(<OwnCycle lifecycle={saved} />);
  expect(known).toContain("your 120 customers who came back took at most 30 days");
  expect(known).toContain("at risk after 45, dormant after 60, lost after 90");
  const unknown = { ...saved, cycle: { people: 4, repeatBuyers: 1, medianGapDays: null } };
  expect(draw(<OwnCycle lifecycle={unknown} />)).toContain("Only 1 customer has come back yet");
});

it("says who would come into another stage before it is saved", () => {
  const moves = [
    { from: "active" as const, to: "at-risk" as const, people: 1_200 },
    { from: null, to: "new" as const, people: 3 },
  ];
  const html = draw(<Moves preview={{ moves }} />);
  expect(html).toContain("Active → At risk");
  expect(html).toContain("1,200");
  expect(html).toContain("No stage → New");
  expect(draw(<Moves preview={{ moves: [] }} />)).toContain("Nobody’s stage changes.");
});
