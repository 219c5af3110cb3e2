import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { sendEmail } from "./send-email.ts";

const config = sendEmail.config.parse({ subject: " Hello {{ profile.name }} ", body: "There is news." });
const execute = (email: boolean) =>
  sendEmail.execute(config, {
    nodeId: "n",
    facts: makeFacts({ reachable: { email, webPush: false, phone: false } }),
    data: {},
    now: NOW,
  });

it("asks for a marketing email as it was written, to be made personal when it is sent", () => {
  expect(word(sendEmail.describe(config))).toBe("Email “Hello {{ profile.name }}”");
  expect(execute(true)).toEqual({
    kind: "effect",
    content: {
      channel: "email",
      subject: "Hello {{ profile.name }}",
      preview: "",
      body: "There is news.",
      buttonLabel: "",
      buttonUrl: "",
      transactional: false,
      topic: "marketing",
    },
  });
});

it("goes on with somebody who has no address, and says so", () => {
  expect(execute(false)).toEqual({ kind: "go", port: "next", reason: { code: "message.no-email" } });
});

it("takes “If it fails” only when it failed: skipped or perhaps arrived goes on", () => {
  const port = (outcome: "sent" | "skipped" | "failed" | "unknown") => sendEmail.settle?.(outcome);
  expect((["sent", "skipped", "unknown", "failed"] as const).map(port)).toEqual([
    "next",
    "next",
    "next",
    "failed",
  ]);
});

it("asks for a subject and a message", () => {
  const problems = sendEmail.config
    .safeParse({ subject: " ", body: "" })
    .error?.issues.map(({ message }) => message);
  expect(problems).toEqual(["Write a subject", "Write the message"]);
});

const designed = (blocks: object[]) => ({ subject: "News", format: "design", design: { blocks } });
const faultsOf = (config: object) =>
  sendEmail.config
    .safeParse(config)
    .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

it("asks only for what its format has", () => {
  expect(faultsOf({ subject: "News" })).toEqual(["body: Write the message"]);
  expect(faultsOf({ subject: "News", format: "code", code: " " })).toEqual(["code: Write the email’s code"]);
  expect(faultsOf({ subject: "News", format: "design" })).toEqual(["design: Add a block to the email"]);
  expect(
    faultsOf(
      designed([
        { id: "a", type: "button", label: "Go" },
        { id: "b", type: "columns", columns: [[], [{ id: "c", type: "image" }]] },
      ]),
    ),
  ).toEqual([
    "design.blocks.0.href: Give the button a link",
    "design.blocks.1.columns.1.0.src: Choose an image",
  ]);
});

it("asks for an email of blocks or of code without what was written for another format", () => {
  const content = (changes: object) => {
    const parsed = sendEmail.config.parse({
      ...{ body: "Old", buttonLabel: "Old", buttonUrl: "https://old.example", code: "<p>Old</p>" },
      ...designed([{ id: "a", type: "heading", text: "Hi" }]),
      ...changes,
    });
    const outcome = sendEmail.execute(parsed, {
      ...{
        nodeId: "n",
        facts: makeFacts({ reachable: { email: true, webPush: false, phone: false } }),
        data: {},
        now: NOW,
      },
    });
    if (outcome.kind !== "effect") throw new Error(outcome.kind);
    return outcome.content;
  };
  const design = content({ text: "As text" });
  expect(design).toMatchObject({
    body: "",
    buttonLabel: "",
    design: { blocks: [{ text: "Hi" }] },
    text: "As text",
  });
  expect(design).not.toHaveProperty("code");
  const code = content({ format: "code" });
  expect(code).toMatchObject({ body: "", code: "<p>Old</p>" });
  expect(code).not.toHaveProperty("design");
  const plain = content({ format: "plain", text: "As text" });
  expect(plain).toMatchObject({ body: "Old", buttonUrl: "https://old.example" });
  for (const key of ["design", "code", "text"]) expect(plain).not.toHaveProperty(key);
});
