import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import firstRun from "#locales/en/first-run.json";
import { AcceptInvitationForm } from "./accept-invitation-form.tsx";
import { NewPasswordForm } from "./new-password-form.tsx";
import { RequestResetForm } from "./request-reset-form.tsx";
import { SetupForm } from "./setup-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const person = ["name=name", "email=username", "password=new-password"];

describe.each<[string, () => ReactElement, string[]]>([
  ["the first visit", () => <SetupForm passwordMinChars={10} />, [...person, "shopName=organization"]],
  ["signing in", () => <SignInForm next="/" />, ["email=username", "password=current-password"]],
  ["an invitation", () => <AcceptInvitationForm token="t" passwordMinChars={10} />, person],
  ["asking for a reset", () => <RequestResetForm />, ["email=username"]],
  ["a new password", () => <NewPasswordForm token="t" passwordMinChars={10} />, ["newPassword=new-password"]],
])("the form for %s", (_name, form, fields) => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "first-run": firstRun }}>
      {form()}
    </NextIntlClientProvider>,
  );
  const inputs = [...html.matchAll(/<input[^>]*>/g)]
    .map(([input]) => input)
    // A color is picked, and no password manager knows it.
    .filter((input) => / name="/.test(input));
  const attribute = (input: string, name: string) => input.match(new RegExp(` ${name}="([^"]*)"`, "i"))?.[1];

  it("tells password managers what each field holds", () => {
    const told = inputs.map((input) => `${attribute(input, "name")}=${attribute(input, "autocomplete")}`);
    expect(told).toEqual(fields);
  });

  it("has a label for every field, and hides passwords", () => {
    for (const input of inputs) expect(html).toContain(`for="${attribute(input, "id")}"`);
    for (const input of inputs.filter((input) => /password="/i.test(` ${attribute(input, "name")}="`))) {
      expect(attribute(input, "type")).toBe("password");
    }
  });

  it("never puts what was entered into the address, even before the scripts are there", () => {
    expect(html).toMatch(/<form[^>]* method="post"/);
  });
});
