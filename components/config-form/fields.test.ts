import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { sendWebPush } from "#workflows/actions/send-web-push.ts";
import { catalogue } from "#workflows/catalogue.ts";
import { workflowSettings } from "#workflows/settings.ts";
import { fieldsOf, isFilledIn, shownSections } from "./fields.ts";

function controls(config: z.ZodMiniType): Record<string, string> {
  return Object.fromEntries(fieldsOf(config).map((field) => [field.key, field.control]));
}

describe("which control draws a field", () => {
  it("follows the type where the schema names none, also through defaults and optionals", () => {
    const config = z.object({
      name: z.string(),
      on: z._default(z.boolean(), false),
      days: z.optional(z.number().check(z.int())),
      method: z._default(z.enum(["GET", "POST"]), "POST"),
      url: z.nullable(z.url()),
    });
    expect(controls(config)).toEqual({
      name: "text",
      on: "switch",
      days: "number",
      method: "choice",
      url: "text",
    });
  });

  it("takes the control that the schema names, on whichever layer it stands", () => {
    const config = z.object({
      outside: z._default(z.string(), "").check(z.meta({ control: "template" })),
      inside: z._default(z.string().check(z.meta({ control: "long-template" })), ""),
    });
    expect(controls(config)).toEqual({ outside: "template", inside: "long-template" });
  });

  it("refuses a type it has no control for, instead of leaving the field out", () => {
    expect(() => fieldsOf(z.object({ list: z.array(z.string()) }))).toThrow("list");
  });
});

describe("what else a field knows", () => {
  it("its words, its fallback and whether it may stay empty", () => {
    const [subject, topic, text] = fieldsOf(
      z.object({
        subject: z
          .string()
          .check(z.minLength(1), z.meta({ label: "Subject", help: "Short", placeholder: "Hello" })),
        topic: z._default(z.string().check(z.minLength(1)), "marketing").check(z.meta({ label: "Topic" })),
        text: z._default(z.string(), ""),
      }),
    );
    expect(subject).toMatchObject({ label: "Subject", help: "Short", placeholder: "Hello", required: true });
    expect(topic).toMatchObject({ fallback: "marketing", required: false });
    expect(text).toMatchObject({ label: "text", fallback: "", required: false });
  });

  it("the words of a choice", () => {
    const schema = z
      .enum(["soft", "strict"])
      .check(z.meta({ options: { soft: "Whoever has not unsubscribed" } }));
    expect(fieldsOf(z.object({ rule: schema }))[0]?.options).toEqual([
      { value: "soft", label: "Whoever has not unsubscribed" },
      { value: "strict", label: "strict" },
    ]);
  });
});

describe("which fields are shown", () => {
  const fields = fieldsOf(
    z.object({
      name: z._default(z.string(), ""),
      mode: z._default(z.enum(["for", "date"]), "for").check(z.meta({ section: "When" })),
      days: z._default(z.number(), 1).check(z.meta({ when: { field: "mode", is: ["for"] } })),
      attribute: z._default(z.string(), "").check(z.meta({ when: { field: "mode", is: ["date"] } })),
      time: z
        ._default(z.string(), "")
        .check(z.meta({ section: "At", when: { field: "mode", is: ["date"] } })),
      late: z._default(z.boolean(), false),
      grace: z._default(z.number(), 1).check(z.meta({ when: { field: "late", is: [true] } })),
    }),
  );
  const shown = (config: Record<string, unknown>, wrong?: string) =>
    shownSections(fields, config, ({ key }) => key === wrong).map((section) => [
      section.title,
      ...section.fields.map(({ key }) => key),
    ]);

  it("follows what another field holds, be it entered or the fallback", () => {
    expect(shown({})).toEqual([
      ["", "name"],
      ["When", "mode", "days"],
      ["At", "late"],
    ]);
    expect(shown({ mode: "date", late: true })).toEqual([
      ["", "name"],
      ["When", "mode", "attribute"],
      ["At", "time", "late", "grace"],
    ]);
  });

  it("includes a hidden field that keeps the workflow from being published", () => {
    expect(shown({}, "attribute")[1]).toEqual(["When", "mode", "days", "attribute"]);
  });

  it("folds away the sections that say so, and knows what in them was filled in", () => {
    const push = fieldsOf(sendWebPush.config);
    const sections = shownSections(push, sendWebPush.sample).map(({ title, folded }) => [title, folded]);
    expect(sections).toEqual([
      ["", false],
      ["Pictures and buttons", true],
      ["How it is delivered", true],
    ]);
    const filled = (config: object) =>
      push
        .filter((field) => field.folded && isFilledIn(field, { ...sendWebPush.sample, ...config }))
        .map(({ key }) => key);
    expect(filled({})).toEqual([]);
    expect(filled(sendWebPush.config.parse(sendWebPush.sample))).toEqual([]);
    expect(filled({ urgency: "high", buttons: [{ label: "Go", url: "" }] })).toEqual(["buttons", "urgency"]);
  });

  it("asks only for what an untouched workflow needs", () => {
    const keys = shownSections(fieldsOf(workflowSettings), {}).flatMap((section) => section.fields);
    const hidden = ["reentryDays", "reentryKey", "quietFrom", "quietTo", "capRules"];
    for (const key of hidden) expect(keys.map((field) => field.key)).not.toContain(key);
  });
});

describe.each([...catalogue, { type: "workflow settings", config: workflowSettings }])(
  "$type",
  ({ config }) => {
    const fields = fieldsOf(config);

    it("has a form in which every field is labelled", () => {
      for (const field of fields) expect(field.label).not.toBe(field.key);
    });

    it("makes fields depend only on choices that exist", () => {
      for (const { when } of fields) {
        const other = fields.find(({ key }) => key === when?.field);
        if (when) expect(other, when.field).toBeDefined();
        if (other?.control !== "choice") continue;
        const values = other.options.map(({ value }) => value);
        expect(values).toEqual(expect.arrayContaining(when?.is ?? []));
      }
    });
  },
);
