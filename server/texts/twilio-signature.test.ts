import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignedByTwilio } from "./twilio-signature.ts";

/** The example of Twilio's documentation, "Webhooks security". */
const documented = {
  url: "https://example.com/myapp.php?foo=1&bar=2",
  form: new URLSearchParams({
    CallSid: "CA1234567890ABCDE",
    Caller: "+14158675310",
    Digits: "1234",
    From: "+14158675310",
    To: "+18005551212",
  }),
  signature: "L/OH5YylLD5NRKLltdqwSvS0BnU=",
};
/** The example of the tests of Twilio's own libraries. */
const ofLibraries = {
  url: "https://mycompany.com/myapp.php?foo=1&bar=2",
  form: new URLSearchParams({
    To: "+18005551212",
    From: "+14158675309",
    Digits: "1234",
    Caller: "+14158675309",
    CallSid: "CA1234567890ABCDE",
  }),
  signature: "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
};

describe("the signature of a request", () => {
  it.each([
    ["of the documentation", documented],
    ["of the libraries", ofLibraries],
  ])("fits the example %s, whatever the order of its fields", (_whose, example) => {
    expect(isSignedByTwilio("12345", example)).toBe(true);
  });

  it.each<[string, string, Partial<typeof documented>]>([
    ["another token", "54321", {}],
    ["another address", "12345", { url: `${documented.url}&baz=3` }],
    ["another value", "12345", { form: withField("Digits", "9") }],
    ["one field more", "12345", { form: withField("Body", "STOP") }],
    ["no signature", "12345", { signature: "" }],
    ["a signature that is no base64", "12345", { signature: "ü".repeat(28) }],
  ])("does not fit with %s", (_what, token, changes) => {
    expect(isSignedByTwilio(token, { ...documented, ...changes })).toBe(false);
  });

  it("fits an address with its port, signed without it, and the other way round", () => {
    const sign = (url: string) => createHmac("sha1", "token").update(`${url}a1`).digest("base64");
    const form = new URLSearchParams({ a: "1" });
    const fits = (url: string, signed: string) =>
      isSignedByTwilio("token", { url, form, signature: sign(signed) });
    expect(fits("https://shop.example:8443/texts/x", "https://shop.example/texts/x")).toBe(true);
    expect(fits("https://shop.example/texts/x", "https://shop.example:443/texts/x")).toBe(true);
    expect(fits("https://shop.example/texts/x", "https://shop.example:8443/texts/x")).toBe(false);
  });

  it("takes each value of a repeated name once", () => {
    const signature = createHmac("sha1", "token").update("https://shop.example/xa1a2").digest("base64");
    const form = new URLSearchParams("a=2&a=1&a=2");
    expect(isSignedByTwilio("token", { url: "https://shop.example/x", form, signature })).toBe(true);
  });
});

function withField(name: string, value: string): URLSearchParams {
  const form = new URLSearchParams(documented.form);
  form.set(name, value);
  return form;
}
