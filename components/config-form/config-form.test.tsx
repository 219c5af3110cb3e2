import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import configForm from "#locales/en/config-form.json";
import ui from "#locales/en/ui.json";
import { capRules } from "#workflows/caps.ts";
import { catalogue, findNode } from "#workflows/catalogue.ts";
import { condition } from "#workflows/condition.ts";
import { eventFilter, propertyRules } from "#workflows/event-filter.ts";
import { workflowSettings } from "#workflows/settings.ts";
import type { Problem } from "#workflows/validate.ts";
import { ConfigForm } from "./config-form.tsx";
import { type FormChoices, FormChoicesProvider } from "./form-context.tsx";

const choices: FormChoices = { eventNames: [], attributeNames: [], variables: [], dataPaths: [], hooks: [] };

function draw(schema: z.ZodMiniType, config: Record<string, unknown>, problems: Problem[] = []): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "config-form": configForm, ui }}>
      <FormChoicesProvider choices={choices}>
        <ConfigForm schema={schema} config={config} problems={problems} onChange={() => {}} />
      </FormChoicesProvider>
    </NextIntlClientProvider>,
  );
}

/** Inputs and choices that a screen reader could not name. */
function nameless(html: string): string[] {
  const controls = html.match(/<(input|textarea|button)\b[^>]*>(?:<svg[^>]*aria-hidden[^>]*>)?/g) ?? [];
  return controls.filter((control) => {
    if (/aria-hidden="true"/.test(control.split(">")[0] ?? "")) return false;
    if (/ aria-label="[^"]+"/.test(control)) return false;
    const id = / id="([^"]+)"/.exec(control)?.[1];
    return control.startsWith("<button") && !control.includes("combobox")
      ? false
      : !(id && html.includes(`for="${id}"`));
  });
}

const every = z.object({
  rule: z.nullable(condition).check(z.meta({ control: "condition" })),
  where: propertyRules.check(z.meta({ control: "property-rules" })),
  exits: z.array(eventFilter).check(z.meta({ control: "event-filters" })),
  at: z.string().check(z.meta({ control: "time-of-day" })),
  days: z.array(z.number()).check(z.meta({ control: "weekdays" })),
  from: z.string().check(z.meta({ control: "local-date-time" })),
  zone: z.string().check(z.meta({ control: "time-zone" })),
  cron: z.string().check(z.meta({ control: "cron" })),
  hook: z.string().check(z.meta({ control: "hook" })),
  attribute: z.string().check(z.meta({ control: "attribute-name" })),
  path: z.string().check(z.meta({ control: "data-path" })),
  arms: z.array(z.unknown()).check(z.meta({ control: "split-arms" })),
  changes: z.array(z.unknown()).check(z.meta({ control: "profile-changes" })),
  properties: z.array(z.unknown()).check(z.meta({ control: "event-properties" })),
  caps: capRules.check(z.meta({ control: "cap-rules" })),
  buttons: z.array(z.unknown()).check(z.meta({ control: "push-buttons" })),
});
const filled = {
  rule: { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" },
  where: [{ property: "total", operator: "greater", value: 50 }],
  exits: [{ event: "Order Completed", where: [{ property: "id", operator: "exists" }] }],
  at: "21:30",
  days: [1, 7],
  from: "2026-12-24T09:00",
  zone: "Europe/Lisbon",
  cron: "30 8 * * 1,4",
  hook: "Hook: contact form",
  attribute: "birthday",
  path: "event.order_id",
  arms: [
    { id: "a", label: "Short text", weight: 1 },
    { id: "b", label: "Long text", weight: 2 },
  ],
  changes: [{ kind: "add-tag", attribute: "", value: "vip" }],
  properties: [{ name: "plan", value: "{{ event.plan }}" }],
  caps: [{ channel: "web-push", max: 3, per: "day" }],
  buttons: [{ label: "Back to my cart", url: "{{ cart.url }}" }],
};

describe("the form", () => {
  it.each([...catalogue, { type: "workflow settings", config: workflowSettings, sample: {} }])(
    "of $type names every control",
    ({ config, sample }) => {
      const parsed = config.parse(sample) as Record<string, unknown>;
      expect(nameless(draw(config, parsed))).toEqual([]);
    },
  );

  it("names every control of a form with everything in it, and shows what is entered", () => {
    const html = draw(every, filled);
    expect(nameless(html)).toEqual([]);
    for (const text of ["Lyon", "total", "Order Completed", "21:30", "2026-12-24T09:00", "Europe/Lisbon"])
      expect(html).toContain(`value="${text}"`);
    for (const text of [
      "08:30",
      "birthday",
      "Short text",
      "vip",
      "{{ event.plan }}",
      "Back to my cart",
      "{{ cart.url }}",
    ])
      expect(html).toContain(`value="${text}"`);
    expect(html).toContain("33%");
    expect(html.match(/aria-pressed="true"/g)).toHaveLength(2 + 2);
  });

  it("opens on anything that a draft may hold", () => {
    const broken = Object.fromEntries(Object.keys(filled).map((key) => [key, [null, 7, { id: 3 }]]));
    expect(() => draw(every, broken)).not.toThrow();
    expect(() => draw(every, Object.fromEntries(Object.keys(filled).map((key) => [key, 7])))).not.toThrow();
  });

  it.each([
    ["rule", "Enter a value to compare with", { kind: "attribute", attribute: "city", operator: "equals" }],
    ["where", "Choose a property", [{ property: "", operator: "exists" }]],
    ["exits", "Choose an event", [{ event: "", where: [] }]],
    ["exits", "Choose a property", [{ event: "Paid", where: [{ property: "", operator: "exists" }] }]],
    ["caps", "At least 1", [{ channel: "email", max: 0, per: "day" }]],
  ])("shows what is wrong inside %s, once: %s", (key, message, value) => {
    const config = { ...filled, [key]: value };
    const problems = every.safeParse(config).error?.issues.map((issue) => ({
      severity: "error" as const,
      code: "node.bad-config",
      message: issue.message,
      field: issue.path.join("."),
    }));
    expect(draw(every, config, problems).split(`>${message}<`)).toHaveLength(2);
  });

  it("leads to where hooks are made while there is none", () => {
    expect(draw(every, { hook: "" })).toMatch(/href="\/settings\/hooks"[^>]*>Create a hook</);
  });
});

it("offers a fallback where a message names people without one, and nowhere else", () => {
  const { config } = findNode("send-email")!;
  const bare = { subject: "Hi {{ profile.name }}", body: "Hello" };
  const problem = {
    severity: "error" as const,
    code: "x",
    message: "Say what stands there",
    field: "subject",
  };
  expect(draw(config, bare, [problem])).toContain("Add a fallback");
  expect(draw(config, bare)).not.toContain("Add a fallback");
  expect(draw(config, { ...bare, subject: "Hi" }, [problem])).not.toContain("Add a fallback");
});
