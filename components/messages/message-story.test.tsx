import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Message } from "#components/shell/outputs.ts";
import english from "#locales/en/messages.json";
import { MessageStory } from "./message-story.tsx";

const markup = (page: ReactElement) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ messages: english }}>
      {page}
    </NextIntlClientProvider>,
  );

type Item = Message["story"][number];

const asked: Item = { key: "asked", at: 0, kind: "asked", text: "" };
const click: Item = {
  ...{ key: "done-1", at: 3, kind: "clicked", text: "", machine: false },
  url: "https://shop.example/shoes",
};
const fetched: Item = { key: "done-2", at: 2, kind: "opened", text: "", machine: true };
const draw = (story: Item[], fields: Partial<Message> = {}) =>
  markup(
    <MessageStory
      message={{ channel: "email", endpoint: "ana@example.com", step: null, story, ...fields } as Message}
    />,
  );

test("what a person did stands by itself, what programs did is folded away with the reason", () => {
  const [people = "", programs = ""] = draw([asked, fetched, click]).split("<details");
  expect(people).toContain("Clicked");
  expect(people).toContain("https://shop.example/shoes");
  expect(people).not.toContain("Opened");
  expect(programs).toContain("1 by a program");
  expect(programs).toContain("Probably a mail program or a scanner, not a person");
  expect(programs).toContain("Opened");
});

test("it begins with the step and version that it is from", () => {
  const step = { label: "Send email", version: 3 };
  const html = draw([asked], { step, workflow: { id: 7, name: "Welcome", oneOffId: null } });
  expect(html).toContain("By the step “Send email” in version 3");
  expect(html).toContain('href="/workflows/7/runs"');
});

test("a message and the one that repeats it lead to each other", () => {
  const text = "Sent again on purpose by Olga";
  expect(draw([asked, { key: "r", at: 5, kind: "resent", text, messageId: 12 }])).toContain(
    'href="/messages/12"',
  );
  expect(draw([{ ...asked, text, messageId: 11 }])).toContain('href="/messages/11"');
});

test("an attempt that went to the captured outbox is not taken for one that went out", () => {
  const attempt: Item = { key: "a", at: 1, kind: "attempt", attempt: 1, text: "", outcome: "captured" };
  const html = draw([asked, attempt]);
  expect(html).toContain("Kept here");
  expect(html).toContain("instead of going out");
  expect(html).not.toContain("took it over");
});
