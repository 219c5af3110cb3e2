import { NextIntlClientProvider, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/retention.json";
import ui from "#locales/en/ui.json";
import chinese from "#locales/zh/retention.json";
import { combine } from "./combine.ts";
import { figuresOf } from "./figures.ts";
import type { Answer, Input } from "./outputs.ts";
import { ReportView } from "./report-view.tsx";
import { clvReport } from "./reports/clv-report.ts";
import { cohortReport } from "./reports/cohort-report.ts";
import { funnelReport } from "./reports/funnel-report.ts";
import { lifecycleReport } from "./reports/lifecycle-report.ts";
import { rfmReport } from "./reports/rfm-report.ts";

const MARCH = Date.UTC(2026, 2, 1);
const APRIL = Date.UTC(2026, 3, 1);
const MAY = Date.UTC(2026, 4, 1);
const about = { at: MAY, weekStart: 1 as const, zone: "UTC", currency: "EUR" };
const figures = figuresOf({ language: "en", zone: "UTC", currency: "EUR", period: "month" });
const span = { last: 2 };
const periods: Input<"revenue"> = { period: "month", span };
const bounds = [
  { start: MARCH, end: APRIL, isFinished: true },
  { start: APRIL, end: MAY, isFinished: false },
] as const;
const cell = (returned: number, hasBegun = true, isFinished = true) => ({ returned, hasBegun, isFinished });

const input: Input<"cohorts"> = {
  ...periods,
  start: { kind: "event", event: "Order Completed" },
  returning: "Order Completed",
  mode: "n-day",
  clock: "elapsed",
  windows: 3,
};
const cohorts: Answer<"cohorts"> = {
  ...about,
  result: {
    onlySamples: false,
    columns: [0, 1, 2].map((window) => ({ first: window, last: window })),
    rows: [
      { ...bounds[0], size: 3, cells: [cell(3), cell(1), cell(0, true, false)] },
      { ...bounds[1], size: 0, cells: [cell(0), cell(0, true, false), cell(0, false, false)] },
    ],
    overall: [
      { count: 3, of: 3 },
      { count: 1, of: 3 },
      { count: 0, of: 0 },
    ],
  },
};

function Cohorts({ answer = cohorts }: { answer?: Answer<"cohorts"> }) {
  const t = useTranslations("retention.cohorts");
  const report = cohortReport({ answer, input, figures }, t);
  return <ReportView name="Cohorts" report={report} starMeans={t("star")} counted="Counted" />;
}

function draw(children: ReactNode, locale: "en" | "zh" = "en"): string {
  const retention = locale === "en" ? english : chinese;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={{ retention, ui }}>
      {children}
    </NextIntlClientProvider>,
  );
}

/** The texts of the rows of the table of this name. */
function rowsOf(html: string, label: string): string[][] {
  const table = html.slice(html.indexOf(`<section aria-label="${label}"`)).split("</table>")[0] ?? "";
  return table
    .split("<tr")
    .slice(1)
    .map((row) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, inside]) =>
        (inside ?? "")
          .replace(/<[^>]*>/g, " ")
          .replace(/\s+/g, " ")
          .trim(),
      ),
    );
}

describe("the table of cohorts", () => {
  it("shows shares with what they are made of, and stars what is not finished", () => {
    expect(rowsOf(draw(<Cohorts />), "Came back, by cohort")).toEqual([
      ["Cohort", "People", "Month 0", "Month 1", "Month 2"],
      ["Mar 2026", "3", "100% 3", "33.3% 1", "0%* not finished 0"],
      ["Apr 2026*", "0", "–", "–", "–"],
      ["Overall", "3", "100% 3 of 3", "33.3% 1 of 3", "–"],
    ]);
    expect(draw(<Cohorts />)).toContain("* Not finished:");
  });

  it("opens the people behind every number there is somebody behind", () => {
    const html = draw(<Cohorts />);
    expect(html).toContain('aria-label="33.3%, Began in Mar 2026, came back: Month 1"');
    expect(html).not.toContain('aria-label="0%*');
    expect(html.match(/aria-label="3, Everybody in these cohorts"/g)).toHaveLength(2);
  });

  it("asks for them with the moment and the weeks that it was counted with", () => {
    function Asked() {
      const t = useTranslations("retention.cohorts");
      const report = cohortReport({ answer: { ...cohorts, weekStart: 7 }, input, figures }, t);
      expect(report.figures[0]!.opens!.behind.asked).toMatchObject({ at: MAY, weekStart: 7 });
      return null;
    }
    draw(<Asked />);
  });

  it("is read in Chinese too", () => {
    const [head] = rowsOf(draw(<Cohorts />, "zh"), "各同期群回来的比例");
    expect(head?.slice(0, 2)).toEqual(["同期群", "人数"]);
  });
});

