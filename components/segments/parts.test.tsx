import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { leafKinds, newLeaf } from "#components/config-form/rules/rule-draft.ts";
import { SessionProvider } from "#components/shell/session.tsx";
import configForm from "#locales/en/config-form.json";
import exports from "#locales/en/exports.json";
import profiles from "#locales/en/profiles.json";
import english from "#locales/en/segments.json";
import ui from "#locales/en/ui.json";
import { word } from "#workflows/phrase.ts";
import { segmentRule } from "#workflows/segment-rule.ts";
import { wordCondition } from "#workflows/word-condition.ts";
import { examples, findExample } from "./examples.ts";
import type { SegmentRow } from "./outputs.ts";
import { PreviewCard } from "./preview-card.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { readRule } from "./rule-problems.ts";
import { RuleSentence } from "./rule-sentence.tsx";
import { SegmentRows } from "./segment-rows.tsx";
import { UserList } from "./user-list.tsx";

const messages = { segments: english, "config-form": configForm, exports, profiles, ui };
const queryClient = new QueryClient();
const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
const viewer = { id: "v", name: "Vera", email: "vera@example.com", role: "viewer" as const };

const markup = (node: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <SessionProvider person={viewer} serverNow={0}>
            {node}
          </SessionProvider>
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
const text = (node: ReactNode) =>
  markup(node)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

const row: SegmentRow = {
  ...{ id: 3, name: "Lyon", description: null, state: "ready", memberCount: 1_204, came: 12, left: 3 },
  ...{ createdAt: 0, updatedAt: 0, progress: null },
  rule: { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" },
};

describe("the examples", () => {
  it.each(examples)("$id is a whole rule that reads as a sentence", ({ rule }) => {
    const parsed = segmentRule.parse(rule);
    expect(parsed).toEqual(rule);
    expect(word(wordCondition(parsed))).not.toMatch(/undefined|\?|\{/);
  });

  it("are found by their names alone", () => {
    expect(findExample("bigSpenders")?.rule).toMatchObject({ kind: "measure" });
    for (const other of [null, "", "toString"]) expect(findExample(other)).toBeNull();
  });
});

describe("the list", () => {
  it("says of each segment who it is, how many, and what became of it", () => {
    const shown = text(<SegmentRows segments={[row]} />);
    for (const part of ["Lyon", "city is Lyon", "1,204 people", "+12 −3 in 7 days"])
      expect(shown).toContain(part);
    expect(text(<SegmentRows segments={[{ ...row, came: 0, left: 0 }]} />)).toContain("No change");
  });

  it("says how far one is that is being made, and never that it is done", () => {
    const building = { ...row, state: "building" as const, progress: { done: 50, total: 200 } };
    expect(text(<SegmentRows segments={[building]} />)).toContain("25%");
    const last = { ...building, progress: { done: 200, total: 200 } };
    expect(text(<SegmentRows segments={[last]} />)).toContain("99%");
    expect(text(<SegmentRows segments={[{ ...building, progress: { done: 0, total: 0 } }]} />)).toContain(
      "0%",
    );
  });
});

describe("the preview", () => {
  const ana = { id: 1, name: "Ana", email: "ana@example.com", externalId: null };
  const state = { preview: undefined, counting: false, error: null, retry: () => {} };
  const draw = (part: Partial<Parameters<typeof PreviewCard>[0]["state"]>, whole = true) =>
    text(<PreviewCard state={{ ...state, ...part }} whole={whole} />);

  it("says how many and shows some of them", () => {
    const shown = draw({ preview: { count: 1_500, sample: [ana] } });
    for (const part of ["1,500 people", "Ana", "ana@example.com", "and 1,499 more"])
      expect(shown).toContain(part);
  });

  it("tells nobody from not counted yet, from a count that failed, and from a rule that is unfinished", () => {
    expect(draw({ preview: { count: 0, sample: [] } })).toContain("Nobody yet");
    expect(draw({ counting: true })).toContain("Counting…");
    const failed = draw({ error: { message: "The server is busy" } });
    expect(failed).toContain("The server is busy");
    expect(failed).toContain("Try again");
    expect(draw({}, false)).toContain("As soon as the rule is finished");
  });
});

describe("the rule", () => {
  const choices = { eventNames: [], attributeNames: [], variables: [], dataPaths: [], peopleOnly: true };
  const draw = (rule: unknown) =>
    markup(
      <FormChoicesProvider choices={choices}>
        <RuleEditor rule={rule} problems={[]} onChange={() => {}} onExample={() => {}} onEmpty={() => {}} />
      </FormChoicesProvider>,
    );

  it("begins with examples", () => {
    for (const { id } of examples) expect(draw(null)).toContain(english.examples[id].name);
  });

  it.each(leafKinds)("has a name for every input of a condition of the kind %s", (kind) => {
    const html = draw({ kind: "not", of: { kind: "any", of: [newLeaf(kind), newLeaf(kind)] } });
    const found = html.match(/<(?:input|button)\b[^>]*>/g) ?? [];
    const inputs = found.filter((tag) => tag.startsWith("<input") || tag.includes('role="combobox"'));
    expect(inputs.length).toBeGreaterThan(2);
    expect(inputs.filter((input) => !/ aria-label="[^"]+"/.test(input))).toEqual([]);
  });

  it("is read back as a sentence", () => {
    expect(text(<RuleSentence rule={row.rule} />)).toContain("Everybody for whom this holds: city is Lyon");
  });

  it("says in words what is missing in it, and refuses values of a run", () => {
    const unfinished = readRule(
      { kind: "attribute", attribute: "", operator: "equals", value: 1 },
      "Finish it",
    );
    expect(unfinished).toMatchObject({
      rule: null,
      problems: [{ path: "attribute", message: "Choose an attribute" }],
    });
    expect(readRule({ kind: "measure" }, "Finish it").problems.map(({ message }) => message)).toContain(
      "Finish it",
    );
    expect(readRule({ kind: "data", path: "event.total", operator: "exists" }, "").problems).toHaveLength(1);
  });
});

it("what uses a segment leads to where that is", () => {
  const html = markup(
    <UserList
      label="Users"
      usedBy={[
        { kind: "workflow", id: 5, name: "Win-back", isLive: true },
        { kind: "one-off", id: 9, name: "News", isLive: false },
      ]}
    />,
  );
  expect(html).toContain('href="/workflows/5"');
  expect(html).toContain('href="/one-offs/9"');
  expect(html.match(/Live/g)).toHaveLength(1);
});
