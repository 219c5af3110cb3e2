import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/messages.json";
import type { RenderedInApp } from "./in-app-drawing.tsx";
import { InAppView } from "./in-app-view.tsx";

const markup = (page: ReactElement) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ messages: english }}>
      {page}
    </NextIntlClientProvider>,
  );

const message: RenderedInApp = {
  ...{ channel: "in-app", display: "banner", position: "bottom", title: "Tea is back", body: "<b>Fresh</b>" },
  ...{ buttonLabel: "To my cart", url: "https://shop.example/cart", untilAt: Date.UTC(2026, 2, 10, 12) },
};
const draw = (fields: Partial<RenderedInApp> = {}) => markup(<InAppView inApp={{ ...message, ...fields }} />);

describe("a message in the shop's pages, on its own page", () => {
  it.each(["banner", "modal", "inbox"] as const)(
    "shows its texts, its picture and its button as a %s",
    (display) => {
      const html = draw({ display, image: "/tea.png" });
      for (const text of ["Tea is back", "&lt;b&gt;Fresh&lt;/b&gt;", "“To my cart” opens", "10 Mar 2026"])
        expect(html).toContain(text);
      expect(html).toContain('src="https://shop.example/tea.png"');
      expect(html).toContain('href="https://shop.example/cart"');
    },
  );

  it("stands at the edge that was chosen", () => {
    const isAbovePage = (html: string) =>
      html.indexOf("Fresh") < html.indexOf('aria-hidden="true" class="flex flex-1');
    expect([draw({ position: "top" }), draw()].map(isAbovePage)).toEqual([true, false]);
  });

  it("says so where nothing can be pressed, and never links to what is not of the web", () => {
    expect(draw({ buttonLabel: "", url: "" })).toContain("Nothing: no address is set");
    expect(draw({ url: "javascript:alert(1)" })).not.toContain("href=");
  });
});
