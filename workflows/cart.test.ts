import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CART_ITEMS_MAX, type Cart, type CartEvent, cartKeyOf, cartTotal, foldCart } from "./cart.ts";
import { deepFreeze, NOW } from "./testing/sample-facts.ts";

const added = (properties: Record<string, unknown>, at = NOW): CartEvent => ({
  name: "Product Added",
  at,
  properties: { cart_id: "c1", ...properties },
});
const removed = (properties: Record<string, unknown>, at = NOW): CartEvent => ({
  ...added(properties, at),
  name: "Product Removed",
});
const ordered = (at = NOW): CartEvent => ({
  name: "Order Completed",
  at,
  properties: { cart_id: "c1", order_id: "1" },
});

function fold(...events: CartEvent[]): Cart {
  return events.reduce<Cart | undefined>((cart, event) => foldCart(deepFreeze(cart), event), undefined)!;
}

describe("a cart", () => {
  it("adds up what is added, and takes away what is removed", () => {
    const cart = fold(
      added({ product_id: "a", price: 5, quantity: 2 }),
      added({ product_id: "b", price: "7.50" }),
      added({ product_id: "a", price: 5 }),
      removed({ product_id: "a", quantity: 1 }),
    );
    expect(cart.items.map(({ id, quantity }) => [id, quantity])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(cartTotal(cart.items)).toBe(17.5);
    expect(foldCart(cart, removed({ product_id: "a" })).items.map(({ id }) => id)).toEqual(["b"]);
    expect(foldCart(cart, removed({ product_id: "b", quantity: 9 })).items.map(({ id }) => id)).toEqual([
      "a",
    ]);
  });

  it("knows a product by its id, else its sku, else its name", () => {
    const keys = [{ product_id: 12 }, { product_id: null, sku: "s" }, { name: "Candle" }, { price: 3 }];
    expect(fold(...keys.map((key) => added(key))).items.map(({ id, name }) => [id, name])).toEqual([
      ["12", "12"],
      ["s", "s"],
      ["Candle", "Candle"],
    ]);
  });

  it("keeps what it knows about a product when a later event leaves it out", () => {
    const full = { product_id: "a", name: "Candle", price: 24, url: "https://example.com/a" };
    const [item] = fold(added(full), added({ product_id: "a" })).items;
    expect(item).toMatchObject({ ...{ id: "a", name: "Candle", price: 24, url: full.url }, quantity: 2 });
  });

  it("is replaced by an event that lists its products, unusable and empty lines left out", () => {
    const products = [{ sku: "x", price: 2, quantity: 3 }, { sku: "y", quantity: 0 }, "nonsense", {}];
    const cart = fold(added({ product_id: "a" }), { name: "Cart Viewed", at: NOW, properties: { products } });
    expect(cart.items.map(({ id, quantity }) => [id, quantity])).toEqual([["x", 3]]);
    const emptied = foldCart(cart, { name: "Checkout Started", at: NOW, properties: { products: [] } });
    expect(emptied).toMatchObject({ status: "open", items: [] });
  });

  it("has nothing in it after adding none of something", () => {
    expect(fold(added({ product_id: "a", quantity: 0 })).items).toEqual([]);
  });

  it("is closed by an order with what was in it, and begins anew after that", () => {
    const closed = fold(added({ product_id: "a" }, NOW), ordered(NOW + 1));
    expect(closed).toMatchObject({ status: "ordered", openedAt: NOW, changedAt: NOW + 1 });
    expect(closed.items).toHaveLength(1);
    const next = foldCart(closed, added({ product_id: "b" }, NOW + 2));
    expect(next).toMatchObject({ status: "open", openedAt: NOW + 2 });
    expect(next.items.map(({ id }) => id)).toEqual(["b"]);
  });

  it("stays ordered when it is one checkout whose last change arrives behind the order", () => {
    const properties = { cart_id: "c1", checkout_id: "c1", products: [{ product_id: "a", quantity: 1 }] };
    const checkout = (at: number): CartEvent => ({ name: "Checkout Started", at, properties });
    const closed = fold(checkout(NOW), ordered(NOW + 1));
    expect(foldCart(closed, checkout(NOW + 2))).toBe(closed);
    const other = { ...checkout(NOW + 2), properties: { ...properties, checkout_id: "another" } };
    expect(foldCart(closed, other)).toMatchObject({ status: "open" });
  });

  it("has its own id, or is the profile's", () => {
    expect(cartKeyOf(added({}))).toBe("c1");
    expect(cartKeyOf(added({ cart_id: 7 }))).toBe("7");
    expect(cartKeyOf(added({ cart_id: "" }))).toBeNull();
    expect(cartKeyOf(added({ cart_id: { a: 1 } }))).toBeNull();
    expect(foldCart(undefined, added({ cart_id: undefined, product_id: "a" })).cartKey).toBe("profile");
  });
});

describe("a cart that a stranger fills", () => {
  const products = Array.from({ length: CART_ITEMS_MAX + 5 }, (_, i) => ({ product_id: `p${i}` }));

  it("takes no more lines than there is room for, and still counts up those that it has", () => {
    const listed = fold({ ...added({ products }), name: "Cart Viewed" });
    expect(listed.items).toHaveLength(CART_ITEMS_MAX);
    const { items } = foldCart(foldCart(listed, added({ product_id: "new" })), added({ product_id: "p0" }));
    expect(items).toHaveLength(CART_ITEMS_MAX);
    expect(items[0]).toMatchObject({ id: "p0", quantity: 2 });
  });

  it("keeps short texts only, knows a line by its shortened id, and leaves out half addresses", () => {
    const long = "x".repeat(5000);
    const line = { product_id: long, name: long, url: `https://a.example/${long}`, image_url: long };
    const cart = fold(added({ ...line, cart_id: long }));
    expect(JSON.stringify(cart).length).toBeLessThan(1200);
    expect(cart.items[0]?.url).toBeUndefined();
    expect(foldCart(cart, removed(line)).items).toEqual([]);
    expect(cart.cartKey).toBe(cartKeyOf(added({ cart_id: long })));
  });
});

describe("whatever happens", () => {
  const lines = fc.array(
    fc.record({
      product_id: fc.constantFrom("a", "b", "c", "d"),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const prices: Record<string, number> = { a: 1, b: 20, c: 300, d: 4000 };
  const total = (added_: { product_id: string; quantity: number }[]) =>
    cartTotal(fold(...added_.map((line) => added({ ...line, price: prices[line.product_id] }))).items);

  it("the order of additions does not change what the cart costs", () => {
    fc.assert(
      fc.property(
        lines.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(total(shuffled)).toBe(total(list));
        },
      ),
    );
  });

  it("an event older than the newest changes nothing", () => {
    fc.assert(
      fc.property(
        lines,
        fc.integer({ min: 1, max: 1e9 }),
        fc.constantFrom(added, removed, ordered),
        (list, age, kind) => {
          const cart = fold(...list.map((line) => added(line)));
          const late =
            kind === ordered ? ordered(NOW - age) : (kind as typeof added)({ product_id: "a" }, NOW - age);
          expect(foldCart(cart, late)).toBe(cart);
        },
      ),
    );
  });

  it("no properties make it throw, and quantities stay above zero", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("products", "quantity", "price", "sku", "name"), fc.jsonValue()),
        (properties) => {
          for (const name of ["Product Added", "Product Removed", "Cart Viewed", "Order Completed"]) {
            const cart = foldCart(fold(added({ product_id: "a", quantity: 2 })), {
              name,
              at: NOW,
              properties,
            });
            for (const item of cart.items) {
              expect(item.quantity).toBeGreaterThan(0);
              expect(Number.isFinite(item.price)).toBe(true);
            }
          }
        },
      ),
    );
  });
});
