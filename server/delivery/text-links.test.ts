import { expect, it } from "vitest";
import { changeTextLinks } from "./text-links.ts";

it.each([
  ["See https://shop.example/a.", "See [https://shop.example/a]."],
  ["(https://shop.example/a), now", "([https://shop.example/a]), now"],
  ["https://shop.example/tea_(green)!", "[https://shop.example/tea_(green)]!"],
  ["看看https://shop.example/a。谢谢", "看看[https://shop.example/a]。谢谢"],
  ["https://a.example/?q=1&r=2\nhttps://b.example", "[https://a.example/?q=1&r=2]\n[https://b.example]"],
  ["shop.example and mailto:a@shop.example", "shop.example and mailto:a@shop.example"],
])("finds the addresses in %j", (text, changed) => {
  expect(changeTextLinks(text, (url) => `[${url}]`)).toBe(changed);
});
