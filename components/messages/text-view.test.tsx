import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/messages.json";
import type { RenderedText } from "./text-bubble.tsx";
import { TextView } from "./text-view.tsx";

const markup = (page: ReactElement) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ messages: english }}>
      {page}
    </NextIntlClientProvider>,
  );

const sms: RenderedText = {
  channel: "sms",
  from: "+15551234567",
  to: "+491701234567",
  body: "<b>Hi</b> Ana\nReply STOP to leave",
};
const draw = (changes: Partial<RenderedText> = {}) => markup(<TextView text={{ ...sms, ...changes }} />);

describe("a text message on its page", () => {
  it("shows its words as text, and how it travelled", () => {
    const html = draw();
    expect(html).toContain("&lt;b&gt;Hi&lt;/b&gt; Ana\nReply STOP to leave");
    for (const fact of ["+15551234567", "+491701234567", "33 characters", ">1 text message<"])
      expect(html).toContain(fact);
  });

  it("tells why it was more than one", () => {
    expect(draw({ body: `${"a".repeat(80)}ż` })).toContain(
      "2 text messages, 67 characters each, because of “ż”",
    );
  });

  it("shows one that was written before a number was set up", () => {
    expect(draw({ from: "" })).toContain("No number was set up");
  });
});

describe("a WhatsApp message on its page", () => {
  it("has no parts to count", () => {
    const html = draw({ channel: "whatsapp" });
    expect(html).toContain("The WhatsApp message");
    expect(html).not.toContain("Sent as");
  });

  it("tells of a template what stood in its gaps, by their numbers", () => {
    const html = draw({ channel: "whatsapp", body: "", template: "HX12", variables: ["Ana", "<i>"] });
    expect(html).toMatch(/\{\{1\}\}<\/dt><dd[^>]*>Ana</);
    expect(html).toMatch(/\{\{2\}\}<\/dt><dd[^>]*>&lt;i&gt;</);
    expect(html).toContain("HX12");
  });

  it("shows a template without gaps", () => {
    const html = draw({ channel: "whatsapp", body: "", template: "HX12" });
    expect(html).not.toContain("with:");
  });
});
