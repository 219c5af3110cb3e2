import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import english from "#locales/en/profiles.json";
import { StartOutcome } from "./start-outcome.tsx";

const people = [
  { id: 1, name: "Ana" },
  { id: 2, name: "Bob" },
];
const draw = (refusals: (string | null)[]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ profiles: english }}>
      <StartOutcome
        people={people}
        outcome={refusals.map((refusal, index) => ({ profileId: index + 1, refusal }))}
      />
    </NextIntlClientProvider>,
  );

it("names those who were not let in, with the reason, and nobody else", () => {
  const html = draw([null, "Not entered again"]);
  expect(html).toContain("It was started for one person. One was not let in.");
  expect(html).toMatch(/href="\/profiles\/2"[^>]*>Bob<.*Not entered again/);
  expect(html).not.toContain("Ana");
  expect(draw(["No", "No"])).toContain("Nobody was let in.");
});
