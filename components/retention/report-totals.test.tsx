import { NextIntlClientProvider, useTranslations } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/retention.json";
import chinese from "#locales/zh/retention.json";
import { figuresOf } from "./figures.ts";
import { funnelReport } from "./reports/funnel-report.ts";
import { gapsReport } from "./reports/gaps-report.ts";
import { revenueReport } from "./reports/revenue-report.ts";

const MARCH = Date.UTC(2026, 2, 1);
const APRIL = Date.UTC(2026, 3, 1);
const about = { at: APRIL, weekStart: 1 as const, zone: "UTC", currency: "EUR" };
const figures = figuresOf({ language: "en", zone: "UTC", currency: "EUR", period: "month" });
const span = { last: 1 };
const bounds = [{ start: MARCH, end: APRIL, isFinished: true }];

describe("sums over all of the time shown", () => {
  const Totals = () => {
    const revenue = revenueReport(
      {
        answer: {
          ...about,
          result: {
            onlySamples: false,
            inOtherCurrencies: 0,
            periods: bounds.map((one) => ({
              ...one,
              ...{ orders: 4, buyers: 3, revenue: 8_000, refunds: 500, averageOrder: 2_000 },
            })),
          },
        },
        input: { period: "month", span },
        figures,
      },
      useTranslations("retention.revenue"),
    );
    const gaps = gapsReport(
      {
        answer: {
          ...about,
          result: {
            ...{ onlySamples: false, gaps: 2, people: 1 },
            ...{ medianMs: 86_400_000, lowerMs: 86_400_000, upperMs: 86_400_000 },
            bins: [{ fromDays: 1, toDays: null, gaps: 2 }],
          },
        },
        input: { span },
        figures,
      },
      useTranslations("retention.gaps"),
    );
    const funnel = funnelReport(
      {
        answer: {
          ...about,
          result: {
            ...{ onlySamples: false, medianMs: 60_000, open: 2 },
            steps: [
              { event: "A", people: 5, medianMs: null },
              { event: "B", people: 3, medianMs: 60_000 },
            ],
          },
        },
        input: { span, steps: ["A", "B"], windowMs: 3_600_000 },
        figures,
      },
      useTranslations("retention.funnel"),
    );
    for (const { figures: all } of [revenue, gaps, funnel])
      expect(all.map(({ label, opens }) => [label, opens !== undefined])).toEqual(
        all.map(({ label }) => [label, true]),
      );
    expect(revenue.figures.map(({ opens }) => opens?.behind.cell)).toEqual([
      { period: null, of: "buyers" },
      { period: null, of: "buyers" },
      { period: null, of: "refunded" },
    ]);
    expect(funnel.figures.map(({ opens }) => opens?.behind.cell)).toEqual([
      { step: 1, who: "reached" },
      { step: 1, who: "reached" },
      { step: 1, who: "under-way" },
    ]);
    return null;
  };

  it.each(["en", "zh"] as const)("open the people behind them (%s)", (locale) => {
    const retention = locale === "en" ? english : chinese;
    renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} timeZone="UTC" messages={{ retention }}>
        <Totals />
      </NextIntlClientProvider>,
    );
  });
});
