import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import ui from "#locales/en/ui.json";
import { draftOf } from "./mapping-draft.ts";
import { IdPart } from "./person-part.tsx";
import type { Samples } from "./use-samples.ts";

const samples: Samples = {
  ...{ all: [], chosen: null, choose: () => {} },
  ...{ isLoading: false, error: null, unusable: null },
};
const draft = draftOf({
  ...{ personKind: "email", personPath: "email" },
  ...{ eventPath: null, eventNames: null, idPath: null },
});

it.each([
  ["shopify", true],
  ["github", true],
  ["hmac", true],
  ["stripe", false],
  ["standard-webhooks", false],
  ["none", false],
] as const)("says of %s that the same body counts once: %s", (scheme, isSaid) => {
  const shown = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ hooks, ui }}>
      <IdPart samples={samples} draft={draft} problems={{ rows: {} }} onChange={() => {}} scheme={scheme} />
    </NextIntlClientProvider>,
  );
  expect(shown).toContain("A request that comes twice counts once.");
  expect(shown.includes("the very same body count once too")).toBe(isSaid);
});
