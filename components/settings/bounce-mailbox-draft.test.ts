import { expect, it } from "vitest";
import type { BounceMailbox } from "#components/shell/outputs.ts";
import { draftOf, mailboxProblems } from "./bounce-mailbox-draft.ts";
import { settingsWords } from "./english-words.ts";

const t = settingsWords();

const stored: NonNullable<BounceMailbox> = {
  ...{ host: "imap.example.com", port: 143, secure: false, user: "bounces", folder: "Returned" },
  ...{ checkedAt: null, found: 0, problem: null },
};

it("asks for everything at first", () => {
  expect(Object.keys(mailboxProblems(draftOf(null), null, t))).toEqual(["host", "user", "password"]);
});

it("keeps the stored password for the mailbox that it is of, and no other", () => {
  const draft = draftOf(stored);
  expect(draft).toMatchObject({ port: "143", encryption: "starttls", password: "" });
  expect(mailboxProblems(draft, stored, t)).toEqual({});
  expect(mailboxProblems({ ...draft, host: "imap.other.example" }, stored, t)).toHaveProperty("password");
  expect(mailboxProblems({ ...draft, user: "other" }, stored, t)).toHaveProperty("password");
});

it.each(["0", "65536", "x", ""])("refuses %j as a port", (port) => {
  expect(mailboxProblems({ ...draftOf(stored), port }, stored, t)).toHaveProperty("port");
});
