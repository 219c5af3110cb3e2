import { expect, it } from "vitest";
import { missingVariables } from "./missing-variables.ts";

const data = {
  profile: { name: "Ana", city: "", tags: ["a"] },
  cart: { items: [{ name: "Soap" }] },
  event: {},
};

it.each([
  ["{{ profile.name }} {{ cart.items.size }} {{ cart.items[0].name }} {{ profile.tags.first }}", []],
  [
    "{{ profile.city | default: 'x' }} {{ event.total | money }} {{ shop.name }}",
    ["profile.city", "event.total", "shop.name"],
  ],
  ["{% for item in cart.items %}{{ item.name }}{{ item.color }}{% endfor %}{% assign a = 1 %}{{ a }}", []],
  [
    "{% if profile.vip %}{{ profile['vip'] }}{% endif %}{{ cart.items[profile.index].name }}",
    ["profile.vip", "profile.index"],
  ],
  [
    "{{ unsubscribe_url }} {{ mail.lang }} {{ constructor }} {{ profile.__proto__ }}",
    ["constructor", "profile.__proto__"],
  ],
  ["{% if %}", []],
])("tells what %s asks for and is not there", (template, missing) => {
  expect(missingVariables([template], data)).toEqual(missing);
});
