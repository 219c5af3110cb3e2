import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import workflows from "#locales/en/workflows.json";
import { AdmissionLine } from "./runs-admissions.tsx";
import { RunsFigures } from "./runs-figures.tsx";
import { Confirmation } from "./runs-start-dialog.tsx";

const NOW = Date.UTC(2026, 2, 10, 10);
const admission = {
  id: 1,
  byHand: true,
  whom: null,
  started: 40,
  createdAt: NOW - 60_000,
  endedAt: null,
  refusal: null,
  looked: { people: 60, of: 1_200 },
};
const drawInEnglish = (children: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ workflows }}>
      {children}
    </NextIntlClientProvider>,
  );
const drawLine = (changes: object, paused = false) =>
  drawInEnglish(<AdmissionLine admission={{ ...admission, ...changes }} paused={paused} now={NOW} />).replace(
    /<[^>]*>/g,
    "",
  );

it("shows how far people have been let in, and what holds that up", () => {
  expect(drawLine({})).toContain("40 people entered, 60 of 1,200 looked at");
  expect(drawLine({})).not.toContain("resumed");
  expect(drawLine({}, true)).toContain("It goes on when the workflow is resumed");
  const done = drawLine(
    { looked: null, endedAt: NOW, started: 1, byHand: false, whom: "city is Lyon" },
    true,
  );
  expect(done).toMatch(/At its set time.*for everybody for whom this holds: city is Lyon.*1 person entered$/);
});

it("shows the goal only of a workflow that has one", () => {
  const counts = { entered: 12, active: 3, goalEvent: "Order Completed", converted: 4 };
  const html = drawInEnglish(<RunsFigures counts={counts} />);
  expect(html).toContain("Goal: “Order Completed”");
  expect(html).toContain("4 reached the goal (33 %)");
  expect(drawInEnglish(<RunsFigures counts={{ ...counts, goalEvent: null }} />)).not.toContain("goal");
});

it("says how many people that is at most before they are let in", () => {
  const draw = (rule: string | null) => drawInEnglish(<Confirmation total={1_200} rule={rule} />);
  expect(draw(null)).toContain("Up to <strong>1,200 people</strong> will enter.");
  expect(draw("city is Lyon")).toContain("for whom this holds: city is Lyon");
});
