import { createTranslator, NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import english from "#locales/en/messages.json";
import { MissingValues, standIn, variableName } from "./missing-values.tsx";

const t = createTranslator({ locale: "en", namespace: "messages", messages: { messages: english } });

const draw = (values: ReactElement) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ messages: english }}>
      {values}
    </NextIntlClientProvider>,
  );

it.each<[string[], string]>([
  [[""], "nothing is shown there"],
  [["there"], "“there” is shown instead"],
  [["", "you"], "in some places nothing, in others “you”"],
  [[], "the parts that depend on it are as for people without it"],
])("says what stands instead: %j", (shown, words) => {
  expect(standIn(shown, t)).toBe(words);
});

it("names variables as people do", () => {
  const names = ["profile.firstName", "profile.favourite.color", "event.total"].map((path) =>
    variableName(path, t),
  );
  expect(names).toEqual(["First name", "favourite.color", "event.total"]);
});

it("shows nothing where nothing is missing", () => {
  expect(draw(<MissingValues missing={[]} />)).toBe("");
  const html = draw(<MissingValues missing={[{ path: "profile.city", shown: ["<b>"] }]} />);
  expect(html).toContain("city");
  expect(html).toContain("“&lt;b&gt;” is shown instead");
});
