import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import english from "#locales/en/messages.json";
import { outcomeWord, wordEndpoint, wordSubject } from "./message-words.ts";

const t = createTranslator({ locale: "en", namespace: "messages", messages: { messages: english } });

describe("wordEndpoint", () => {
  test("never shows the secret part of a push endpoint", () => {
    expect(wordEndpoint("web-push", "https://push.example.com/send/abc123secret", t)).toBe(
      "A browser at push.example.com",
    );
  });

  test("shows where a webhook goes without its query", () => {
    expect(wordEndpoint("webhook", "https://crm.example.com/in?token=abc", t)).toBe("crm.example.com/in");
    expect(wordEndpoint("webhook", "https://crm.example.com/", t)).toBe("crm.example.com");
    expect(wordEndpoint("webhook", "https://chat.example.com/••••", t)).toBe("chat.example.com");
  });

  test("shows a phone number as it is", () => {
    for (const channel of ["sms", "whatsapp"] as const)
      expect(wordEndpoint(channel, "+491701234567", t)).toBe("+491701234567");
  });

  test("leaves an email address and what is no address as they are", () => {
    expect(wordEndpoint("email", "ana@example.com", t)).toBe("ana@example.com");
    expect(wordEndpoint("webhook", "{{ broken }}", t)).toBe("{{ broken }}");
  });
});

test("an outcome that this version does not know is shown as it is", () => {
  expect(outcomeWord("bounced", t)).toEqual({ label: "bounced", tone: "neutral" });
});

test("a subject that was never filled in shows no template code", () => {
  expect(wordSubject('You left {{ cart.items[0].name | default: "something" }} behind', t)).toBe(
    "You left … behind",
  );
  expect(wordSubject("{% if profile.name %}Hello{% endif %}", t)).toBe("Hello");
  expect(wordSubject("Plain", t)).toBe("Plain");
  expect(wordSubject(" ", t)).toBe("Without a subject");
  expect(wordSubject("", t, "email")).toBe("Without a subject");
  expect(wordSubject("", t, "sms")).toBe("What it said is no longer kept");
});
