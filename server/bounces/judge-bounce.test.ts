import { expect, it } from "vitest";
import { type BounceReport, enhancedCodeIn, judgeBounce, kindOf, type Verdict } from "./judge-bounce.ts";

const report = (fields: Partial<BounceReport>): BounceReport => ({
  ...{ kind: "bounce", code: null, hint: null, detail: "" },
  ...fields,
});

it.each<[string, Partial<BounceReport>, Verdict]>([
  ["unknown mailbox", { code: "5.1.1" }, "no-mailbox"],
  ["unknown domain", { code: "5.1.2" }, "no-mailbox"],
  ["bad syntax", { code: "5.1.3" }, "no-mailbox"],
  ["mailbox moved", { code: "5.1.6" }, "no-mailbox"],
  ["unknown at Exchange", { code: "5.1.10" }, "no-mailbox"],
  ["our address", { code: "5.1.7" }, "our-address"],
  ["our domain", { code: "5.1.8", hint: "hard" }, "our-address"],
  ["full", { code: "5.2.2", hint: "hard" }, "full"],
  ["later", { code: "4.4.7", hint: "hard" }, "temporary"],
  ["policy, whatever the service makes of it", { code: "5.7.1", hint: "hard" }, "policy"],
  ["something else", { code: "5.3.0" }, "refused"],
  ["something else, which the service is sure of", { code: "5.0.0", hint: "hard" }, "no-mailbox"],
  ["no code, words alone", { detail: "550 No such user here" }, "no-mailbox"],
  ["no code, other words", { detail: "550 we do not like you" }, "refused"],
  ["a word without a refusal", { detail: "user unknown" }, "refused"],
  ["soft by the service", { hint: "soft" }, "temporary"],
  ["spam", { kind: "complaint", code: "5.1.1" }, "complaint"],
])("judges: %s", (_, fields, verdict) => expect(judgeBounce(report(fields))).toBe(verdict));

it("counts as hard only what does not exist", () => {
  expect(["no-mailbox", "policy", "full", "complaint"].map((one) => kindOf(one as Verdict))).toEqual([
    ...["hard", "soft", "soft", "complaint"],
  ]);
});

it.each([
  ["smtp; 550-5.1.1 The email account that you tried to reach does not exist", "5.1.1"],
  ["host 10.5.1.2 said: 550 no", null],
  ["5.1.1.7 is an address", null],
  ["550 5.7.606 Access denied", "5.7.606"],
  ["", null],
])("finds the code in %j", (text, code) => expect(enhancedCodeIn(text)).toBe(code));
