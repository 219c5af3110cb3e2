import { afterEach, expect, it } from "vitest";
import { compileCode, EmailTemplates } from "./email-template.ts";
import { MjmlReader } from "./mjml-reader.ts";

let reader: MjmlReader;
afterEach(() => reader.close());

const styles = (attributes: string, count: number) =>
  `<mj-head><mj-style ${attributes}>${"td.a:not(.b) p{color:red}".repeat(count)}</mj-style></mj-head>`;
const inlining = (count: number) =>
  `<mjml>${styles('inline="inline"', count)}<mj-body><mj-section><mj-column>${"<mj-text>a</mj-text>".repeat(
    count,
  )}</mj-column></mj-section></mj-body></mjml>`;

it("ends the thread of an email that takes too long, and reads the next one in a new thread", async () => {
  reader = new MjmlReader({ readMaxMs: 300 });
  const slow = reader.read({ mjml: inlining(1_000), checks: false });
  const next = reader.read({ mjml: "<mjml><mj-body><mj-raw>Hi</mj-raw></mj-body></mjml>", checks: true });
  expect(await slow).toEqual({ kind: "too-slow" });
  expect(await next).toMatchObject({ kind: "read", html: expect.stringContaining("Hi"), faults: [] });
  expect(reader.started).toBe(2);
});

it("keeps its thread, and tells what is broken as reading in the same thread does", async () => {
  reader = new MjmlReader();
  const templates = new EmailTemplates(reader.read);
  for (const code of [
    "<mjml></mjml>",
    "<mjml><mj-body>\n<mj-x /></mj-body></mjml>",
    "<mjml><mj-body /></mjml>",
  ]) {
    const source = { preview: "", brand: {} as never, publicUrl: "", language: "", code };
    expect(await templates.make(source)).toEqual(await compileCode(code));
  }
  expect(reader.started).toBe(1);
});

it.each([
  ["in an attribute", '<mj-style inline="inline">p{}</mj-style>'],
  ["after another one", '<mj-style css-class="a" INLINE = inline>p{}</mj-style>'],
  ["after Liquid", "<mj-style\ncss-class='{{ \">\" }}' inline='inline'>p{}</mj-style>"],
])("never begins to put a style into each element: %s", async (_, style) => {
  reader = new MjmlReader();
  const code = `<mjml>\n<mj-head>${style}</mj-head><mj-body></mj-body></mjml>`;
  const refused = await compileCode(code, "", reader.read);
  expect(refused).toMatchObject({ code: "email.code-broken-at", values: { line: 2 } });
  expect(reader.started).toBe(0);
});
