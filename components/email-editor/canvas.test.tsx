import { DndContext } from "@dnd-kit/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTranslator, NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import configForm from "#locales/en/config-form.json";
import english from "#locales/en/email-editor.json";
import messages from "#locales/en/messages.json";
import ui from "#locales/en/ui.json";
import chineseForm from "#locales/zh/config-form.json";
import chinese from "#locales/zh/email-editor.json";
import chineseMessages from "#locales/zh/messages.json";
import chineseUi from "#locales/zh/ui.json";
import { defaultBrand } from "#workflows/brand.ts";
import type { EmailBlock, EmailDesign } from "#workflows/email-design.ts";
import { BlockFields } from "./block-fields.tsx";
import { blockTypes } from "./block-kinds.ts";
import { BlockList } from "./block-list.tsx";
import { BlockPalette } from "./block-palette.tsx";
import { type EditorActions, EditorActionsProvider } from "./editor-context.tsx";
import { FaultList } from "./fault-list.tsx";
import { copyOf, newBlock } from "./new-block.ts";

const t = createTranslator({
  locale: "en",
  namespace: "email-editor",
  messages: { "email-editor": english },
});
const nothing = () => {};
const actions: EditorActions = {
  brand: defaultBrand,
  shopName: "Tea",
  narrow: false,
  select: nothing,
  openSettings: nothing,
  change: nothing,
  step: nothing,
  duplicate: nothing,
  remove: nothing,
  save: nothing,
  put: nothing,
  add: nothing,
  addSaved: nothing,
  settle: nothing,
  notify: nothing,
};

const texts = {
  en: { "config-form": configForm, "email-editor": english, messages, ui },
  zh: { "config-form": chineseForm, "email-editor": chinese, messages: chineseMessages, ui: chineseUi },
};

function draw(children: ReactNode, locale: "en" | "zh" = "en"): string {
  const queryClient = new QueryClient();
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={texts[locale]}>
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <EditorActionsProvider value={actions}>
            <DndContext>{children}</DndContext>
          </EditorActionsProvider>
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

function drawEmail(blocks: EmailBlock[], selectedId: string | null = null): string {
  return draw(<BlockList label="The email" blocks={blocks} list={null} selectedId={selectedId} />);
}

/** Inputs and buttons that a screen reader could not name. */
function nameless(html: string): string[] {
  const found = html.match(
    /<(?:button|input|textarea)\b[^>]*>(?:[^<]|<(?!\/?(?:button|input|textarea)\b))*/g,
  );
  return (found ?? []).filter((control) => {
    const opening = control.slice(0, control.indexOf(">") + 1);
    if (/aria-label="[^"]+"/.test(opening) || /aria-hidden="true"/.test(opening)) return false;
    const id = /\sid="([^"]+)"/.exec(opening)?.[1];
    if (id && html.includes(`for="${id}"`)) return false;
    return (
      control
        .slice(opening.length)
        .replace(/<[^>]*>/g, "")
        .trim() === ""
    );
  });
}

describe("the email on the canvas", () => {
  it("draws every kind of block, each to be reached with the keyboard under its name", () => {
    const blocks = blockTypes.map((type) => newBlock(type, t));
    const html = drawEmail(blocks);
    for (const block of blocks) expect(html).toContain(`data-select="${block.id}"`);
    for (const type of blockTypes) expect(html).toContain(english.blocks[type].label);
    expect(nameless(html)).toEqual([]);
  });

  it("shows what stands in columns, and where an empty one is", () => {
    const inside = {
      id: "h",
      type: "heading" as const,
      text: "Inside",
      level: 3 as const,
      align: "left" as const,
    };
    const html = drawEmail([{ id: "c", type: "columns", columns: [[inside], []] }]);
    expect(html).toContain("Inside");
    expect(html).toContain('aria-label="Column 2"');
    expect(html).toContain("Drop a block here");
  });

  it("never hands HTML of a text to the browser", () => {
    const html = drawEmail([
      {
        id: "t",
        type: "text",
        align: "left",
        html: '<p>Hi<img src=x onerror="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)">go</a></p>',
      },
    ]);
    expect(html).not.toMatch(/<img|<script|onerror=|href="javascript/);
    expect(html).toContain("go");
  });

  it("loads pictures from nowhere but the web and the app itself", () => {
    const image = (src: string) => drawEmail([{ ...newBlock("image", t), src } as EmailBlock]);
    expect(image("https://cdn.example/a.png")).toContain('src="https://cdn.example/a.png"');
    expect(image(`/images/${"a".repeat(64)}.png`)).toContain("<img");
    for (const src of [
      "javascript:alert(1)",
      "data:text/html,x",
      "{{ event.image }}",
      "//evil.example/a.png",
    ])
      expect(image(src)).not.toContain("<img");
  });

  it("offers moving only where there is somewhere to go", () => {
    const [first, last] = [newBlock("divider", t), newBlock("divider", t)];
    const disabled = (id: string, label: string) =>
      new RegExp(
        `<button[^>]*(disabled=""[^>]*aria-label="${label}"|aria-label="${label}"[^>]*disabled="")`,
      ).test(drawEmail([first, last], id));
    expect(disabled(first.id, "Move up")).toBe(true);
    expect(disabled(first.id, "Move down")).toBe(false);
    expect(disabled(last.id, "Move up")).toBe(false);
    expect(disabled(last.id, "Move down")).toBe(true);
  });
});

describe("the settings of a block", () => {
  it.each(blockTypes)("of the kind %s name every control", (type) => {
    expect(nameless(draw(<BlockFields block={newBlock(type, t)} />))).toEqual([]);
  });

  it("say what is wrong with an address", () => {
    const html = draw(
      <BlockFields block={{ ...newBlock("button", t), href: "shop.example" } as EmailBlock} />,
    );
    expect(html).toContain("Start with https://");
  });
});

describe("the palette", () => {
  it("names every kind of block", () => {
    const html = draw(<BlockPalette />);
    for (const type of blockTypes) expect(html).toContain(english.blocks[type].label);
    expect(nameless(html)).toEqual([]);
  });
});

it("speaks Chinese throughout", () => {
  const inChinese = createTranslator({ locale: "zh", namespace: "email-editor", messages: texts.zh });
  const blocks = blockTypes.map((type) => newBlock(type, inChinese));
  const html = draw(
    <>
      <BlockPalette />
      <BlockList label="邮件" blocks={blocks} list={null} selectedId={blocks[0]?.id ?? null} />
      {blocks.map((block) => (
        <BlockFields key={block.id} block={block} />
      ))}
    </>,
    "zh",
  );
  const read = [...html.matchAll(/>([^<]+)<|(?:aria-label|title|placeholder)="([^"]+)"/g)];
  const english = read
    .map(([, text = "", label = ""]) => text + label)
    .filter((words) => /[a-z] [a-z]/.test(words));
  expect(english).toEqual([]);
});

describe("what is to be mended", () => {
  it("leads to its block, also into a column", () => {
    const button = { ...newBlock("button", t), label: "Shop", href: "" } as EmailBlock;
    const columns = { ...newBlock("columns", t), columns: [[copyOf(button)], []] } as EmailBlock;
    const design: EmailDesign = { blocks: [button, columns] };
    const html = draw(<FaultList design={design} />);
    expect(html.match(/Button “Shop”/g)).toHaveLength(2);
    expect(html).toContain("Give the button a link");
    expect(draw(<FaultList design={{ blocks: [newBlock("divider", t)] }} />)).not.toContain(
      "Before it can be sent",
    );
  });
});
