import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ConsentState } from "#workflows/facts.ts";
import { UnsubscribeCard } from "./unsubscribe-card.tsx";

const draw = (state: ConsentState, justNow = false) =>
  renderToStaticMarkup(
    <UnsubscribeCard
      shopName="Lantern Lane"
      view={{
        kind: "valid",
        action: "/unsubscribe/abc.def",
        channel: "email",
        topic: "marketing",
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
    expect(html).toContain("You will get no more marketing emails from Lantern Lane.");
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
    expect(draw("granted", true)).toContain("You are subscribed again");
  });

  test("a link that is not ours offers no button", () => {
    const html = renderToStaticMarkup(<UnsubscribeCard shopName="Lantern Lane" view={{ kind: "invalid" }} />);
    expect(html).toContain("This link is not valid");
    expect(html).not.toContain("<form");
  });
});
