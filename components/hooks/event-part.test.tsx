import { createTranslator, NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import ui from "#locales/en/ui.json";
import { EventPart } from "./event-part.tsx";
import { draftOf, type MappingDraft, mappingProblems } from "./mapping-draft.ts";
import type { ReceiptRow } from "./outputs.ts";
import type { Sample, Samples } from "./use-samples.ts";

const t = createTranslator({ locale: "en", namespace: "hooks", messages: { hooks } });
const receipt: ReceiptRow = {
  id: 1,
  receivedAt: 0,
  bodyBytes: 20,
  verdict: "waiting",
  reason: null,
  requestId: null,
  eventName: null,
  replayOf: null,
  profile: null,
};
const sample = (id: number, type: string): Sample => ({
  receipt: { ...receipt, id },
  fields: [{ path: "type", kind: "text", sample: type, isEmail: false }],
  isCut: false,
});
const all = [sample(3, "refunded"), sample(2, "paid"), sample(1, "refunded")];
const samples: Samples = {
  all,
  chosen: sample(3, "refunded"),
  choose: () => {},
  isLoading: false,
  error: null,
  unusable: null,
};
const draft = draftOf({
  personKind: "email",
  personPath: "email",
  eventPath: "type",
  eventNames: { paid: "Order Completed", ping: "" },
  idPath: null,
});

function draw(changes: Partial<MappingDraft> = {}): string {
  const changed = { ...draft, ...changes };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ hooks, ui }}>
      <EventPart
        samples={samples}
        draft={changed}
        problems={mappingProblems(changed, t) ?? { rows: {} }}
        ownName="Webhook: Shop"
        onChange={() => {}}
      />
    </NextIntlClientProvider>,
  );
}

it("offers each value that was seen and has no line yet, once", () => {
  const offered = draw().match(/aria-label="Add the value [^"]*"/g);
  expect(offered).toEqual(['aria-label="Add the value refunded"']);
});

it("asks for a name of what becomes an event, and for none of what is left out", () => {
  const shown = draw();
  expect(shown).toContain('aria-label="Event for paid"');
  expect(shown).not.toContain('aria-label="Event for ping"');
});

it("shows no values while the event is always the same", () => {
  expect(draw({ isByField: false })).not.toContain("All other values");
});

it("says at its line what is wrong with it", () => {
  const rows = draft.rows.map((row) => ({ ...row, eventName: "" }));
  expect(draw({ rows }).match(/Enter the name of the event/g)).toHaveLength(1);
});
