import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import { addRow, draftOf, mappingOf, mappingProblems, previewMappingOf } from "./mapping-draft.ts";

const t = createTranslator({ locale: "en", namespace: "hooks", messages: { hooks } });
type Rules = Parameters<typeof draftOf>[0];

const rules = {
  personKind: "email",
  personPath: "buyer.email",
  eventPath: "type",
  eventNames: { paid: "Order Completed", ping: "", "*": "Something else" },
  idPath: "id",
} as const;
const empty = {
  personKind: "email",
  personPath: "",
  eventPath: null,
  eventNames: null,
  idPath: null,
} as const;

it.each<Rules>([
  rules,
  { ...rules, eventNames: { paid: "Order Completed", "*": "" } },
  { ...rules, eventNames: {} },
  { ...rules, eventPath: null, eventNames: null, idPath: null },
])("says the same after it was opened and saved unchanged", (saved) => {
  expect(mappingOf(draftOf(saved))).toEqual(saved);
  expect(mappingProblems(draftOf(saved), t)).toBeNull();
});

it("never takes an event without a name for one that is left out", () => {
  const rows = addRow(draftOf(rules).rows, "refunded").map((row) =>
    row.value === "refunded" ? { ...row, eventName: " " } : row,
  );
  const draft = { ...draftOf(rules), rows };
  expect(mappingOf(draft)).toEqual(rules);
  expect(mappingProblems(draft, t)).toEqual({ rows: { 2: "Enter the name of the event" } });
});

it("names what is missing or stands twice", () => {
  expect(mappingProblems(draftOf(empty), t)).toMatchObject({ personPath: expect.any(String) });
  const named = { ...draftOf(rules), eventPath: "", othersName: "" };
  expect(mappingProblems({ ...named, others: "named", rows: addRow(named.rows, "paid") }, t)).toEqual({
    eventPath: "Choose the field that says what happened",
    othersName: "Enter the name of the event",
    rows: { 2: "This value stands above already" },
  });
  expect(mappingProblems({ ...draftOf(rules), rows: addRow([], "*") }, t)?.rows[0]).toMatch(
    /all other values/,
  );
});

it("forgets the values when the event is always the same again", () => {
  expect(mappingOf({ ...draftOf(rules), isByField: false })).toEqual({
    ...rules,
    eventPath: null,
    eventNames: null,
  });
});

it("is tried with no more names than the sample needs", () => {
  expect(previewMappingOf(draftOf(rules), "paid").eventNames).toEqual({
    paid: "Order Completed",
    "*": "Something else",
  });
  expect(previewMappingOf(draftOf(rules), undefined).eventNames).toEqual({ "*": "Something else" });
});
