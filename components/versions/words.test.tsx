import { createTranslator, type Locale, NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ClashList } from "#components/canvas/clash-list.tsx";
import en from "#locales/en/versions.json";
import zh from "#locales/zh/versions.json";
import { diffGraphs } from "#workflows/diff-graphs.ts";
import type { Graph } from "#workflows/graph.ts";
import { mergeGraphs } from "#workflows/merge-graphs.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { ChangeList } from "./change-list.tsx";
import { DiffPicture } from "./diff-picture.tsx";

const before = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);

function withSubject(subject: string): Graph {
  const nodes = before.nodes.map((node) =>
    node.id === "mail" ? { ...node, config: { ...node.config, subject } } : node,
  );
  return { ...before, nodes };
}

const after: Graph = {
  ...withSubject("Good day"),
  nodes: withSubject("Good day").nodes.filter(({ id }) => id !== "wait"),
  edges: [{ id: "start:next", from: "start", port: "next", to: "mail" }],
  settings: { goalDays: 3 },
};

const languages: [Locale, typeof en][] = [
  ["en", en],
  ["zh", zh],
];

function textOf(locale: Locale, texts: typeof en, node: React.ReactNode): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={{ versions: texts }}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {node}
    </NextIntlClientProvider>,
  );
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

describe.each(languages)("what is said about drafts and versions in %s", (locale, texts) => {
  it("names what changed, with what it was and is", () => {
    const text = textOf(locale, texts, <ChangeList diff={diffGraphs(before, after)} />);
    for (const word of [texts.mark.removed, texts.mark.connection, "Hello", "Good day", "14", "3"])
      expect(text).toContain(word);
    expect(text).not.toContain("versions.");
  });

  it("lists the lines of an email that came and went", () => {
    const long = "tea ".repeat(100);
    const saying = (line: string) => ({
      ...before,
      nodes: before.nodes.map((node) =>
        node.id === "mail" ? { ...node, config: { ...node.config, body: `${long}\n${line}` } } : node,
      ),
    });
    const diff = diffGraphs(saying("By the sea"), saying("In the hills"));
    const text = textOf(locale, texts, <ChangeList diff={diff} />);
    expect(text).toContain("By the sea");
    expect(text).toContain("In the hills");
    expect(text).not.toContain("tea");
  });

  it("marks in the drawing what the colour says, in words too", () => {
    const text = textOf(locale, texts, <DiffPicture before={before} after={after} />);
    expect(text).toContain(texts.mark.removed);
    expect(text).toContain("Good day");
  });

  it("names what clashes, with what either made of it", () => {
    const [mine, theirs] = [withSubject("Mine"), withSubject("Theirs")];
    const merged = mergeGraphs(before, mine, theirs);
    const clashes = merged.kind === "clashes" ? merged.clashes : [];
    const text = textOf(locale, texts, <ClashList clashes={clashes} mine={mine} theirs={theirs} />);
    expect(text).toContain("Mine");
    expect(text).toContain("Theirs");
  });

  it("tells who and how many", () => {
    const t = createTranslator({
      locale,
      messages: { versions: texts },
      namespace: "versions",
      onError: (error) => {
        throw error;
      },
    });
    const told = (who: string) => t("merged.title", { who, name: "Ben", steps: 2 });
    expect(told("name")).toContain("Ben");
    expect(told("me")).not.toContain("Ben");
    expect(told("other")).toContain("2");
    expect(t("reach.events", { count: 1200, days: 30 })).toContain("1,200");
    expect(t("archive.inside", { count: 3 })).toContain("3");
  });
});