describe("the chart", () => {
  it("tells each value, is one stop for the keyboard, and has its numbers in a table", () => {
    const html = draw(<Cohorts />);
    expect(html).toContain('aria-label="Overall, Month 1: 33.3%, 1 of 3"');
    const targets = html.match(/<button[^>]*data-tooltip="Overall, [^>]*>/g) ?? [];
    expect(targets.map((target) => /tabindex="(-?\d)"/.exec(target)?.[1])).toEqual(["0", "-1"]);
    expect(html).toMatch(/<caption>Came back, over all finished cohorts<\/caption>/);
    expect(html).toMatch(/<svg aria-hidden="true"[^>]*viewBox/);
  });
});

describe("two groups", () => {
  it("share a line chart and stand below each other as tables and in the file", () => {
    function Both() {
      const t = useTranslations("retention.cohorts");
      const report = cohortReport({ answer: cohorts, input, figures }, t);
      const both = combine({ name: "Berlin", report }, { name: "Vienna", report }, "Whose");
      expect(both.charts).toHaveLength(1);
      expect(both.charts[0]!.series.map(({ name }) => name)).toEqual(["Berlin", "Vienna"]);
      expect(both.csv[0]!.slice(0, 2)).toEqual(["Whose", "Cohort"]);
      expect(both.csv).toHaveLength(1 + 2 * (report.csv.length - 1));
      return <ReportView name="Cohorts" report={both} starMeans={t("star")} counted="Counted" />;
    }
    const html = draw(<Both />);
    expect(html).toContain('aria-label="Came back, by cohort · Vienna"');
    expect(html).toContain("People in these cohorts · Berlin");
    expect(html).toContain('aria-label="3, Everybody in these cohorts · Vienna"');
  });
});

describe("where there is nothing to divide by", () => {
  function Nothing() {
    const lifecycle = useTranslations("retention.lifecycle");
    const funnel = useTranslations("retention.funnel");
    const clv = useTranslations("retention.clv");
    const rfm = useTranslations("retention.rfm");
    const none = { new: 0, current: 0, resurrected: 0, dormant: 0 };
    const steps = ["A", "B"].map((event) => ({ event, people: 0, medianMs: null }));
    const cuts = { recency: [], frequency: [], monetary: [] };
    const counted = { onlySamples: false };
    const reports = [
      lifecycleReport(
        {
          answer: {
            ...about,
            result: { ...counted, periods: bounds.map((one) => ({ ...one, counts: none, pulse: null })) },
          },
          input: { ...periods, event: null },
          figures,
        },
        lifecycle,
      ),
      funnelReport(
        {
          answer: { ...about, result: { ...counted, steps, medianMs: null, open: 0 } },
          input: { span, steps: ["A", "B"], windowMs: 3_600_000 },
          figures,
        },
        funnel,
      ),
      clvReport(
        {
          answer: {
            ...about,
            result: {
              ...counted,
              cohorts: bounds.map((one) => ({ ...one, customers: 0, value: 0 })),
              customers: 0,
              value: 0,
              inOtherCurrencies: 0,
            },
          },
          input: periods,
          figures,
        },
        clv,
      ),
      rfmReport(
        {
          answer: { ...about, result: { ...counted, customers: 0, cuts, cells: [] } },
          input: { day: null },
          figures,
        },
        rfm,
      ),
    ];
    return reports.map((report) => {
      expect(report.isEmpty).toBe(true);
      return (
        <ReportView
          key={report.tables[0]!.label}
          name="Nothing"
          report={report}
          starMeans="it goes on"
          counted="Counted"
        />
      );
    });
  }

  it("a dash stands, and never a word for no number", () => {
    const html = draw(<Nothing />);
    expect(html).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(html).toContain("–");
  });
});
