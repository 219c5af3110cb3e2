import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ConfirmCard } from "./confirm-card.tsx";

const draw = (view: Parameters<typeof ConfirmCard>[0]["view"]) =>
  renderToStaticMarkup(<ConfirmCard shopName="Lantern Lane" view={view} />);

describe("the page to confirm on, without scripts", () => {
  test("says who asks and for which address, and its one button posts to the same address", () => {
    const html = draw({ kind: "open", action: "/confirm/abc.def", email: "ana@example.com" });
    expect(html).toContain("Lantern Lane asks whether it may send marketing emails to ana@example.com.");
    const form = /<form [^>]*>/.exec(html)?.[0];
    expect(form).toContain('method="post"');
    expect(form).toContain('action="/confirm/abc.def"');
    const buttons = html.match(/<button [^>]*>/g);
    expect(buttons).toHaveLength(1);
    expect(buttons?.[0]).toContain('name="do"');
    expect(buttons?.[0]).toContain('value="confirm"');
  });

  test("tells what was done, and asks nothing more", () => {
    const html = draw({ kind: "confirmed", email: "ana@example.com" });
    expect(html).toContain("You are subscribed");
    expect(html).not.toContain("<form");
  });

  test.each([
    ["invalid", "This link is not valid"],
    ["expired", "This link is too old"],
    ["over", "You have unsubscribed since"],
  ] as const)("a link that is %s offers no button", (kind, title) => {
    const html = draw({ kind });
    expect(html).toContain(title);
    expect(html).not.toContain("<form");
  });
});
