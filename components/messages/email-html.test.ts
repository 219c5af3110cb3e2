import { expect, test } from "vitest";
import { withDeadLinks } from "./email-html.ts";

test("the base stands inside the head, so that the doctype stays first", () => {
  const html = withDeadLinks(
    '<!doctype html><html><head lang="en"><title>Hi</title></head><body></body></html>',
  );
  expect(html).toBe(
    '<!doctype html><html><head lang="en"><base target="_blank"><title>Hi</title></head><body></body></html>',
  );
});

test("a header element is no head, and HTML without one stays as it is", () => {
  expect(withDeadLinks("<header>Hi</header>")).toBe("<header>Hi</header>");
});
