import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import messages from "#locales/en/messages.json";
import results from "#locales/en/results.json";
import { HoldoutCard } from "./holdout-card.tsx";
import { MessagesCard } from "./messages-card.tsx";
import type { HoldoutResult, WorkflowResults } from "./outputs.ts";
import { ResultFigures } from "./result-figures.tsx";
import { isSure, resultWords } from "./result-words.ts";
import { readRange } from "./use-range.ts";
import { VersionsCard } from "./versions-card.tsx";

const words = resultWords("en", "UTC", "EUR");
const draw = (children: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ results, messages }}>
      {children}
    </NextIntlClientProvider>,
  );
const plain = (html: string) => html.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");

const tally = { entered: 40, heldOut: 4, reached: 30, converted: 5, orders: 3, revenue: 120.5 };
const shown: WorkflowResults = {
  ...{ total: tally, series: [], holdouts: [], inOtherCurrencies: 0 },
  versions: [
    { ...tally, versionId: 9, number: 2 },
    { ...tally, versionId: 7, number: 1 },
  ],
  messages: [
    {
      ...{ nodeId: "hello", channel: "email", people: 30, sent: 60, captured: 2 },
      ...{ opened: 15, clicked: 0, orders: 3, revenue: 120.5 },
    },
  ],
  ...{ from: Date.UTC(2026, 2, 1), now: Date.UTC(2026, 2, 10), zone: "UTC", currency: "EUR" },
  ...{ goalEvent: "Order Completed", orderDays: 5, holdoutDays: 14, tracks: true },
};

it("tells the figures, each with the way to the people behind it", () => {
  const html = draw(<ResultFigures workflowId={3} results={shown} words={words} />);
  expect(plain(html)).toContain("|Entered|40|4 of them were held out|");
  expect(plain(html)).toContain("|30|75% got a message|");
  expect(plain(html)).toContain("|5|12.5% reached the goal “Order Completed”|");
  expect(plain(html)).toContain("|€120.50|3 orders within 5 days of a message|");
  expect(html).toContain("/workflows/3/runs?from=2026-03-01&amp;until=2026-03-10&amp;goal=yes");
  const without = draw(
    <ResultFigures workflowId={3} results={{ ...shown, goalEvent: null }} words={words} />,
  );
  expect(plain(without)).toContain("|–|This workflow has no goal|");
  expect(without).not.toContain("goal=yes");
});

it("tells versions and messages apart", () => {
  const versions = draw(<VersionsCard workflowId={3} results={shown} words={words} />);
  expect(plain(versions)).toMatch(/Version 2.*Version 1/);
  expect(versions).toContain("version=9");
  const card = (results: WorkflowResults) =>
    plain(
      draw(
        <MessagesCard
          workflowId={3}
          results={results}
          labels={new Map([["hello", "Send “Hello”"]])}
          words={words}
        />,
      ),
    );
  expect(card(shown)).toContain("|Send “Hello”|Email|30|60|2 kept in the app|15 (25%)|0 (0%)|3|€120.50|");
  expect(card({ ...shown, tracks: false })).toContain("|15 (25%)|Not noted|");
  expect(card({ ...shown, messages: [] })).toContain("No messages went out");
});

it("says how sure a difference to the holdout is", () => {
  const side = { people: 100, converted: 12, buyers: 10, revenue: 500 };
  const holdout: HoldoutResult = {
    ...{ nodeId: "split", went: side, heldOut: { ...side, people: 50, converted: 2 } },
    converted: { value: 0.08, low: -0.02, high: 0.16 },
    buyers: { value: -0.1, low: -0.23, high: 0.01 },
    revenue: null,
  };
  const card = (changed: HoldoutResult) =>
    plain(draw(<HoldoutCard holdout={changed} step="Split" days={14} goal words={words} />));
  expect(card(holdout)).toContain("|+8 points (-2 points to +16 points)|");
  expect(card(holdout)).toContain("Too few people to tell");
  expect(card(holdout)).toContain("The difference may be chance");
  const sure = { ...holdout, converted: { value: 0.08, low: 0.01, high: 0.16 } };
  expect(card(sure)).toContain("larger than chance explains");
  expect(isSure({ value: -1, low: -2, high: -0.5 })).toBe(true);
});

it("reads the span from the address, with weeks for long ones", () => {
  const read = (search: string) => readRange(new URLSearchParams(search));
  expect(read("")).toEqual({ days: 30, period: "day" });
  expect(read("days=365")).toEqual({ days: 365, period: "week" });
  expect(read("days=365&by=day")).toEqual({ days: 365, period: "day" });
  expect(read("days=9999&by=month")).toEqual({ days: 30, period: "day" });
});
