import { describe, expect, it } from "vitest";
import { clickLink, openPixel, readClick, readOpen, TRACKED_URL_MAX_CHARS } from "./tracked-links.ts";

const tracking = {
  origin: "https://mail.shop.example",
  messageId: 42,
  secret: Buffer.alloc(32, 7).toString("base64"),
};
const other = Buffer.alloc(32, 8).toString("base64");
const tokenOf = (link: string) => link.slice(`${tracking.origin}/c/`.length);
const shop = "https://shop.example/a?b=1&c=%C3%A4#top";

describe("a link that notes clicks", () => {
  it("holds the message and the address, and nothing that has to be stored", () => {
    const link = clickLink(tracking, shop);
    expect(link).toMatch(/^https:\/\/mail\.shop\.example\/c\/[\w-]+\.[\w-]{22}$/);
    expect(readClick(tracking.secret, tokenOf(link))).toEqual({ messageId: 42, url: shop });
  });

  it("is worth nothing with one character changed, a part missing, another's signature or another key", () => {
    const token = tokenOf(clickLink(tracking, shop));
    const [payload = "", signature = ""] = token.split(".");
    const elsewhere = Buffer.from("42 https://evil.example/").toString("base64url");
    const forged = [
      `${elsewhere}.${signature}`,
      `${payload}.${"A".repeat(22)}`,
      `${payload}.${signature.slice(0, -1)}`,
      `${payload}.`,
      payload,
      `.${signature}`,
      `${token}.${signature}`,
      token.slice(1),
      "",
    ];
    for (const text of forged) expect(readClick(tracking.secret, text), text).toBeNull();
    expect(readClick(other, token)).toBeNull();
  });

  it("is not made for what a redirect cannot lead to", () => {
    const kept = [
      "javascript:alert(1)",
      "data:text/html,hello",
      "mailto:hello@shop.example",
      "tel:+4930123",
      "/cart",
      "#top",
      "",
      `https://shop.example/?q=${"x".repeat(TRACKED_URL_MAX_CHARS)}`,
    ];
    for (const url of kept) expect(clickLink(tracking, url)).toBe(url);
  });

  it("leaves this server's own pages as they are, also below a path", () => {
    const unsubscribe = "https://mail.shop.example/unsubscribe/token";
    expect(clickLink(tracking, unsubscribe)).toBe(unsubscribe);
    const below = { ...tracking, origin: "https://shop.example/rekindle" };
    expect(clickLink(below, "https://shop.example/rekindle/unsubscribe/t")).toMatch(/unsubscribe/);
    expect(clickLink(below, "https://shop.example/shoes")).toMatch(/^https:\/\/shop\.example\/rekindle\/c\//);
  });

  it("cannot carry a line break into a header", () => {
    const read = readClick(
      tracking.secret,
      tokenOf(clickLink(tracking, "https://shop.example/a\r\nSet-Cookie: x=1 ä")),
    );
    expect(read?.url).toBe("https://shop.example/aSet-Cookie:%20x=1%20%C3%A4");
  });
});

describe("the picture", () => {
  it("stands for a message, and neither is taken for the other", () => {
    const pixel = openPixel(tracking);
    const token = pixel.slice(`${tracking.origin}/o/`.length, -".gif".length);
    expect(readOpen(tracking.secret, token)).toEqual({ messageId: 42 });
    expect(readOpen(other, token)).toBeNull();
    expect(readOpen(tracking.secret, token.replace(/^./, "2"))).toBeNull();
    expect(readClick(tracking.secret, token)).toBeNull();
    expect(readOpen(tracking.secret, tokenOf(clickLink(tracking, shop)))).toBeNull();
  });
});
