import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { NodeCounts, StepFigures } from "#components/workflows/outputs.ts";
import canvas from "#locales/en/canvas.json";
import english from "#locales/en/live.json";
import canvasChinese from "#locales/zh/canvas.json";
import chinese from "#locales/zh/live.json";
import { type CanvasView, CanvasViewProvider } from "./canvas-context.tsx";
import { type Live, LiveContext } from "./live/live-context.tsx";
import { StepCounts } from "./step-counts.tsx";

const nothing: NodeCounts = {
  ...{ nodeId: "mail", waiting: 0, entered: 0, left: {}, leftOtherwise: 0, converted: 0 },
  messages: { sent: 0, failed: 0, skipped: 0, unknown: 0 },
};

type Options = { locale?: "en" | "zh"; trigger?: boolean; seen?: boolean };

function draw(
  count: Partial<NodeCounts> | null,
  { locale = "en", trigger = false, seen = false }: Options = {},
): string {
  const live = count && {
    counts: new Map([["mail", { ...nothing, ...count }]]),
    window: { kind: "named", name: "7d" },
  };
  const figures: StepFigures = {
    ...{ nodeId: "mail", channel: "email", sent: 3, captured: 0, opened: 2, clicked: 1 },
    ...{ machineOpened: 0, machineClicked: 0, noted: true },
  };
  const view = { figures: new Map(seen ? [["mail", figures]] : []), trail: null };
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      messages={locale === "en" ? { live: english, canvas } : { live: chinese, canvas: canvasChinese }}
    >
      <CanvasViewProvider value={view as unknown as CanvasView}>
        <LiveContext.Provider value={live as unknown as Live}>
          <StepCounts nodeId="mail" trigger={trigger} />
        </LiveContext.Provider>
      </CanvasViewProvider>
    </NextIntlClientProvider>,
  );
}

it("shows nothing for a workflow that was never published", () => {
  expect(draw(null)).toBe("");
});

it("says short numbers in short, and in full for whoever points at them or hears them", () => {
  const html = draw({ waiting: 1234, entered: 25_600 });
  expect(html).toMatch(/>1\.2K waiting</);
  expect(html).toContain('aria-label="1,234 waiting here now"');
  expect(html).toContain('title="25,600 entered in the last 7 days"');
  const inChinese = draw({ waiting: 1, entered: 25_600 }, { locale: "zh" });
  expect(inChinese).toMatch(/>2\.6万 进入</);
  expect(inChinese).toContain('aria-label="1 人正在此等待"');
});

it("tells of messages and the goal only where there are any, and of nobody who waits at a trigger", () => {
  const calm = draw({});
  expect(calm).not.toContain("text-danger");
  expect(calm.match(/<button/g)).toHaveLength(2);
  expect(calm.match(/disabled=""/g)).toHaveLength(2);
  const busy = draw({ entered: 9, converted: 2, messages: { ...nothing.messages, sent: 8, failed: 1 } });
  expect(busy).toContain('aria-label="8 sent in the last 7 days"');
  expect(busy).toMatch(/aria-label="1 failed in the last 7 days"[^>]*text-danger/);
  expect(busy).toContain('aria-label="2 of those who entered in the last 7 days reached the goal"');
  expect(draw({ entered: 9 }, { trigger: true })).not.toContain("waiting");
});

it("says how many messages were seen", () => {
  expect(draw({ entered: 3 }, { seen: true })).toContain("2 opened");
});
