import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import { schemeDraftOf, schemeInputOf, schemeProblems, secretSources, withScheme } from "./scheme-draft.ts";

const t = createTranslator({ locale: "en", namespace: "hooks", messages: { hooks } });
const open = { scheme: "none", schemeOptions: null, hasSecret: false } as const;
const github = { scheme: "github", schemeOptions: null, hasSecret: true } as const;

it("keeps the secret that is set only for the scheme that it belongs to", () => {
  expect(schemeInputOf(schemeDraftOf(github)).secret).toEqual({ kind: "keep" });
  const changed = withScheme(schemeDraftOf(github), "bearer", github);
  expect(changed.secret).toBe("given");
  expect(schemeProblems(changed, t)).toEqual({ secretText: "Enter the token" });
  expect(secretSources("github", github)).toEqual(["keep", "given", "generate"]);
  expect(secretSources("bearer", github)).toEqual(["given", "generate"]);
});

it("offers no secret of ours to programs that make their own", () => {
  expect(secretSources("stripe", open)).toEqual(["given"]);
  expect(secretSources("shopify", open)).toEqual(["given"]);
});

it("needs no secret where nothing is checked", () => {
  const draft = withScheme(schemeDraftOf(github), "none", github);
  expect(schemeProblems(draft, t)).toEqual({});
  expect(schemeInputOf(draft)).toMatchObject({ scheme: "none", options: {} });
});

it("asks for what each scheme reads, and sends no more than that", () => {
  const basic = { ...withScheme(schemeDraftOf(open), "basic", open), secretText: " pass " };
  expect(schemeProblems(basic, t)).toEqual({ username: "Enter the user name" });
  expect(schemeProblems({ ...basic, username: "a:b" }, t)).toHaveProperty("username");
  expect(schemeInputOf({ ...basic, username: "shop " })).toEqual({
    scheme: "basic",
    options: { username: "shop" },
    secret: { kind: "given", value: "pass" },
  });
  const hmac = { ...withScheme(schemeDraftOf(open), "hmac", open), secret: "generate" as const };
  expect(schemeInputOf(hmac).options).toEqual({
    header: "x-signature",
    algorithm: "sha256",
    encoding: "hex",
    prefix: "",
  });
  expect(schemeProblems({ ...hmac, header: "x signature" }, t)).toEqual({
    header: "Enter the name of the header",
  });
});
