import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/canvas.json";
import chinese from "#locales/zh/canvas.json";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { OverdueChoice } from "./overdue-choice.tsx";
import { countRemaining, type PeopleDraft, readPeople, STAY } from "./people-draft.ts";
import { PeopleInside } from "./people-inside.tsx";
import { ResumeChoice } from "./resume-choice.tsx";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "mail", type: "send-email", config: { subject: "News", body: "Hello" } },
]);
const waiting = [
  { nodeId: "rest", count: 1_200, text: "Wait 1 day", gone: true, change: null },
  { nodeId: "pause", count: 3, text: "Wait 2 days", gone: false, change: "ahead" as const },
  { nodeId: "mail", count: 1, text: "Send “Hello {{ profile.firstName }}”", gone: false, change: null },
];
const everybody = (kind: PeopleDraft["kind"], targets: PeopleDraft["targets"] = {}): PeopleDraft => ({
  kind,
  answers: {},
  targets,
});

function draw(value: PeopleDraft, strict = false, locale: "en" | "zh" = "en"): string {
  return drawn(
    <PeopleInside waiting={waiting} graph={graph} value={value} strict={strict} onChange={() => {}} />,
    locale,
  );
}

function drawn(children: ReactNode, locale: "en" | "zh" = "en"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      messages={{ canvas: locale === "en" ? english : chinese }}
    >
      {children}
    </NextIntlClientProvider>,
  );
}

describe("the question about the people inside", () => {
  it("shows how many wait where, and which steps are gone", () => {
    const html = draw(STAY);
    expect(html).toContain("1,204 people are");
    expect(html).toMatch(/1,200<\/span>.*Wait 1 day.*not in the new version/);
    expect(html).toContain("Send “Hello ‹firstName›”");
    expect(html.split("not in the new version")).toHaveLength(2);
    expect(html).toMatch(/Wait 2 days.*what follows is different in the new version/);
  });

  it("is put in the language of who reads it", () => {
    const html = draw(everybody("move"), false, "zh");
    expect(html).toContain("仍有 1,204 人在旧版本中");
    expect(html).toContain("1,200 人在“Wait 1 day”");
  });

  it("has staying chosen at first", () => {
    const radios = draw(STAY).match(/<input[^>]*type="radio"[^>]*>/g) ?? [];
    expect(radios.map((radio) => radio.includes("checked"))).toEqual([true, false, false]);
  });

  it("asks for another step only where one is gone and people move", () => {
    const where = "Where do people go from there?";
    expect(draw(STAY)).not.toContain(where);
    expect(draw(everybody("exit"))).not.toContain(where);
    expect(draw({ ...everybody("move"), answers: { rest: "stay" } })).not.toContain(where);
    expect(draw({ ...STAY, answers: { rest: "move" } })).toContain(where);
    const html = draw(everybody("move"));
    expect(html.match(/role="combobox"/g)).toHaveLength(waiting.length + 1);
    expect(html).toContain("1,200 people at “Wait 1 day”");
    expect(html).not.toContain("Choose where they go");
    expect(draw(everybody("move"), true)).toContain("Choose where they go");
    expect(draw(everybody("move", { rest: null }), true)).not.toContain("Choose where they go");
  });

  it("is answered once every step that is gone has another, or a way out", () => {
    expect(readPeople(STAY, waiting)).toEqual(STAY);
    expect(readPeople(everybody("move"), waiting)).toBeNull();
    const moved = everybody("move", { rest: null, old: "mail" });
    expect(readPeople(moved, waiting)).toEqual(everybody("move", { rest: null }));
    expect(readPeople(everybody("exit", { rest: "mail" }), waiting)).toEqual(everybody("exit"));
  });

  it("has an answer of its own for each step that needs one", () => {
    const answers: PeopleDraft["answers"] = { rest: "stay", mail: "move", left: "exit" };
    const people: PeopleDraft = { kind: "move", answers, targets: { rest: "mail" } };
    expect(readPeople(people, waiting)).toEqual({ kind: "move", answers: { rest: "stay" }, targets: {} });
    expect(draw(people)).toContain("What happens to 1,200 people at “Wait 1 day”");
  });

  it("tells a paused workflow how many go on with it", () => {
    expect(countRemaining(STAY, waiting)).toBe(1_204);
    expect(countRemaining({ ...STAY, answers: { rest: "exit" } }, waiting)).toBe(4);
    expect(countRemaining(everybody("move", { rest: null }), waiting)).toBe(4);
    const ask = (held: number) =>
      drawn(<ResumeChoice held={held} value={false} onChange={() => {}} />).match(/It goes on[^<]*/)?.[0];
    expect([ask(0), ask(1), ask(1_204)]).toEqual([
      "It goes on",
      "It goes on, and one person inside with it",
      "It goes on, and 1,204 people inside with it",
    ]);
  });
});

it("the question about people who are overdue says how many they are", () => {
  const ask = (overdue: number) =>
    drawn(<OverdueChoice overdue={overdue} value={false} onChange={() => {}} />);
  expect(ask(3)).toContain("3 people have already been quiet for longer");
  expect(ask(1)).toContain("One person has already been quiet for longer");
});
