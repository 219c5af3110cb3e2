import { expect, test } from "vitest";
import { settingsWords } from "./english-words.ts";
import { initialFields, missingIn, PROVIDERS } from "./provider-words.ts";

const t = settingsWords();

test.each(PROVIDERS)("%s: a key is needed unless one is stored", (provider) => {
  const draft = { fields: initialFields(provider, null), secret: "", from: "hello@shop.example" };
  expect(missingIn(provider, draft, false, t)).toHaveProperty("secret");
  expect(missingIn(provider, draft, true, t)).not.toHaveProperty("secret");
});

test("each missing part is told at its own field", () => {
  const draft = { fields: initialFields("ses", null), secret: "", from: "Shop" };
  expect(Object.keys(missingIn("ses", draft, false, t))).toEqual(["region", "accessKeyId", "secret", "from"]);
});

test("what is stored is shown only for the service that it belongs to", () => {
  const stored = {
    service: "mailgun" as const,
    from: "a@b.example",
    fields: { domain: "mg.b.example", region: "eu" },
  };
  expect(initialFields("mailgun", stored)).toEqual({ domain: "mg.b.example", region: "eu" });
  expect(initialFields("sendgrid", stored)).toEqual({ region: "global" });
});
