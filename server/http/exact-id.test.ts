import { expect, it } from "vitest";
import { INEXACT_ID } from "./exact-id.ts";
import { subscribing } from "./push-subscription-schemas.ts";
import { identifier } from "./rest/common-schemas.ts";

it("refuses a rounded number as an id, and says so", () => {
  const messages = identifier.safeParse(2 ** 53).error?.issues.map(({ message }) => message);
  expect(messages).toEqual([INEXACT_ID]);
  expect(identifier.parse(2 ** 53 - 1)).toBe("9007199254740991");
  expect(identifier.safeParse({}).error?.issues[0]?.message).toBe("must be text or a number");
  const ids = subscribing.shape;
  for (const id of [ids.userId, ids.anonymousId]) {
    expect(id.safeParse(2 ** 53).error?.issues.map(({ message }) => message)).toEqual([INEXACT_ID]);
    expect(id.parse(7)).toBe("7");
  }
});
