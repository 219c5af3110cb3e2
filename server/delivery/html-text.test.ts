import { expect, test } from "vitest";
import { htmlToText } from "./html-text.ts";

test.each([
  ["<p>One</p><p>Two</p>", "One\n\nTwo"],
  ["One<br>Two<br/>Three", "One\nTwo\nThree"],
  ["<p>A  lot\n   of space</p>", "A lot of space"],
  [
    '<a href="https://shop.example/cart?a=1&amp;b=2">Your cart</a>',
    "Your cart (https://shop.example/cart?a=1&b=2)",
  ],
  ["<a href='https://shop.example/'>https://shop.example/</a>", "https://shop.example/"],
  ["<a href=https://shop.example/><img src=x alt='Our shop'></a>", "Our shop (https://shop.example/)"],
  ['<a href="#top">Top</a> <a href="javascript:alert(1)">Click</a>', "Top Click"],
  ['<a href="mailto:hi@shop.example">hi@shop.example</a>', "hi@shop.example"],
  ["<ul><li>Tea</li><li>Cup</li></ul>", "- Tea\n- Cup"],
  ["<h1>Hi</h1><div>there</div>", "Hi\n\nthere"],
  ["<table><tr><td>Tea</td><td>4,50 €</td></tr><tr><td>Cup</td></tr></table>", "Tea 4,50 €\nCup"],
  ["Fish &amp; chips &lt;3 &#8364;5 &#x20AC;6 &nbsp;&hellip; &unknown;", "Fish & chips <3 €5 €6 … &unknown;"],
  [
    "<head><title>T</title></head><style>p{}</style><script>if (a < b) x()</script><p>Text</p><!-- note -->",
    "Text",
  ],
  ["3 < 4 and a <b>bold</b> word", "3 < 4 and a bold word"],
  ["<p>open", "open"],
  ["text <", "text <"],
  ["text <a", "text"],
  ["<!-- never closed <p>x</p>", ""],
  ["", ""],
])("%j", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test.each([
  "<",
  "<!--",
  "<script",
  "<a href='",
  "< ",
  "&#",
  "<p ",
  "<a href=x>",
  "x<a href='https://x.example'>y</a>",
  "<div>x<br>",
  "\u00a0 ",
])("half a megabyte of %j takes no time to speak of", (piece) => {
  const startedAt = performance.now();
  htmlToText(piece.repeat(500_000 / piece.length));
  htmlToText(`${piece.repeat(500_000 / piece.length)}>`);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
