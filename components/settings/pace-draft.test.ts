import { expect, test } from "vitest";
import { settingsWords } from "./english-words.ts";
import { paceDraftOf, readPace } from "./pace-draft.ts";

const t = settingsWords();

test("nothing is no limit, and comes back as nothing", () => {
  const { pace } = readPace({ perMinute: " ", perDay: "200" }, t);
  expect(pace).toEqual({ perMinute: null, perDay: 200 });
  expect(paceDraftOf({ perMinute: null, perDay: 200 })).toEqual({ perMinute: "", perDay: "200" });
});

test.each(["5", "6001", "12.5", "-10", "many"])(
  "%s emails in a minute are refused at their field",
  (perMinute) => {
    expect(Object.keys(readPace({ perMinute, perDay: "" }, t).problems ?? {})).toEqual(["perMinute"]);
  },
);

test("no email a day is not a limit", () => {
  expect(readPace({ perMinute: "", perDay: "0" }, t).problems).toHaveProperty("perDay");
});
