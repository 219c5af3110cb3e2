import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import en from "#locales/en/simulation.json";
import zh from "#locales/zh/simulation.json";
import type { Explained } from "#workflows/explain-condition.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { TrialWorld } from "#workflows/trial.ts";
import { StepLog } from "./step-log.tsx";

const AT = Date.UTC(2026, 2, 10, 10);
const base: SimulatedStep = {
  ...{ kind: "note", at: AT, nodeId: "step", visit: 1, text: "", port: null, untilAt: null },
  ...{
    intention: null,
    why: null,
    sending: null,
    keepsAnswerAs: "",
    event: null,
    change: null,
    message: null,
    missing: [],
  },
};
const rule = { kind: "event" as const, event: "Order Completed", atLeast: 1, withinDays: 3 };
const counted = (count: number): Explained => ({
  ...{ kind: "event", holds: count > 0, rule, parts: [] },
  seen: { kind: "count", count, event: rule.event, withinDays: 3 },
});

const undisturbed: TrialWorld = { events: [], changes: [], failing: [], answers: {} };

function draw(steps: Partial<SimulatedStep>[], locale: "en" | "zh" = "en", world = undisturbed): string {
  return drawHtml(steps, locale, world)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
}

function drawHtml(steps: Partial<SimulatedStep>[], locale: "en" | "zh", world: TrialWorld): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      messages={{ simulation: locale === "en" ? en : zh }}
    >
      <StepLog
        steps={steps.map((step) => ({ ...base, ...step }))}
        end={null}
        timeZone="America/New_York"
        world={world}
        onWriting={() => {}}
        onChangeStep={() => {}}
      />
    </NextIntlClientProvider>,
  );
}

describe("the log of a test", () => {
  it("says which condition decided, and what it saw", () => {
    const reason = wordReason("branch.took", { path: "Otherwise" });
    const paths = (count: number) => ({
      kind: "paths" as const,
      paths: [{ label: "Has ordered", verdict: counted(count) }],
    });
    const never = draw([{ text: reason as SimulatedStep["text"], why: paths(0) }]);
    expect(never).toContain("“Has ordered”: not taken");
    expect(never).toContain("did “Order Completed” in the last 3 days: no, never in the last 3 days");
    expect(never).toContain("so “Otherwise” is taken");
    expect(draw([{ why: paths(1) }])).toContain("yes, once in the last 3 days");
    expect(draw([{ why: paths(4) }])).toContain("4 times in the last 3 days");
    expect(draw([{ why: paths(4) }], "zh")).toContain("最近 3 天内 4 次");
  });

  it("says until when a wait goes, where the person lives, and why", () => {
    const until = { kind: "wait" as const, untilAt: AT + 23 * 3_600_000 };
    const days = draw([
      {
        ...until,
        intention: { kind: "delay", from: AT, duration: { amount: 1, unit: "days" } },
      },
    ]);
    expect(days).toContain("Waits until Wed, 11 Mar 2026, 05:00");
    expect(days).toContain("The step waits 1 day.");
    const weekday = draw([
      { ...until, intention: { kind: "until-time", from: AT, time: "09:00", weekdays: [1, 5] } },
    ]);
    expect(weekday).toContain("The next 09:00 where they live, on Monday or Friday.");
    const before = draw([
      {
        ...until,
        intention: { kind: "until-date", from: AT, attribute: "renewal", offsetDays: -7, time: "09:00" },
      },
    ]);
    expect(before).toContain("7 days before the date in “renewal”.");
  });

  it("tells what became of a message, and shows it in a frame in which nothing runs", () => {
    const sending = { channel: "email" as const, team: false, language: null };
    const mail = {
      ...{ channel: "email", from: "shop@example.com", to: "ana@example.com", subject: "Hello" },
      ...{ html: "<p>Hi</p>", text: "Hi", headers: {} },
    } as unknown as SimulatedStep["message"];
    const text = wordReason("message.no-consent", { channel: "email" }) as SimulatedStep["text"];
    const shown = draw([
      { kind: "message", sending, message: mail },
      { kind: "skipped", sending, text },
    ]);
    expect(shown).toContain("Would be sent Sends an email Hello To ana@example.com");
    expect(shown).toContain("Left out Not sent: the person has not agreed");
  });

  it("offers to let a message fail and to answer for a webhook, and shows what was chosen", () => {
    const webhook = { channel: "webhook" as const, team: false, language: null };
    const call = { sending: webhook, keepsAnswerAs: "points" };
    const offered = drawHtml([{ kind: "message", ...call }], "en", undisturbed);
    expect(offered).toContain("Let this fail");
    expect(offered).toMatch(/aria-checked="false"/);
    expect(offered).toContain("Later steps find it under “points”");
    const failing = { ...undisturbed, failing: ["step"] };
    const failed = drawHtml([{ kind: "failed", ...call }], "en", failing);
    expect(failed).toMatch(/aria-checked="true"/);
    expect(failed).toContain("Calls a webhook, and that fails, because you let it");
    expect(failed).not.toContain("Later steps find it");
    expect(draw([{ kind: "failed", ...call }], "zh", failing)).toContain("将会失败 调用 Webhook，但失败了");
    const answered = { ...undisturbed, answers: { step: { total: 40 } } };
    expect(drawHtml([{ kind: "message", ...call }], "en", answered)).toContain("{&quot;total&quot;:40}");
    expect(draw([{ kind: "note" }])).not.toContain("Let this fail");
  });

  it("tells of an attribute that was changed", () => {
    const changed = (value: string | null) =>
      draw([{ kind: "change", change: { attribute: "tier", value } }]);
    expect(changed("gold")).toContain("“tier” becomes “gold”, because you let it");
    expect(changed(null)).toContain("“tier” is taken away");
  });

  it("shows how lots are drawn, and what was made to happen", () => {
    const why = { kind: "lots" as const, arms: [{ label: "A", percent: 45 }], holdoutPercent: 10 };
    expect(draw([{ why }])).toContain("Lots are drawn: A 45% · nothing 10%.");
    expect(draw([{ kind: "event", event: "Order Completed" }])).toContain(
      "“Order Completed” happens, because you let it",
    );
  });
});
