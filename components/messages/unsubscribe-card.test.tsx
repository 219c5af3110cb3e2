import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ConsentState } from "#workflows/facts.ts";
import { UnsubscribeCard } from "./unsubscribe-card.tsx";

const shop = { name: "Lantern Lane", postalAddress: "Lantern Lane 12" };
const draw = (state: ConsentState, justNow = false) =>
  renderToStaticMarkup(
    <UnsubscribeCard
      shop={shop}
      language="en"
      view={{
        kind: "valid",
        action: "/unsubscribe/abc.def",
        channel: "email",
        preferences: "/preferences/ghi.jkl",
        topic: "News and offers",
        state,
        justNow,
      }}
    />,
  );

/** The first opening tag of a kind, whose attributes come in any order. */
const tag = (html: string, name: string) => new RegExp(`<${name} [^>]*>`).exec(html)?.[0];

describe("the unsubscribe page without scripts", () => {
  test("asks first, and its button posts to the same address", () => {
    const html = draw("granted");
    expect(html).toContain("You will get no more emails from Lantern Lane about: News and offers.");
    expect(tag(html, "form")).toContain('method="post"');
    expect(tag(html, "form")).toContain('action="/unsubscribe/abc.def"');
    expect(html).toContain('name="from" value="page"');
    expect(tag(html, "button")).toContain('value="unsubscribe"');
  });

  test.each(["unknown", "pending"] as const)("asks somebody whose consent is %s too", (state) => {
    expect(draw(state)).toContain('value="unsubscribe"');
  });

  test("tells what was done and offers the way back", () => {
    expect(draw("withdrawn", true)).toContain("You are unsubscribed");
    expect(draw("withdrawn")).toContain("You are already unsubscribed");
    expect(draw("withdrawn")).toContain('value="subscribe"');
    expect(draw("withdrawn", true)).toContain("sends you no more emails about: News and offers.");
    expect(draw("withdrawn", true)).toContain('href="/preferences/ghi.jkl"');
    expect(draw("granted", true)).toContain("You are subscribed again");
  });

  test("a link that is not ours offers no button", () => {
    const html = renderToStaticMarkup(
      <UnsubscribeCard shop={shop} language="en" view={{ kind: "invalid" }} />,
    );
    expect(html).toContain("This link is not valid");
    expect(html).not.toContain("<form");
  });
});
