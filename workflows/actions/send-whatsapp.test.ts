import { describe, expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { sendWhatsapp, whatsappContent } from "./send-whatsapp.ts";

const TEMPLATE = "HXb5b62575e6e4ff6129ad7c8efe1f983e";
const template = { format: "template", template: TEMPLATE, variables: ["{{ profile.firstName }}", "5 %"] };
const execute = (given: object, phone: boolean) =>
  sendWhatsapp.execute(sendWhatsapp.config.parse(given), {
    nodeId: "n",
    facts: makeFacts({ reachable: { email: true, webPush: true, phone } }),
    data: {},
    now: NOW,
  });

it("asks for an approved template with its variables, and leaves out a text from before", () => {
  const outcome = execute({ ...template, body: "An older text" }, true);
  expect(outcome).toEqual({
    kind: "effect",
    content: {
      ...{ channel: "whatsapp", body: "", template: TEMPLATE, variables: template.variables },
      ...{ transactional: false, topic: "marketing", optOutHint: true },
    },
  });
  expect(word(sendWhatsapp.describe(sendWhatsapp.config.parse(template)))).toBe(
    `WhatsApp template ${TEMPLATE}`,
  );
});

it("asks for a text of the shop's own, and leaves out a template from before", () => {
  const outcome = execute({ ...template, format: "text", body: "Hello" }, true);
  expect(outcome).toEqual({
    kind: "effect",
    content: {
      ...{ channel: "whatsapp", body: "Hello" },
      ...{ transactional: false, topic: "marketing", optOutHint: true },
    },
  });
});

it("goes on with somebody without a number", () => {
  expect(execute(template, false)).toEqual({
    ...{ kind: "go", port: "next", reason: { code: "message.no-phone" } },
  });
});

it("sends the template of the person's language where there is one", () => {
  const varied = sendWhatsapp.config.parse({
    ...template,
    variants: { zh: { format: "template", template: "HXzh" } },
  });
  expect(whatsappContent(varied, { locale: "zh", shopLanguage: "en" })).toMatchObject({
    template: "HXzh",
    variables: [],
    language: "zh",
  });
  expect(whatsappContent(varied, { locale: null, shopLanguage: "en" })).toMatchObject({ template: TEMPLATE });
});

describe("is refused", () => {
  it.each<[string, object, string, string]>([
    ["a template without its ID", { format: "template" }, "template", "Enter the ID of the template"],
    ["an empty text", { format: "text", template: "HX1" }, "body", "Write the text"],
    [
      "a 21st variable",
      { ...template, variables: Array.from({ length: 21 }, () => "x") },
      "variables",
      "At most 20 variables",
    ],
    [
      "an empty text in another language",
      { ...template, variants: { de: { format: "text" } } },
      "variants.de.body",
      "Write the text",
    ],
  ])("%s", (_what, given, path, message) => {
    const { error } = sendWhatsapp.config.safeParse(given);
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([[path, message]]);
  });
});
