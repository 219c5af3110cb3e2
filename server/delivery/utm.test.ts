import { expect, it } from "vitest";
import { withUtm } from "./utm.ts";

const utm = {
  origin: "https://mail.shop.example",
  source: "rekindle",
  medium: "email",
  campaign: "Cart & more",
};
const added = "utm_source=rekindle&utm_medium=email&utm_campaign=Cart+%26+more";

it.each([
  ["https://shop.example", `https://shop.example/?${added}`],
  ["https://shop.example/a", `https://shop.example/a?${added}`],
  ["https://shop.example/a?", `https://shop.example/a?${added}`],
  ["https://shop.example/a#part-2", `https://shop.example/a?${added}#part-2`],
  ["https://shop.example/a?x=1+2&y=%20&z#top", `https://shop.example/a?x=1+2&y=%20&z&${added}#top`],
  ["http://other.example/a?x=ä", `http://other.example/a?x=%C3%A4&${added}`],
])("adds to %s", (url, expected) => expect(withUtm(utm, url)).toBe(expected));

it.each([
  "https://shop.example/?utm_source=newsletter",
  "https://shop.example/?UTM_Campaign=spring#top",
  "https://mail.shop.example/unsubscribe/token",
  "mailto:hello@shop.example",
  "javascript:alert(1)",
  "/cart",
  "",
])("leaves %s as it is", (url) => expect(withUtm(utm, url)).toBe(url));

it("leaves out what nobody named", () => {
  expect(withUtm({ ...utm, campaign: "" }, "https://shop.example/")).toBe(
    "https://shop.example/?utm_source=rekindle&utm_medium=email",
  );
});
