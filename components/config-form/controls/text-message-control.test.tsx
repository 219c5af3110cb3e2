import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import configForm from "#locales/en/config-form.json";
import messages from "#locales/en/messages.json";
import ui from "#locales/en/ui.json";
import { sendSms } from "#workflows/actions/send-sms.ts";
import { sendWhatsapp } from "#workflows/actions/send-whatsapp.ts";
import { ConfigForm } from "../config-form.tsx";
import { MessageLanguageProvider } from "../message-language.tsx";

function drawInEnglish(children: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "config-form": configForm, messages, ui }}>
      {children}
    </NextIntlClientProvider>,
  );
}
function draw(schema: z.ZodMiniType, config: Record<string, unknown>): string {
  return drawInEnglish(<ConfigForm schema={schema} config={config} problems={[]} onChange={() => {}} />);
}
const sms = (config: Record<string, unknown>) => draw(sendSms.config, config);

describe("the words of a text message", () => {
  it("are counted with the line that says how to leave, as many messages as will be billed", () => {
    expect(sms({ body: "Hello" })).toContain("25 characters: 1 text message.");
    expect(sms({ body: "Hello" })).toContain(
      "“Reply STOP to leave” is added below it, in the person’s language, and counted here.",
    );
    const full = "a".repeat(150);
    expect(sms({ body: full })).toContain("170 characters: 2 text messages, 153 characters each.");
    expect(sms({ body: full, optOutHint: false })).toContain("150 characters: 1 text message.");
    expect(sms({ body: full, transactional: true })).toContain("150 characters: 1 text message.");
  });

  it("in another language are counted with the line in that language", () => {
    const html = drawInEnglish(
      <MessageLanguageProvider value={{ language: "zh-CN", stored: null }}>
        <ConfigForm schema={sendSms.config} config={{ body: "Hello" }} problems={[]} onChange={() => {}} />
      </MessageLanguageProvider>,
    );
    expect(html).toContain("回复“退订”即不再接收");
    expect(html).toContain("1 text message of at most 70 characters");
  });

  it("that are too long with that line are pointed out", () => {
    expect(sms({ body: "a".repeat(1590) })).toContain("It is not sent like this");
    expect(sms({ body: "a".repeat(1580) })).not.toContain("It is not sent like this");
  });

  it("that say how to leave themselves get no second line", () => {
    const html = sms({ body: "Tea is back. STOP to end" });
    expect(html).toContain("24 characters: 1 text message.");
    expect(html).not.toContain("is added below it");
  });

  it("name the character that makes them longer, and those that count twice", () => {
    expect(sms({ body: `Już ${"a".repeat(60)}` })).toContain(
      "84 characters: 2 text messages, 67 characters each, because of “ż”.",
    );
    expect(sms({ body: "5 €" })).toContain("“€” counts as two characters.");
    expect(sms({ body: "5 € [now]" })).toContain("“€”, “[” and “]” count as two characters.");
  });

  it("count placeholders as they stand, and say so", () => {
    expect(sms({ body: "Hi {{ profile.name }}" })).toContain("Placeholders are counted as they stand");
    expect(sms({ body: "Hi" })).not.toContain("Placeholders");
  });

  it("may be missing, or anything, in a draft", () => {
    expect(sms({})).toContain("0 characters");
    expect(sms({ body: [null, { a: 1 }] })).toContain("0 characters");
  });

  it("are told to whoever hears the page, with the field", () => {
    const html = sms({ body: "Hello" });
    const described = /<textarea[^>]*aria-describedby="([^"]+)"/.exec(html)![1]!;
    expect(html).toContain(`id="${described}"`);
  });
});

describe("a WhatsApp message", () => {
  it("of one's own words has a limit, and no parts", () => {
    const html = draw(sendWhatsapp.config, { format: "text", body: "Już jest" });
    expect(html).toContain("28 of at most 1600 characters");
    expect(html).not.toContain("text message");
    expect(html).toContain("“Reply STOP to leave” is added below it, in the person’s language.");
  });

  it("of a template has a row for each variable, named as the template names it", () => {
    const html = draw(sendWhatsapp.config, { template: "HX1", variables: ["{{ profile.name }}", "tea"] });
    for (const text of ["What stands for {{1}}", "What stands for {{2}}", "Add a variable"])
      expect(html).toContain(text);
    expect(html).toContain('value="tea"');
    expect(html).not.toContain("characters");
  });

  it.each([[7], [[null, 7, { a: 1 }]], ["text"]])("opens on variables that are none: %j", (variables) => {
    expect(() => draw(sendWhatsapp.config, { variables })).not.toThrow();
  });
});
