import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import configForm from "#locales/en/config-form.json";
import ui from "#locales/en/ui.json";
import { sendEmail } from "#workflows/actions/send-email.ts";
import { fieldsOf } from "../fields.ts";
import { FormChoicesProvider, type TopicChoice } from "../form-context.tsx";
import { TopicControl } from "./topic-control.tsx";

const field = fieldsOf(sendEmail.config).find(({ key }) => key === "topic")!;
const topics: TopicChoice[] = [
  { key: "marketing", name: "News and offers", archived: false },
  { key: "old", name: "Old things", archived: true },
];
const draw = (value: string, known: TopicChoice[] | null = topics) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "config-form": configForm, ui }}>
      <FormChoicesProvider
        choices={{
          ...{ eventNames: [], attributeNames: [], variables: [], dataPaths: [] },
          topics: known ?? undefined,
        }}
      >
        <TopicControl field={field} value={value} problems={[]} onChange={() => {}} />
      </FormChoicesProvider>
    </NextIntlClientProvider>,
  );

test("an email is about the default topic until another one is chosen", () => {
  expect(field).toMatchObject({ control: "topic", fallback: "marketing" });
  expect(draw("marketing")).not.toContain("archived");
});

test("a topic that was archived, or never was, is pointed out and stays in the form", () => {
  for (const gone of ["old", "never-there"]) expect(draw(gone)).toContain("choose another one");
});

test("nothing is called archived before the topics are known", () => {
  expect(draw("old", null)).not.toContain("archived");
});
