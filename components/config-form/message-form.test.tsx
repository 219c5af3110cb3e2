import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import configForm from "#locales/en/config-form.json";
import ui from "#locales/en/ui.json";
import { sendWebPush } from "#workflows/actions/send-web-push.ts";
import { validateGraph } from "#workflows/validate.ts";
import { type FormChoices, FormChoicesProvider } from "./form-context.tsx";
import { MessageForm } from "./message-form.tsx";
import { textFields } from "./variants.ts";

const choices: FormChoices = {
  ...{ eventNames: [], attributeNames: [], variables: [], dataPaths: [], hooks: [] },
  languages: { shop: "en", spoken: [] },
};
const texts = textFields(sendWebPush.config)!;

function draw(config: Record<string, unknown>, language: string | null, viewing = false): string {
  const node = { id: "push", type: "send-web-push", config, position: { x: 0, y: 0 } };
  const problems = validateGraph({ nodes: [node], edges: [] }).filter(({ nodeId }) => nodeId === "push");
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "config-form": configForm, ui }}>
      <FormChoicesProvider choices={choices}>
        <MessageForm
          {...{ schema: sendWebPush.config, config, problems, texts, language, viewing }}
          onLanguage={() => {}}
          onChange={() => {}}
        />
      </FormChoicesProvider>
    </NextIntlClientProvider>,
  );
}
const tabsOf = (html: string) =>
  [...html.matchAll(/<button[^>]*role="tab"[^>]*aria-selected="(\w+)"[^>]*>(.*?)<\/button>/g)].map(
    ([, selected, inside = ""]) => [
      inside.replace(/<[^>]*>/g, ""),
      selected === "true",
      inside.includes("To be mended"),
    ],
  );

const both = { title: "Hello", ttlHours: 3, variants: { zh: { title: "你好" }, "pt-BR": { title: "" } } };

it("is one form while there is one language, with the way to another", () => {
  const html = draw({ title: "Hello" }, null);
  expect(tabsOf(html)).toEqual([]);
  expect(html).toContain("Add a language");
  expect(html).not.toContain("In every language");
});

it("shows one language at a time, the shop's first, and which of them is to be mended", () => {
  expect(tabsOf(draw(both, null))).toEqual([
    ["English, for everybody else", true, false],
    ["Chinese", false, false],
    ["Brazilian Portuguese", false, true],
  ]);
  expect(draw(both, null)).toContain('value="Hello"');
  expect(draw(both, null)).not.toContain("Remove English");
  const chinese = draw(both, "zh");
  expect(chinese).toContain('value="你好"');
  expect(chinese).not.toContain('value="Hello"');
  expect(chinese).toContain("Remove Chinese");
  expect(chinese.split("Hours to keep it")).toHaveLength(2);
  expect(draw(both, "pt-BR")).toContain(">Write a title<");
});

it("lets those who may only look read each language, and change none", () => {
  const html = draw(both, "zh", true);
  expect(html).toContain('value="你好"');
  for (const words of ["Remove Chinese", "Add a language"]) expect(html).not.toContain(words);
  const [outside = ""] = html.split("<fieldset");
  expect(tabsOf(outside)).toHaveLength(3);
});
