import { expect, it } from "vitest";
import { chain, type PhraseLanguage, phrase, word } from "./phrase.ts";

const german: PhraseLanguage = {
  locale: "de-DE",
  texts: {
    Then: "Dann",
    "Wait {time}": "{time} warten",
    "{count} days": "{count} Tage",
    "{a} and {b}": "{a} und {b}",
    "It failed: {answer}": "Es ging schief: {answer}",
  },
};

it("is worded in English by itself, and in a language that has the text", () => {
  const waiting = phrase("Wait {time}", { time: phrase("{count} days", { count: 1200 }) });
  expect(word(waiting)).toBe("Wait 1,200 days");
  expect(word(waiting, german)).toBe("1.200 Tage warten");
});

it("leaves alone what the language does not have, and what somebody wrote", () => {
  expect(word("Never heard", german)).toBe("Never heard");
  expect(word("constructor", german)).toBe("constructor");
  expect(word(phrase("“{event}” happened", { event: "Then" }), german)).toBe("“Then” happened");
  expect(word(phrase("“{event}” happened", { event: phrase("Then") }), german)).toBe("“Dann” happened");
});

it("writes a moment in the zone and the way of the language", () => {
  const until = phrase("Waits until {until}", {
    until: { at: Date.UTC(2026, 2, 29, 7), zone: "Europe/Berlin" },
  });
  expect(word(until)).toBe("Waits until 29 Mar 2026, 09:00");
  expect(word(until, german)).toBe("Waits until 29.03.2026, 09:00");
});

it("does not fill in what a value happens to hold", () => {
  expect(word(phrase("“{a}” is {b}", { a: "{b}", b: "$1" }))).toBe("“{b}” is $1");
  expect(word("Write {{1}} or {name}")).toBe("Write {{1}} or {name}");
});

it("leaves out a missing detail with its colon", () => {
  expect(word(phrase("It failed: {answer}"))).toBe("It failed");
  expect(word(phrase("Waits for {what}"))).toBe("Waits for ?");
});

it("puts phrases in a row", () => {
  expect(word(chain([], "{a} and {b}"))).toBe("");
  expect(word(chain(["Then"], "{a} and {b}"), german)).toBe("Dann");
  expect(word(chain(["x", "Then", "y"], "{a} and {b}"), german)).toBe("x und Dann und y");
});
