import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SessionProvider } from "#components/shell/session.tsx";
import english from "#locales/en/runs.json";
import type { RunRow } from "./outputs.ts";
import { RunRows } from "./run-rows.tsx";

const NOW = Date.UTC(2026, 2, 10, 10);
const person = { id: "1", name: "Olga", email: "olga@example.com", role: "editor" as const };
const run: RunRow = {
  id: 7,
  status: "active",
  nodeId: "wait",
  visit: 1,
  version: 2,
  startedAt: NOW - 3_600_000,
  wakeAt: NOW + 3_600_000,
  endedAt: null,
  endText: null,
  convertedAt: null,
  profile: { id: 3, externalId: null, name: "Ana Silva", email: "ana@example.com" },
};

function draw(changes: Partial<RunRow> = {}, selection: Parameters<typeof RunRows>[0]["selection"] = null) {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ runs: english }}>
      <SessionProvider person={person} serverNow={NOW}>
        <RunRows
          workflowId={5}
          runs={[{ ...run, ...changes }]}
          steps={new Map([["wait", "Wait 1 day"]])}
          goal={false}
          selection={selection}
        />
      </SessionProvider>
    </NextIntlClientProvider>,
  );
}

it("leads to the run of each person, and says where they are", () => {
  const html = draw();
  expect(html).toContain('href="/workflows/5/runs/7"');
  expect(html).toMatch(/Ana Silva.*Inside.*Wait 1 day/);
});

it("says how a run ended, and names a step that only another version has", () => {
  expect(draw({ status: "exited", endedAt: NOW, endText: "Left the workflow at an exit" })).toMatch(
    /Left early.*Left the workflow at an exit/,
  );
  expect(draw({ nodeId: "gone" })).toContain("A step of another version");
});

it("offers boxes to tick to those who may change something", () => {
  expect(draw()).not.toContain("Select Ana Silva");
  const all = { runs: [], all: true, full: false, has: () => true, set() {}, selectAll() {}, clear() {} };
  expect(draw({}, all)).toContain("Select Ana Silva");
  const full = { ...all, all: false, full: true, has: () => false };
  expect(draw({}, full)).toMatch(
    /disabled[^>]*aria-label="Select Ana Silva"|aria-label="Select Ana Silva"[^>]*disabled/,
  );
});
