import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import weekTexts from "#locales/en/week.json";
import { Shown } from "./week-card.tsx";
import type { Week } from "./week-outputs.ts";

const week: Week = {
  now: { came: 12, slipped: 5, converted: 3, orders: 2, revenue: 80 },
  before: { came: 9, slipped: 7, converted: 0, orders: 0, revenue: 0 },
  stages: { new: 1, active: 2, "at-risk": 1_300, dormant: 4, resurrected: 5, lost: 6 },
  ...{ at: 0, event: "Order Completed", atRiskDays: 30, currency: "USD", orderDays: 5 },
};

it("shows the week with the one before beside it, each number to be pressed", () => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ week: weekTexts }}>
      <Shown week={week} />
    </NextIntlClientProvider>,
  );
  const plain = html.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
  expect(plain).toContain("|New profiles|12|9 the week before|");
  expect(plain).toContain("|Came to be at risk|5|7 the week before|No “Order Completed” for 30 days|");
  expect(plain).toContain("|1,300 at risk|4 dormant|");
  expect(plain).toContain("|Revenue after a message|$80.00|$0.00 the week before|2 orders after a message|");
  expect(html.match(/<button/g)).toHaveLength(10);
});
