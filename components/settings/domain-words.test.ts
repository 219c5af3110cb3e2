import { expect, it } from "vitest";
import type { DomainFinding } from "#components/shell/outputs.ts";
import { wordDomain, wordFinding } from "./domain-words.ts";
import { settingsWords } from "./english-words.ts";

const t = settingsWords();

const found = (state: DomainFinding["state"]): DomainFinding => ({
  ...{ check: "spf", state, code: "spf.good", values: {}, publish: null },
});

it("counts what is to be done, and does not call in order what could not be looked up", () => {
  expect(wordDomain([found("good"), found("good")], t)).toEqual({ words: "All in order", allGood: true });
  expect(wordDomain([found("good"), found("unanswered")], t)).toEqual({
    words: "Not all could be checked",
    allGood: false,
  });
  expect(wordDomain([found("mend"), found("unanswered")], t).words).toBe("1 thing to do");
  expect(wordDomain([found("mend"), found("missing")], t).words).toBe("2 things to do");
});

it("says what kind of key was found", () => {
  const key: DomainFinding = {
    ...{ check: "dkim", state: "good", code: "dkim.good", publish: null },
    values: { name: "k1._domainkey.shop.example", type: "rsa", bits: 2048 },
  };
  expect(wordFinding(key, t).text).toBe("k1._domainkey.shop.example has an RSA key of 2048 bits.");
  const short = { ...key, values: { ...key.values, type: "ed25519", bits: 256 } };
  expect(wordFinding(short, t).text).toBe("k1._domainkey.shop.example has an Ed25519 key.");
});

it("sends nobody to a provider for the key that this server signs with itself", () => {
  const missing: DomainFinding = {
    ...{ check: "dkim", state: "missing", code: "dkim.missing", publish: null },
    values: { name: "own._domainkey.shop.example", selector: "own" },
  };
  const record = { type: "TXT" as const, name: "own._domainkey.shop.example", value: "v=DKIM1; p=AAAA" };
  expect(wordFinding(missing, t).text).toContain("your provider");
  expect(wordFinding({ ...missing, publish: record }, t).text).toContain("a key of its own");
});
