import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { ConfirmCard } from "./confirm-card.tsx";

const shop = { name: "Lantern Lane", postalAddress: "Lantern Lane 12\n1010 Vienna" };
const draw = (view: Parameters<typeof ConfirmCard>[0]["view"], language: CustomerLanguage = "en") =>
  renderToStaticMarkup(<ConfirmCard shop={shop} language={language} view={view} />);
const open = {
  ...{ kind: "open" as const, action: "/confirm/abc.def", email: "ana@example.com" },
  topic: "News and offers",
};

describe("the page to confirm on, without scripts", () => {
  test("says who asks and for which address, and its one button posts to the same address", () => {
    const html = draw(open);
    expect(html).toContain(
      "Lantern Lane asks whether it may send emails to ana@example.com about: News and offers.",
    );
    expect(html).toContain("Lantern Lane 12");
    const form = /<form [^>]*>/.exec(html)?.[0];
    expect(form).toContain('method="post"');
    expect(form).toContain('action="/confirm/abc.def"');
    const buttons = html.match(/<button [^>]*>/g);
    expect(buttons).toHaveLength(1);
    expect(buttons?.[0]).toContain('name="do"');
    expect(buttons?.[0]).toContain('value="confirm"');
  });

  test("speaks the customer's language", () => {
    const html = draw(open, "zh");
    expect(html).toContain('lang="zh-Hans"');
    expect(html).toContain("是的，请向我发送邮件");
    expect(html).not.toContain("asks whether");
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
