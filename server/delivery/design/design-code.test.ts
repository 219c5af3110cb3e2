import { expect, it } from "vitest";
import { designOf } from "#server/testing/email-designs.ts";
import { defaultBrand } from "#workflows/brand.ts";
import { designCode } from "./design-code.ts";
import { compileCode, EmailTemplates } from "./email-template.ts";

const frame = { brand: defaultBrand, publicUrl: "https://app.shop.example", language: "en" };
const link = '{{ event.url | default: "https://shop.example/a?b=1&c=2" }}';

it("is the same email, with its Liquid as somebody would write it", async () => {
  const design = designOf(
    { type: "heading", level: 1, text: 'Hi {{ profile.name | default: "you" }} & <all>' },
    {
      type: "text",
      html: "<p>{{ profile.name | default: &quot;you&quot; }} &amp; <strong>more</strong></p>",
    },
    { type: "image", src: "https://shop.example/a.png", alt: "A {{ shop.name }}", href: link },
    { type: "button", label: "Go", href: link },
    { type: "products", source: "cart" },
    { type: "divider" },
    { type: "social", links: [{ network: "instagram", href: "https://social.example/shop" }] },
    { type: "footer", html: "<p>{{ shop.name }}</p>" },
  );
  const made = designCode(design, frame);
  if (made.kind === "error") throw new Error(made.code);
  expect(made.code).toMatch(/^<mjml/);
  expect(made.code).not.toMatch(/lqd\d|mj-preview/);
  expect(made.code).toContain('{{ profile.name | default: "you" }}');
  const blocks = await new EmailTemplates().make({ ...frame, design, preview: "" });
  expect(await compileCode(made.code)).toEqual(blocks);
});

it("is not made of an email whose Liquid cannot be read", () => {
  const design = designOf({ type: "heading", text: "{% if profile.name %}Hi" });
  expect(designCode(design, frame)).toMatchObject({ kind: "error" });
});
