import { describe, expect, it } from "vitest";
import { emailDesign } from "./email-design.ts";
import { designHints } from "./email-design-problems.ts";
import { productProblems } from "./product-problems.ts";
import { recipes } from "./recipes/recipes.ts";
import { inWords } from "./testing/in-words.ts";
import { isPublishable } from "./validate.ts";

const products = (source: string) => ({ id: `p-${source}`, type: "products", source });
const text = { id: "t", type: "text", html: "<p>Hi</p>" };

/** A workflow whose email lists the products of `source`, once by itself and once in a column. */
function graphOf(type: string, config: Record<string, unknown>, source: string) {
  const columns = { id: "c", type: "columns", columns: [[text], [text, products(source)]] };
  const design = emailDesign.parse({ blocks: [products(source), columns] });
  return {
    nodes: [
      { id: "trigger", type, config, position: { x: 0, y: 0 } },
      {
        ...{ id: "mail", type: "send-email", position: { x: 0, y: 100 } },
        config: { format: "design", subject: "Yours", design },
      },
    ],
    edges: [{ id: "e", from: "trigger", port: "next", to: "mail" }],
  };
}

const cart = { idle: { amount: 1, unit: "hours" } };

describe("a list of products", () => {
  const hook = { hookId: 1, event: "Form Sent" };
  it.each<[string, Record<string, unknown>, string, number]>([
    ["cart-abandoned", cart, "cart", 0],
    ["cart-abandoned", cart, "event", 2],
    ["event", { event: "Order Completed" }, "event", 0],
    ["event", { event: "Order Completed" }, "cart", 2],
    ["event", { event: "Product Viewed" }, "event", 2],
    ["event", { event: "My own" }, "event", 0],
    ["inactivity", { event: "Order Completed" }, "event", 0],
    ["signup", {}, "event", 2],
    ["incoming-hook", hook, "event", 0],
    ["schedule", { cron: "0 9 * * 1", zone: "", who: { kind: "reachable", channel: "email" } }, "event", 2],
    ["manual", {}, "cart", 2],
    // A program may start it with products.
    ["manual", {}, "event", 0],
  ])("started by %s %j, of the %s: told %i times", (type, config, source, times) => {
    const problems = productProblems(graphOf(type, config, source));
    expect(problems).toHaveLength(times);
    expect(isPublishable(problems)).toBe(true);
    if (times > 0)
      expect(problems.map(({ nodeId, field }) => `${nodeId} ${field}`)).toEqual([
        "mail design.blocks.0.source",
        "mail design.blocks.1.columns.1.1.source",
      ]);
  });

  it("says what would bring products", () => {
    const [problem] = productProblems(graphOf("cart-abandoned", cart, "event"));
    expect(inWords(problem?.message)).toMatch(/brings no products of the event.*those of the cart$/);
    const [bare] = productProblems(graphOf("event", { event: "Product Viewed" }, "event"));
    expect(inWords(bare?.message)).toMatch(/Take the list out$/);
  });

  it("is never empty in a ready-made workflow", () => {
    for (const recipe of recipes) expect(productProblems(recipe.graph), recipe.id).toEqual([]);
  });
});

it("links to other sites are worth a look while there are none", () => {
  const social = (links: object[]) => emailDesign.parse({ blocks: [{ id: "s", type: "social", links }] });
  expect(designHints(social([]))).toMatchObject([{ path: ["blocks", 0, "links"] }]);
  expect(designHints(social([{ network: "x", href: " " }]))).toHaveLength(1);
  expect(
    designHints(
      social([
        { network: "x", href: "https://x.com/s" },
        { network: "tiktok", href: "" },
      ]),
    ),
  ).toEqual([]);
});
