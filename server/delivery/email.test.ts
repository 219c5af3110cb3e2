import { describe, expect, test } from "vitest";
import { inWords } from "#workflows/testing/in-words.ts";
import { composeEmail, type EmailInput, SUBJECT_MAX_CHARS } from "./email.ts";

const INPUT: EmailInput = {
  key: "run-1:n2:1",
  from: { name: "Tea Shop", address: "hello@shop.example" },
  to: { name: "Ana", address: "ana@example.com" },
  subject: "Your cart is waiting",
  html: "<html><body><p>Hi <b>Ana</b></p></body></html>",
  now: Date.UTC(2026, 2, 5, 12),
};

function compose(changes: Partial<EmailInput> = {}) {
  const result = composeEmail({ ...INPUT, ...changes });
  if (result.kind === "error") throw new Error(result.code);
  return result.mail;
}

test("shows the message as it will be sent", () => {
  const mail = compose();
  expect(mail).toMatchObject({ subject: "Your cart is waiting", html: INPUT.html, text: "Hi Ana" });
  expect(mail.headers).toMatchObject({
    From: "Tea Shop <hello@shop.example>",
    To: "Ana <ana@example.com>",
    Subject: "Your cart is waiting",
    Date: "Thu, 05 Mar 2026 12:00:00 GMT",
  });
  expect(mail.headers["List-Unsubscribe"]).toBeUndefined();
});

test("the Message-ID is the same on every attempt, and different for another message", () => {
  const id = compose().headers["Message-ID"];
  expect(id).toMatch(/^<[0-9a-f]{40}@shop\.example>$/);
  expect(compose({ now: INPUT.now + 60_000 }).headers["Message-ID"]).toBe(id);
  expect(compose({ key: "run-1:n2:2" }).headers["Message-ID"]).not.toBe(id);
});

describe("marketing", () => {
  const url = "https://shop.example/u/abc?x=1&y=2";

  test("has the one-click headers, the link and the postal address, before the body ends", () => {
    const mail = compose({
      unsubscribe: { url },
      postalAddress: "Main St 1\n1010 Vienna & Co",
    });
    expect(mail.headers).toMatchObject({
      "List-Unsubscribe": `<${url}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(mail.html).toMatch(
      /<a href="https:\/\/shop\.example\/u\/abc\?x=1&amp;y=2"[^>]*>Unsubscribe<\/a>.*<\/body>/s,
    );
    expect(mail.html).toContain("Main St 1<br>1010 Vienna &amp; Co");
    expect(mail.text).toBe(`Hi Ana\n\nMain St 1\n1010 Vienna & Co\nUnsubscribe (${url})`);
  });

  test("a link that is already there is not repeated", () => {
    const html = `<p>Bye: <a href="${url.replace("&", "&amp;")}">leave</a></p>`;
    const mail = compose({ html, unsubscribe: { url } });
    expect(mail.html.match(/<a /g)).toHaveLength(1);
  });

  test.each([
    "javascript:alert(1)",
    "mailto:x@y.example",
    "https://a.example/\r\nBcc: x@y.example",
    "nothing",
  ])("%j is no address to unsubscribe at", (bad) => {
    const result = composeEmail({ ...INPUT, unsubscribe: { url: bad } });
    expect(result).toMatchObject({ kind: "error", code: "email.bad-unsubscribe-url" });
  });
});

describe("what cannot be a message", () => {
  const bad = "a@b.example\r\nBcc: all@example.com";
  test.each([
    ["a recipient with a line break", { to: { address: bad } }, "email.bad-address", "recipient"],
    [
      "a recipient with a line end",
      { to: { address: "ana@example.com\n" } },
      "email.bad-address",
      "recipient",
    ],
    ["a sender with a line break", { from: { address: bad } }, "email.bad-address", "sender"],
    [
      "two recipients in one",
      { to: { address: "a@b.example,c@d.example" } },
      "email.bad-address",
      "recipient",
    ],
    [
      "CR/LF in a name",
      { to: { name: "Ana\r\nBcc: x@y.example", address: "ana@example.com" } },
      "email.bad-name",
      "recipient",
    ],
    [
      "CR/LF in the sender's name",
      { from: { name: "Shop\n", address: "a@b.example" } },
      "email.bad-name",
      "sender",
    ],
    ["CR/LF in the subject", { subject: "Hi\r\nBcc: x@y.example" }, "email.bad-subject", "subject"],
    ["a control character in the subject", { subject: "Hi\u0000" }, "email.bad-subject", "subject"],
    ["an empty subject", { subject: " \n " }, "email.bad-subject", "subject"],
    ["a long subject", { subject: "x".repeat(SUBJECT_MAX_CHARS + 1) }, "email.bad-subject", "subject"],
  ])("%s", (_what, changes, code, part) => {
    expect(inWords(composeEmail({ ...INPUT, ...changes }))).toMatchObject({
      ...{ kind: "error", code },
      values: { part },
    });
  });

  test("space around a subject is a template's, and goes", () => {
    expect(compose({ subject: "\n  Hello \n" }).subject).toBe("Hello");
  });
});
