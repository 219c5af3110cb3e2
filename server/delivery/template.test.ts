import { describe, expect, test } from "vitest";
import { renderTemplate, TEMPLATE_MAX_CHARS } from "./template.ts";

const DATA = {
  now: Date.UTC(2026, 2, 5, 12, 30),
  profile: { first_name: "Ana <b>", locale: "de-DE", zone: "America/New_York" },
  shop: { currency: "EUR" },
  cart: {
    items: [
      { name: "Tea", price: 4.5 },
      { name: "Cup", price: 12 },
    ],
    total: 1234.5,
  },
};

function text(template: string, data: Record<string, unknown> = DATA) {
  const result = renderTemplate(template, data);
  return result.kind === "ok" ? result.text : result;
}

describe("renderTemplate", () => {
  test("fills in values as they are", () => {
    const template = "Hi {{ profile.first_name }}{% for i in cart.items %}, {{ i.name }}{% endfor %}";
    expect(text(template)).toBe("Hi Ana <b>, Tea, Cup");
  });

  test("a missing value is empty, or its default", () => {
    expect(text("[{{ profile.nope.deeper }}]{{ profile.nope | default: 'friend' }}")).toBe("[]friend");
  });

  test("money follows the language and the currency", () => {
    expect(text("{{ cart.total | money }}")).toBe("1.234,50\u00a0€");
    expect(text("{{ cart.total | money: 'USD' }}", { ...DATA, locale: "en-US" })).toBe("$1,234.50");
    expect(text("{{ cart.total | money }}", { ...DATA, currency: "JPY", locale: "en" })).toBe("¥1,235");
    expect(text("{{ '12.5' | money }}|{{ nope | money }}|{{ 'free' | money }}")).toBe("12,50\u00a0€||free");
  });

  test("dates are shown in the profile's zone and language", () => {
    // 02:30 UTC on 6 March is still 5 March in New York.
    const data = { ...DATA, at: Date.UTC(2026, 2, 6, 2, 30) };
    expect(text("{{ at | local_date }}", data)).toBe("5. März 2026");
    expect(text("{{ at | local_date: 'short' }} {{ at | local_time }}", data)).toBe("05.03.26 21:30");
    expect(text("{{ at | date: '%A %d %B %Y %H:%M' }}", data)).toBe("Donnerstag 05 März 2026 21:30");
    expect(text("{{ '2026-03-06T02:30:00Z' | date: '%Y-%m-%d' }}", data)).toBe("2026-03-05");
    expect(text("{{ 'now' | date: '%Y-%m-%d %H:%M' }}", data)).toBe("2026-03-05 07:30");
    expect(text("{{ at | date: '%H:%M', 'Asia/Tokyo' }}", data)).toBe("11:30");
  });

  test("an unusable language or zone does not stop a message", () => {
    const data = { at: Date.UTC(2026, 2, 6, 2, 30), locale: "not a locale", zone: "Mars/Base" };
    expect(text("{{ at | local_date }}", data)).toBe("March 6, 2026");
  });

  test("dates and times have styles, each in the profile's zone and language", () => {
    const data = { ...DATA, at: "2026-03-06T02:30:00Z", locale: "en-GB" };
    expect(text("{{ at | date }}|{{ at | date: 'short' }}|{{ at | date: 'medium' }}", data)).toBe(
      "5 March 2026|05/03/2026|5 Mar 2026",
    );
    expect(text("{{ at | time }}|{{ at | time: 'medium' }}", data)).toBe("21:30|21:30:00");
    expect(text("{{ at | datetime }}|{{ at | datetime: 'short' }}", data)).toBe(
      "5 March 2026 at 21:30|05/03/2026, 21:30",
    );
    expect(text("{{ at | datetime: 'long' }}", { ...data, locale: "de", zone: "Europe/Berlin" })).toBe(
      "6. März 2026 um 03:30",
    );
    expect(text("{{ 1772764200000 | date: 'short' }} {{ '1772764200000' | time }}", data)).toBe(
      "05/03/2026 21:30",
    );
  });

  test("a day without a time is the same day in every zone", () => {
    const data = { ...DATA, born: "1990-05-04", locale: "en-GB" };
    const template = "{{ born | date }} {{ born | local_date: 'short' }} {{ born | date: '%d.%m.' }}";
    expect(text(template, data)).toBe("4 May 1990 04/05/1990 04.05.");
  });

  test.each(["date", "date: 'short'", "date: '%Y'", "time", "datetime: 'long'", "local_date", "local_time"])(
    "what is no date is nothing for %s, or its default",
    (filter) => {
      const data = { ...DATA, bad: [null, "soon", "", {}, [], true, 1e300, "2026-13-45"] };
      expect(text(`{% for one in bad %}{{ one | ${filter} }}{% endfor %}`, data)).toBe("");
      expect(text(`{{ nope | ${filter} | default: 'soon' }}`, data)).toBe("soon");
    },
  );

  test("money of what is no amount is nothing, and an empty currency is the shop's", () => {
    const data = { ...DATA, locale: "en", odd: [{}, [1], true, null], none: "" };
    expect(text("{% for one in odd %}{{ one | money }}{% endfor %}", data)).toBe("");
    expect(text("{{ 5 | money: none }}{{ 5 | money: nope }}", data)).toBe("€5.00€5.00");
    expect(text("{{ 5 | money: '<b>' }}", data)).toBe("5 <b>");
  });
});

