import { expect, it } from "vitest";
import { missingVariables } from "./missing-variables.ts";

const data = {
  profile: { name: "Ana", city: "", tags: ["a"], birthday: "soon", since: "2026-03-01" },
  cart: { items: [{ name: "Soap" }] },
  event: {},
  unsubscribe_url: "https://shop.example/unsubscribe/token",
  // As in a message that a person needs, which nobody can leave.
  preferences_url: null,
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
  ["{{ profile.birthday | date: 'long' }} {{ profile.since | date: 'long' }}", ["profile.birthday"]],
  ["{{ preferences_url }} {{ secrets.TOKEN }} {{ now | date: '%Y' }}", ["preferences_url"]],
  ["{% if %}", []],
])("tells what %s asks for and is not there", (template, missing) => {
  expect(missingVariables([template], data).map(({ path }) => path)).toEqual(missing);
});

it.each<[string[], string[]]>([
  [["{{ profile.city }}"], [""]],
  [["{{ profile.city | upcase | default: 'your | town' }}"], ["your | town"]],
  [["{{ profile.city | default: shop.name }}"], ["shop.name"]],
  [
    ["{{ profile.city }}", "{{ profile.city | default: 'a' }}{{ profile['city'] | default: 'a' }}"],
    ["", "a"],
  ],
  [["{% if profile.city %}Yes{% endif %}"], []],
])("tells what stands instead: %j", (templates, shown) => {
  const [city] = missingVariables(templates, data);
  expect(city).toEqual({ path: "profile.city", shown });
});

it("tells what stands instead of a date that is none", () => {
  expect(missingVariables(["{{ profile.birthday | date: 'long' | default: 'your day' }}"], data)).toEqual([
    { path: "profile.birthday", shown: ["your day"] },
  ]);
});
