import { expect, it } from "vitest";
import { sendJob, webhookContent } from "#server/testing/send-jobs.ts";
import { renderWebhook } from "./render-webhook.ts";
import { fillInWebhookSecrets } from "./webhook-secrets.ts";

type Content = Parameters<typeof webhookContent>[0];

/** The call as it goes out, for somebody with this name. */
function fill(content: Content, secrets: Record<string, string>, name = "Ana") {
  const written = webhookContent(content);
  const rendering = renderWebhook(sendJob(written, { data: { profile: { name } } }), written);
  if (rendering.kind === "error") return rendering;
  const { rendered } = rendering;
  return { ...fillInWebhookSecrets(rendering.request, secrets), rendered };
}

const url = "https://example.com/{{ secrets.PATH }}";

it("fills in the address and the headers, says which values must not be shown, and shows their names", () => {
  const headers = { Authorization: "Bearer {{ secrets.TOKEN }}", "X-Plain": "as it is" };
  expect(fill({ url, headers }, { PATH: "T0/B1/xyz", TOKEN: "abc" })).toMatchObject({
    kind: "filled",
    url: "https://example.com/T0/B1/xyz",
    headers: { Authorization: "Bearer abc", "X-Plain": "as it is" },
    used: ["T0/B1/xyz", "abc"],
    rendered: { url, headers: { Authorization: "••••", "X-Plain": "••••" } },
  });
});

it("refuses without a secret that it needs, and names it", () => {
  expect(fill({ url }, {})).toMatchObject({ code: "webhook.secret-missing", values: { name: "PATH" } });
  const headers = { Authorization: "Bearer {{ secrets.TOKEN }}" };
  expect(fill({ url, headers }, { PATH: "p" })).toMatchObject({ kind: "refused", values: { name: "TOKEN" } });
});

it.each([
  ["https://{{ secrets.A }}@example.com/", "evil.example/"],
  ["https://{{ secrets.A }}:x@example.com/", "evil.example#"],
  ["https://example.com/{{ secrets.A }}", "a\r\nb"],
  ["https://example.com/{{ secrets.A }}", "a\tb"],
])("refuses a secret that would change where %s leads: %j", (template, value) => {
  expect(fill({ url: template }, { A: value })).toMatchObject({ code: "webhook.address-moved" });
});

it("puts a person's values into the address as parts of it, whatever they are", () => {
  const template = "https://example.com/people/{{ profile.name }}/points?of={{ profile.name }}";
  const address = (name: string) => {
    const filled = fill({ url: template }, {}, name);
    return "url" in filled ? new URL(filled.url) : null;
  };
  for (const name of ["a/../../admin", "x?admin=1#", "Ана & Co", "%2e%2e/", "\r\nHost: evil"]) {
    expect(address(name)?.pathname).toBe(`/people/${encodeURIComponent(name)}/points`);
    expect(address(name)?.searchParams.get("of")).toBe(name);
  }
  expect(address("..")?.pathname).toBe("/people//points");
  expect(fill({ url: "https://example.com/{{ profile.name | raw }}" }, {}, "a b")).toMatchObject({
    url: "https://example.com/a b",
  });
});

it.each(["{{ secrets.A }}", "{{secrets.A}}", "~A~", "{{ 'x' }}"])(
  "gives no secret to somebody who is called %s",
  (name) => {
    const headers = { "X-Name": "{{ profile.name }}", "X-Key": "{{ secrets.A }}" };
    const filled = fill(
      { url: "https://example.com/{{ profile.name | raw }}", headers },
      { A: "hush" },
      name,
    );
    expect(filled).toMatchObject({ headers: { "X-Name": name, "X-Key": "hush" } });
    expect("url" in filled && filled.url).not.toContain("hush");
  },
);

it.each([
  "{{ secrets.A | base64_encode }}",
  "{% if secrets.A %}1{% endif %}",
  '{{ secrets["A"] }}',
  "{% assign a = secrets.A %}{{ a }}",
])("refuses to do anything else with a secret: %s", (value) => {
  expect(fill({ headers: { "X-Key": value } }, { A: "hush" })).toMatchObject({
    kind: "error",
    code: "webhook.secret-misused",
  });
});

it("has no secrets for bodies", () => {
  expect(fill({ body: '{"a": "{{ secrets.A }}"}' }, { A: "hush" })).toMatchObject({
    rendered: { body: '{"a": ""}' },
  });
});
