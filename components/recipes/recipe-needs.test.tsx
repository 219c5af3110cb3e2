import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import recipes from "#locales/en/recipes.json";
import { RecipeNeeds } from "./recipe-needs.tsx";

const signedUp = { kind: "event" as const, name: "Signed Up", why: "It starts the workflow" };

function words(need: { ready: boolean; count: number; samples: number }): string {
  const needs = [{ ...signedUp, ...need, more: false, known: true }];
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ recipes }}>
      <RecipeNeeds needs={needs} />
    </NextIntlClientProvider>,
  );
  return html.replace(/<[^>]*>/g, "");
}

it("tells what the shop's own sends from what the sample shop made up", () => {
  expect(words({ ready: true, count: 14, samples: 0 })).toBe("Signed Up 14 times in the last 30 days");
  expect(words({ ready: true, count: 212, samples: 198 })).toBe(
    "Signed Up 212 times in the last 30 days, 198 of them in the sample shop",
  );
  expect(words({ ready: false, count: 198, samples: 198 })).toBe(
    "Signed Up only in the sample shop so far · Connect your shop",
  );
});