describe("templates with a mistake", () => {
  test("say where it is", () => {
    expect(text("a\n{{ x | nope }}")).toMatchObject({
      kind: "error",
      code: "template.syntax",
      values: { line: 2, reason: "undefined filter: nope" },
    });
    expect(text("{% if x %}")).toMatchObject({ kind: "error", code: "template.syntax" });
    expect(text("{{ x ")).toMatchObject({ kind: "error", code: "template.syntax" });
    expect(text("{{ '%E0' | url_decode }}")).toMatchObject({ kind: "error", code: "template.failed" });
  });

  test.each([
    ["{% include 'a' %}", "include"],
    ["{% render '/etc/passwd' %}", "render"],
    ["{% layout 'a' %}", "layout"],
    ["{% if x %}{% block a %}{% endblock %}{% endif %}", "block"],
  ])("%s is refused", (template, tag) => {
    expect(text(template)).toMatchObject({ kind: "error", code: "template.tag-refused", values: { tag } });
  });
});

describe("hostile templates", () => {
  test.each([
    ["{% for i in (1..1000000000) %}x{% endfor %}", "template.too-much-memory"],
    [
      "{% for i in (1..90000) %}{% for j in (1..90000) %}{% endfor %}{% endfor %}",
      "template.too-much-memory",
    ],
    [
      "{% for a in list %}{% for b in list %}{% for c in list %}{% endfor %}{% endfor %}{% endfor %}",
      "template.too-slow",
    ],
    ["{% for i in (1..90000) %}{{ big }}{% endfor %}", "template.output-too-long"],
    [
      "{% assign a = 'aaaa' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}",
      "template.too-much-memory",
    ],
    [
      "{% capture a %}{% for i in (1..90000) %}{{ big }}{% endfor %}{% endcapture %}{{ a | upcase }}",
      "template.too-much-memory",
    ],
    [
      "{% capture a %}{% for i in (1..90000) %}{{ big }}{% endfor %}{% endcapture %}{{ a }}",
      "template.output-too-long",
    ],
    ["{% tablerow i in (1..900000) %}{{ big }}{% endtablerow %}", "template.output-too-long"],
    ["{{ 'now' | date: '%1000000000d' }}", "template.too-much-memory"],
  ])("%s", (template, code) => {
    const data = { now: 0, big: "y".repeat(1_000), list: Array.from({ length: 1_000 }, (_, i) => i) };
    const startedAt = performance.now();
    const result = text(template, data);
    // On a busy machine the limit on time may be reached before the other one.
    expect(result).toMatchObject({ kind: "error", code: expect.toBeOneOf([code, "template.too-slow"]) });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test("thousands of open tags end in a mistake, not in a crash", () => {
    const nested = text("{% if x %}".repeat(15_000));
    expect(nested).toMatchObject({ kind: "error", code: "template.syntax" });
    expect(text("{{ x".repeat(40_000))).toMatchObject({ kind: "error", code: "template.syntax" });
    expect(text(`{{ ${"(".repeat(50_000)} }}`)).toMatchObject({ kind: "error", code: "template.syntax" });
  });

  test("a template longer than allowed is not even parsed", () => {
    expect(text("x".repeat(TEMPLATE_MAX_CHARS + 1))).toMatchObject({
      kind: "error",
      code: "template.too-long",
    });
  });

  test.each([
    "{{ x.constructor }}{{ constructor }}{{ toString }}",
    "{{ __proto__ }}{{ x.__proto__.polluted }}{{ x['__proto__'] }}",
    "{{ 'a'.constructor.constructor }}{{ list.constructor }}{{ x.hasOwnProperty }}",
    "{{ list | map: 'constructor' }}{{ list | map: '__proto__' }}",
    "{{ x | where: 'constructor' }}{{ list | group_by: 'toString' | map: 'name' }}",
    "{% assign __proto__ = 'p' %}{{ x.p }}{% assign constructor = 'c' %}{{ x.constructor }}",
  ])("nothing is reached through prototypes: %s", (template) => {
    const result = text(template, { x: {}, list: [{}] });
    expect(result).toBeTypeOf("string");
    expect(result).not.toMatch(/function|native|Object/);
    expect(({} as Record<string, unknown>).p).toBeUndefined();
  });
});
