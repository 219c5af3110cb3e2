import { expect, test } from "vitest";
import { senderProblems } from "./sender-draft.ts";

const usable = { name: "Tea, News & more", address: "news@shop.example", replyTo: "" };

test("a sender needs a name and an address, and no address for answers", () => {
  expect(senderProblems(usable)).toEqual({});
  expect(Object.keys(senderProblems({ name: " ", address: "news", replyTo: "care" }))).toEqual([
    "name",
    "address",
    "replyTo",
  ]);
});

test.each(['Tea "T"', "Tea <a@b.example>", "Tea\\"])("%s is no name", (name) => {
  expect(senderProblems({ ...usable, name })).toHaveProperty("name");
});

test("two addresses are not one", () => {
  expect(senderProblems({ ...usable, address: "a@b.example, c@d.example" })).toHaveProperty("address");
});
