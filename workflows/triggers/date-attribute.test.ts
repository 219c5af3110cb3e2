import { expect, it } from "vitest";
import { inWords } from "../testing/in-words.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { dateAttribute } from "./date-attribute.ts";

const { profile } = makeFacts();
const born = (birthday: unknown) => ({ ...profile, attributes: { birthday } });
const configOf = (changes: object = {}) => dateAttribute.config.parse({ attribute: "birthday", ...changes });
const timer = (birthday: unknown, changes: object = {}, after = NOW) =>
  dateAttribute.timerOf?.(configOf(changes), born(birthday), "Europe/Berlin", after);

it("is due on the next such day, where the person lives", () => {
  expect(timer("1990-05-31")).toEqual({
    timerKey: "date",
    dueAt: Date.UTC(2026, 4, 31, 7),
    data: { date: "2026-05-31" },
  });
  const inTokyo = dateAttribute.timerOf?.(configOf(), born("1990-05-31"), "Asia/Tokyo", NOW);
  expect(inTokyo?.dueAt).toBe(Date.UTC(2026, 4, 31, 0));
});

it("comes each year again, or once", () => {
  const first = timer("1990-05-31");
  expect(timer("1990-05-31", {}, first?.dueAt)).toMatchObject({ data: { date: "2027-05-31" } });
  const renewal = { repeat: "once", offsetDays: -7, time: "18:30" };
  expect(timer("2026-05-31", renewal)).toMatchObject({
    dueAt: Date.UTC(2026, 4, 24, 16, 30),
    data: { date: "2026-05-31" },
  });
  expect(timer("2026-05-31", renewal, Date.UTC(2026, 4, 25))).toBeNull();
});

it("keeps 29 February, on the day before 1 March", () => {
  expect(timer("1992-02-29", {}, Date.UTC(2027, 0, 1))).toMatchObject({ data: { date: "2027-02-28" } });
  expect(timer("1992-02-29", {}, Date.UTC(2028, 0, 1))).toMatchObject({ data: { date: "2028-02-29" } });
});

it.each([[undefined], ["soon"], [42], ["1990-02-30"]])("has no timer for %j", (birthday) => {
  expect(timer(birthday)).toBeNull();
});

it("starts once for each date, and tells the run which it is", () => {
  const due = dateAttribute.due?.(
    configOf(),
    { timerKey: "date", setAt: NOW, data: { date: "2026-05-31" } },
    { now: NOW, profile: born("1990-05-31"), zone: "Europe/Berlin", cart: null, lastStartedAt: null },
  );
  expect(due).toEqual({
    kind: "start",
    entryKey: "date-2026-05-31",
    data: { date: "2026-05-31" },
    onceOnly: true,
  });
});

it("says when", () => {
  const words = (changes: object) => dateAttribute.describe(configOf(changes));
  expect(inWords(words({}))).toBe("On birthday, every year, at 09:00");
  expect(inWords(words({ offsetDays: -7, repeat: "once" }))).toBe("7 days before birthday, once, at 09:00");
  expect(inWords(words({ offsetDays: 1 }))).toBe("1 day after birthday, every year, at 09:00");
});
