import { expect, it } from "vitest";
import { NOW } from "../testing/sample-facts.ts";
import { incomingHook } from "./incoming-hook.ts";

it("starts with what the hook received, for the event that the hook makes of it", () => {
  const config = incomingHook.config.parse({ event: "Form Submitted" });
  expect(incomingHook.listens(config)).toEqual(["Form Submitted"]);
  const received = { name: "Form Submitted", at: NOW, properties: { form: "Contact" } };
  expect(incomingHook.on(config, received, { zone: "UTC", carts: [] })).toEqual([
    { kind: "start", entryKey: "once", data: { event: { form: "Contact" } } },
  ]);
});

it("asks for a hook when none was chosen", () => {
  expect(incomingHook.config.safeParse({ event: " " }).error?.issues[0]?.message).toBe("Choose a hook");
});
