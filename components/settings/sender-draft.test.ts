import { expect, test } from "vitest";
import { settingsWords } from "./english-words.ts";
import { senderProblems } from "./sender-draft.ts";

const t = settingsWords();

const usable = { name: "Tea, News & more", address: "news@shop.example", replyTo: "" };

test("a sender needs a name and an address, and no address for answers", () => {
  expect(senderProblems(usable, t)).toEqual({});
  expect(Object.keys(senderProblems({ name: " ", address: "news", replyTo: "care" }, t))).toEqual([
    "name",
    "address",
    "replyTo",
  ]);
});

test.each(['Tea "T"', "Tea <a@b.example>", "Tea\\"])("%s is no name", (name) => {
  expect(senderProblems({ ...usable, name }, t)).toHaveProperty("name");
});

test("two addresses are not one", () => {
  expect(senderProblems({ ...usable, address: "a@b.example, c@d.example" }, t)).toHaveProperty("address");
});
