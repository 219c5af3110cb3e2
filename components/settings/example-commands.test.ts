import { expect, test } from "vitest";
import { browserExample, identifyCommand, trackCommand } from "./example-commands.ts";

test.each([trackCommand, identifyCommand])("the body of %o is JSON inside single quotes", (command) => {
  const text = command("https://rekindle.example.com", "rk_abc");
  const body = /-d '([^']*)'$/.exec(text)?.[1] ?? "";
  expect(JSON.parse(body)).toHaveProperty("userId", "customer-1");
  expect(text).toContain('"Authorization: Bearer rk_abc"');
});

test("the command goes to this server's address", () => {
  expect(trackCommand("https://rekindle.example.com")).toContain(
    "curl https://rekindle.example.com/v1/track \\\n",
  );
});

test("the browser library gets its settings from this server", () => {
  const code = browserExample("https://rekindle.example.com", "wk_abc");
  expect(code).toContain('writeKey: "wk_abc"');
  expect(code).toContain('cdnURL: "https://rekindle.example.com"');
});
