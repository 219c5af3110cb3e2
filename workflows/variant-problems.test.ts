import { expect, it } from "vitest";
import { linkProblems } from "./link-problems.ts";
import { messageTexts } from "./message-texts.ts";
import { nameProblems } from "./name-problems.ts";
import { productProblems } from "./product-problems.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { inWords } from "./testing/in-words.ts";
import { isPublishable, validateGraph } from "./validate.ts";

const bare = "Hi {{ profile.firstName }}";
const draw = (type: string, config: Record<string, unknown>) =>
  drawGraph([
    { id: "start", type: "signup", config: {} },
    { id: "message", type, config },
  ]);
const mail = (texts: Record<string, unknown>, config: Record<string, unknown> = {}) =>
  draw("send-email", {
    subject: "Hi",
    body: "Hello",
    ...config,
    variants: { zh: { subject: "你好", ...texts } },
  });

it("keeps a message with an unfinished language from being published, and says which it is", () => {
  const faults = (graph: ReturnType<typeof draw>) =>
    validateGraph(graph)
      .filter((problem) => !isPublishable([problem]))
      .map(({ field, message }) => `${field}: ${inWords(message)}`);
  expect(faults(mail({ body: "很高兴" }))).toEqual([]);
  expect(faults(mail({ body: "" }))).toEqual(["variants.zh.body: Chinese: Write the message"]);
  expect(faults(mail({ subject: "x".repeat(301), body: "x" }))).toEqual([
    "variants.zh.subject: Chinese: Subject: at most 300 characters",
  ]);
  expect(faults(mail({ subject: undefined, body: "x" }))).toEqual([
    "variants.zh.subject: Chinese: Subject is missing or not usable",
  ]);
  expect(
    faults(mail({ format: "design", design: { blocks: [{ id: "a", type: "button", label: "去" }] } })),
  ).toEqual(["variants.zh.design.blocks.0.href: Chinese: Give the button a link"]);
  expect(faults(draw("send-sms", { body: "Hi", variants: { fr: { body: "" } } }))).toEqual([
    "variants.fr.body: French: Write the text",
  ]);
  expect(faults(draw("send-whatsapp", { template: "HX1", variants: { fr: {} } }))).toEqual([
    "variants.fr.template: French: Enter the ID of the template",
  ]);
  expect(faults(draw("show-in-app", { title: "Hi", variants: { ar: { url: "/new" } } }))).toEqual([
    "variants.ar.title: Arabic: Write a title or a text",
  ]);
});

it("looks for names and links in each language, by its own format", () => {
  const code = { format: "code", code: bare, body: "{{ profile.lastName }}" };
  expect(inWords(nameProblems(mail(code)))).toMatchObject([
    {
      field: "variants.zh.code",
      message: expect.stringMatching(/^Chinese: Say what stands for {{ profile.firstName }}/),
    },
  ]);
  expect(nameProblems(mail({ body: "x" }, { subject: bare }))).toMatchObject([{ field: "subject" }]);
  const link = "{{ unsubscribe_url }}";
  expect(inWords(linkProblems(mail({ body: link }, { transactional: true })))).toMatchObject([
    { field: "variants.zh.body", message: expect.stringMatching(/^Chinese: {{ unsubscribe_url }} is empty/) },
  ]);
  expect(
    nameProblems(draw("send-web-push", { title: "Hi", variants: { fr: { title: bare } } })),
  ).toMatchObject([{ field: "variants.fr.title" }]);
});

it("tells of what all languages share once", () => {
  const graph = draw("send-web-push", {
    ...{ title: "Hi", replaces: "{{ event.id }}" },
    variants: { zh: { title: "你好 {{ event.id }}" }, fr: { title: "Salut" } },
  });
  expect(messageTexts(graph.nodes[1]!).map(({ path }) => path)).toEqual(["replaces", "variants.zh.title"]);
});

it("finds a list of products that stays empty in the language that has it", () => {
  const design = { blocks: [{ id: "p", type: "products", source: "cart" }] };
  expect(inWords(productProblems(mail({ format: "design", design })))).toMatchObject([
    {
      field: "variants.zh.design.blocks.0.source",
      message: expect.stringMatching(/^Chinese: Its list of products/),
    },
  ]);
});
