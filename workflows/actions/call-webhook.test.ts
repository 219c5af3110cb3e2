import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { callWebhook } from "./call-webhook.ts";

const problemsOf = (config: unknown) =>
  callWebhook.config.safeParse(config).error?.issues.map(({ message }) => message) ?? [];

it("posts to the address, and shows only its host on the canvas: a path may hold a secret", () => {
  const config = callWebhook.config.parse({ url: "https://erp.example/hook/s3cret" });
  expect(word(callWebhook.describe(config))).toBe("POST erp.example");
  // Nobody has to be reachable for it.
  const facts = makeFacts({ reachable: { email: false, webPush: false, phone: false } });
  expect(callWebhook.execute(config, { nodeId: "n", facts, data: {}, now: NOW })).toEqual({
    kind: "effect",
    content: {
      channel: "webhook",
      method: "POST",
      url: "https://erp.example/hook/s3cret",
      headers: {},
      body: "",
      answerName: "",
      timeoutSeconds: 30,
      tries: 8,
    },
  });
});

it("gives a new step ten seconds, and one from before that could be chosen as long as it had", () => {
  expect(callWebhook.config.parse(callWebhook.sample).timeoutSeconds).toBe(10);
  const former = { method: "POST", url: "https://erp.example", headers: {}, body: "" };
  expect(callWebhook.config.parse(former).timeoutSeconds).toBe(30);
});

it.each(["", "erp.example/hook", "file:///etc/passwd", "javascript:alert(1)"])(
  "refuses the address %j",
  (url) => {
    expect(problemsOf({ url })).toEqual(["Enter an address that starts with https://"]);
  },
);

it("takes names under which an answer can be read, and limits of time and tries", () => {
  const url = "https://erp.example";
  for (const answerName of ["", "points", "Points_2"]) expect(problemsOf({ url, answerName })).toEqual([]);
  for (const answerName of ["2nd", "a.b", "__proto__", "a b"])
    expect(problemsOf({ url, answerName })).toHaveLength(1);
  for (const limits of [
    { timeoutSeconds: 0 },
    { timeoutSeconds: 31 },
    { tries: 0 },
    { tries: 1.5 },
    { tries: 11 },
  ])
    expect(problemsOf({ url, ...limits })).toHaveLength(1);
});

it("takes secrets in its address, but not in place of its host", () => {
  expect(problemsOf({ url: "https://erp.example/{{ secrets.PATH }}?k={{secrets.KEY}}" })).toEqual([]);
  expect(problemsOf({ url: "https://erp.example/{{ profile.id }}" })).toEqual([]);
  for (const host of [
    "{{secrets.HOST}}",
    "{{ profile.host }}",
    "a.{{profile.host}}",
    "{{secrets.A}}@erp.example",
  ])
    expect(problemsOf({ url: `https://${host}/` })).not.toEqual([]);
});

it("refuses headers that would become several", () => {
  const url = "https://erp.example";
  expect(problemsOf({ url, headers: { "X-Key": "a\r\nX-Other: b" } })).toEqual(["No line breaks"]);
  expect(problemsOf({ url, headers: { "X Key": "a" } })).toHaveLength(1);
  expect(problemsOf({ url, headers: { "X-Key": "a" } })).toEqual([]);
});
