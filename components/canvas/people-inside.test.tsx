import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/canvas.json";
import chinese from "#locales/zh/canvas.json";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { OverdueChoice } from "./overdue-choice.tsx";
import { type PeopleDraft, readPeople, STAY } from "./people-draft.ts";
import { PeopleInside } from "./people-inside.tsx";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "mail", type: "send-email", config: { subject: "News", body: "Hello" } },
]);
const waiting = [
  { nodeId: "rest", count: 1_200, text: "Wait 1 day", gone: true },
  { nodeId: "mail", count: 1, text: "Send “Hello {{ profile.firstName }}”", gone: false },
];

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
    expect(html).toContain("1,201 people are");
    expect(html).toMatch(/1,200<\/span>.*Wait 1 day.*not in the new version/);
    expect(html).toContain("Send “Hello ‹firstName›”");
    expect(html.split("not in the new version")).toHaveLength(2);
  });

  it("is put in the language of who reads it", () => {
    const html = draw({ kind: "move", targets: {} }, false, "zh");
    expect(html).toContain("仍有 1,201 人在旧版本中");
    expect(html).toContain("1,200 人在“Wait 1 day”");
  });

  it("has staying chosen at first", () => {
    const radios = draw(STAY).match(/<input[^>]*type="radio"[^>]*>/g) ?? [];
    expect(radios.map((radio) => radio.includes("checked"))).toEqual([true, false, false]);
  });

  it("asks for another step only where one is gone and people move", () => {
    expect(draw(STAY)).not.toContain("combobox");
    expect(draw({ kind: "exit", targets: {} })).not.toContain("combobox");
    const html = draw({ kind: "move", targets: {} });
    expect(html.match(/role="combobox"/g)).toHaveLength(1);
    expect(html).toContain("1,200 people at “Wait 1 day”");
    expect(html).not.toContain("Choose where they go");
    expect(draw({ kind: "move", targets: {} }, true)).toContain("Choose where they go");
    expect(draw({ kind: "move", targets: { rest: null } }, true)).not.toContain("Choose where they go");
  });

  it("is answered once every step that is gone has another, or a way out", () => {
    expect(readPeople(STAY, waiting)).toEqual({ kind: "stay" });
    expect(readPeople({ kind: "move", targets: {} }, waiting)).toBeNull();
    expect(readPeople({ kind: "move", targets: { rest: null, old: "mail" } }, waiting)).toEqual({
      kind: "move",
      targets: { rest: null },
    });
    expect(readPeople({ kind: "exit", targets: { rest: "mail" } }, waiting)).toEqual({ kind: "exit" });
  });
});

it("the question about people who are overdue says how many they are", () => {
  const ask = (overdue: number) =>
    drawn(<OverdueChoice overdue={overdue} value={false} onChange={() => {}} />);
  expect(ask(3)).toContain("3 people have already been quiet for longer");
  expect(ask(1)).toContain("One person has already been quiet for longer");
});
