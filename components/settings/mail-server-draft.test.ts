import { expect, test } from "vitest";
import { settingsWords } from "./english-words.ts";
import { type MailServerDraft, problemsOf } from "./mail-server-draft.ts";

const t = settingsWords();

const usable: MailServerDraft = {
  host: "smtp.example.com",
  port: "587",
  encryption: "starttls",
  user: "",
  password: "",
  from: "Lantern Lane <hello@example.com>",
};

test("a server without a user name or password is fine", () => {
  expect(problemsOf(usable, t)).toEqual({});
});

test("each missing part is told at its own field", () => {
  expect(Object.keys(problemsOf({ ...usable, host: " ", port: "", from: "Lantern Lane" }, t))).toEqual([
    "host",
    "port",
    "from",
  ]);
});

test.each(["0", "65536", "25x", "-1", "2.5"])("%s is no port", (port) => {
  expect(problemsOf({ ...usable, port }, t)).toHaveProperty("port");
});

test("a user name, and with it a password, is not sent in the open", () => {
  expect(problemsOf({ ...usable, encryption: "none" }, t)).toEqual({});
  expect(problemsOf({ ...usable, encryption: "none", user: "shop" }, t)).toHaveProperty("user");
});
