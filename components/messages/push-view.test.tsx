import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import english from "#locales/en/messages.json";
import { PushNotification, type RenderedPush } from "./push-notification.tsx";
import { pictureAddress } from "./push-picture.tsx";
import { PushView } from "./push-view.tsx";

const markup = (page: ReactElement) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ messages: english }}>
      {page}
    </NextIntlClientProvider>,
  );

const push: RenderedPush = {
  channel: "web-push",
  title: "Tea is back",
  body: "<b>Fresh</b>",
  url: "https://shop.example/tea",
};
const full: RenderedPush = {
  ...push,
  icon: "/icon.png",
  image: "https://cdn.example/tea.png",
  buttons: [
    { label: "To my cart", url: "https://shop.example/cart" },
    { label: "Later", url: "" },
  ],
  ttlHours: 1,
  urgency: "high",
  replaces: "tea",
};

describe("a notification on the page of its message", () => {
  it("shows all that it has, and what each press opens", () => {
    const html = markup(<PushView push={full} />);
    for (const text of ["Tea is back", "&lt;b&gt;Fresh&lt;/b&gt;", "“To my cart” opens", "1 hour", ">tea<"])
      expect(html).toContain(text);
    for (const link of ["https://shop.example/tea", "https://shop.example/cart"])
      expect(html).toContain(`href="${link}"`);
    expect(html).toContain("High: also on a low battery");
    expect(html).toContain("“Later” opens</dt><dd>The same<");
  });

  it("shows one that was stored before there was more than text", () => {
    const html = markup(<PushView push={{ ...push, url: "" }} />);
    expect(html).toContain("Nothing: no address is set");
    expect(html).toContain("Your site");
    for (const word of ["Urgency", "Replaces", "<img", "<ul"]) expect(html).not.toContain(word);
  });

  it.each(["phone", "desktop"] as const)("has its pictures and buttons on a %s", (device) => {
    const html = markup(<PushNotification push={full} device={device} />);
    expect(html.match(/src="[^"]+"/g)?.toSorted()).toEqual([
      'src="https://cdn.example/tea.png"',
      'src="https://shop.example/icon.png"',
    ]);
    expect(html.match(/<li[ >]/g)).toHaveLength(2);
  });

  it("never links to what is not of the web", () => {
    const html = markup(<PushView push={{ ...push, url: "javascript:alert(1)" }} />);
    expect(html).not.toContain("href=");
  });
});

it.each([
  ["https://cdn.example/a.png", "", "https://cdn.example/a.png"],
  ["/a.png", "https://shop.example/tea", "https://shop.example/a.png"],
  ["/a.png", "/tea", null],
])("finds the picture %s beside %s", (address, beside, found) => {
  expect(pictureAddress(address, beside)).toBe(found);
});
