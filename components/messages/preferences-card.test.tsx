import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { PreferencesCard } from "./preferences-card.tsx";

type View = Extract<Parameters<typeof PreferencesCard>[0]["view"], { kind: "open" }>;

const view: View = {
  kind: "open",
  action: "/preferences/abc.def",
  channels: [
    {
      channel: "email",
      switches: [
        { topic: "marketing", name: "News <b>", description: "What is new", on: true },
        { topic: "restocks", name: "Back in stock", description: "", on: false },
      ],
    },
    { channel: "web-push", switches: [{ topic: "marketing", name: "News <b>", description: "", on: false }] },
  ],
  done: null,
  was: [],
};
const shop = { name: "Lantern <Lane>", postalAddress: "Lane 12\n<script>1010</script>" };
const draw = (changes: Partial<View> = {}, language: CustomerLanguage = "en") =>
  renderToStaticMarkup(<PreferencesCard shop={shop} language={language} view={{ ...view, ...changes }} />);
/** The opening tags of the inputs, by name. */
const inputs = (html: string, name: string) =>
  (html.match(/<input [^>]*>/g) ?? []).filter((tag) => tag.includes(`name="${name}"`));

describe("the page of preferences without scripts", () => {
  test("has a switch with a label for each channel and topic, as they stand, and posts to its own address", () => {
    const html = draw();
    for (const form of html.match(/<form [^>]*>/g)!) {
      expect(form).toContain('method="post"');
      expect(form).toContain('action="/preferences/abc.def"');
    }
    const switches = inputs(html, "on");
    expect(switches).toHaveLength(3);
    expect(switches.map((tag) => tag.includes("checked="))).toEqual([true, false, false]);
    for (const tag of switches) expect(html).toContain(`for="${/id="([^"]+)"/.exec(tag)![1]}"`);
    expect(inputs(html, "seen").map((tag) => /value="([^"]+)"/.exec(tag)![1])).toEqual([
      "email.marketing.on",
      "email.restocks.off",
      "web-push.marketing.off",
    ]);
    expect(html).toContain('value="everything"');
    expect(html).not.toContain('value="undo"');
  });

  test("has nothing to press for a number that answered STOP, and says what brings its messages back", () => {
    const switches = [{ topic: "marketing", name: "News", description: "", on: false }];
    const channels = [{ channel: "sms", switches, waitsForStart: true }];
    const html = draw({ channels });
    expect(html).toContain("Answer START to the number you got our texts from to switch it on again.");
    expect(inputs(html, "seen")).toEqual([]);
    expect(inputs(html, "on").map((tag) => [tag.includes("disabled="), tag.includes("checked=")])).toEqual([
      [true, false],
    ]);
    expect(draw({ channels }, "zh")).toContain("请向给您发送消息的号码回复“订阅”");
  });

  test("shows the words of the owner as text", () => {
    const html = draw();
    expect(html).toContain("Lantern &lt;Lane&gt;");
    expect(html).toContain("News &lt;b&gt;");
    expect(html).not.toContain("<script>");
  });

  test("says what was done and offers to take it back, but not to take back the taking back", () => {
    const was = ["email.marketing.granted"];
    for (const done of ["save", "everything"] as const) {
      const html = draw({ done, was });
      expect(html).toContain('role="status"');
      expect(inputs(html, "was")).toHaveLength(1);
      expect(html).toContain('value="undo"');
    }
    expect(draw({ done: "undo", was })).not.toContain('value="undo"');
    expect(draw({ done: "nothing" })).toContain("Nothing has changed");
  });

  test("speaks Chinese with the switches untouched", () => {
    const html = draw({}, "zh");
    expect(html).toContain('lang="zh-Hans"');
    expect(html).toContain("全部退订");
    expect(html).not.toMatch(/Unsubscribe|Save/);
    expect(inputs(html, "on")).toHaveLength(3);
  });

  test("a link that is not ours, and somebody who cannot be written to, have nothing to press", () => {
    const invalid = renderToStaticMarkup(
      <PreferencesCard shop={shop} language="en" view={{ kind: "invalid" }} />,
    );
    expect(invalid).toContain("This link is not valid");
    expect(invalid).not.toContain("<form");
    expect(draw({ channels: [] })).not.toContain("<form");
  });
});
