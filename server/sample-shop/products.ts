/** Something the sample shop sells. */
export interface Product {
  productId: string;
  sku: string;
  name: string;
  category: Category;
  priceCents: number;
  /** The half of the year in which it sells better; absent when it sells all year. */
  season?: "winter" | "summer";
}

export const CATEGORIES = [
  "Candles",
  "Blankets",
  "Tea",
  "Ceramics",
  "Kitchen",
  "Bath",
  "Decor",
  "Stationery",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Everything that Hearth & Home sells, in US dollars. */
export const PRODUCTS: readonly Product[] = [
  product("CAN-101", "Beeswax pillar candle", "Candles", 1800),
  product("CAN-102", "Cedar & amber candle", "Candles", 2600, "winter"),
  product("CAN-103", "Fig leaf candle", "Candles", 2600, "summer"),
  product("CAN-104", "Lavender travel tin", "Candles", 1250),
  product("CAN-105", "Winter spice candle, three wicks", "Candles", 4200, "winter"),
  product("CAN-106", "Dinner candles, set of six", "Candles", 1500),
  product("BLA-201", "Merino throw, oatmeal", "Blankets", 12900, "winter"),
  product("BLA-202", "Waffle cotton blanket", "Blankets", 8900),
  product("BLA-203", "Recycled wool picnic blanket", "Blankets", 7400, "summer"),
  product("BLA-204", "Chunky knit blanket", "Blankets", 14900, "winter"),
  product("BLA-205", "Linen bed throw, sage", "Blankets", 11000, "summer"),
  product("TEA-301", "Earl Grey, loose leaf 100 g", "Tea", 1150),
  product("TEA-302", "Chamomile & honey infusion", "Tea", 980),
  product("TEA-303", "Jasmine pearls 80 g", "Tea", 1690),
  product("TEA-304", "Masala chai blend", "Tea", 1200, "winter"),
  product("TEA-305", "Cold brew peach oolong", "Tea", 1350, "summer"),
  product("TEA-306", "Tea sampler, eight tins", "Tea", 3400),
  product("CER-401", "Speckled stoneware mug", "Ceramics", 2200),
  product("CER-402", "Mug set, four glazes", "Ceramics", 7900),
  product("CER-403", "Hand-thrown teapot", "Ceramics", 6800),
  product("CER-404", "Ramen bowl, indigo", "Ceramics", 2900),
  product("CER-405", "Dinner plate, ash white", "Ceramics", 2400),
  product("CER-406", "Bud vase, terracotta", "Ceramics", 1950, "summer"),
  product("KIT-501", "Olive wood board", "Kitchen", 4500),
  product("KIT-502", "Linen tea towels, pair", "Kitchen", 2400),
  product("KIT-503", "Brass measuring spoons", "Kitchen", 2800),
  product("KIT-504", "Walnut spice jars, set of six", "Kitchen", 5200),
  product("KIT-505", "Waxed canvas apron", "Kitchen", 5800),
  product("BAT-601", "Oat milk soap bar", "Bath", 850),
  product("BAT-602", "Eucalyptus bath salts", "Bath", 1900, "winter"),
  product("BAT-603", "Turkish cotton towel", "Bath", 3900),
  product("BAT-604", "Bath caddy, bamboo", "Bath", 4400),
  product("DEC-701", "Dried flower wreath", "Decor", 5400, "winter"),
  product("DEC-702", "Rattan lantern", "Decor", 4700, "summer"),
  product("DEC-703", "Velvet cushion, rust", "Decor", 3800),
  product("DEC-704", "Oak picture frame", "Decor", 3200),
  product("DEC-705", "Paper star garland", "Decor", 1600, "winter"),
  product("STA-801", "Letter writing set", "Stationery", 2100),
  product("STA-802", "Linen-bound journal", "Stationery", 2700),
  product("STA-803", "Gift card envelope set", "Stationery", 900, "winter"),
];

function product(
  sku: string,
  name: string,
  category: Category,
  priceCents: number,
  season?: Product["season"],
): Product {
  return { productId: `prod-${sku.slice(-3)}`, sku: `HH-${sku}`, name, category, priceCents, season };
}
