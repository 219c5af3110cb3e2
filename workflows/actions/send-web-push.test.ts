import { describe, expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { sendWebPush } from "./send-web-push.ts";

const config = sendWebPush.config.parse({ title: "Your cart is waiting", url: "https://shop.example/cart" });
const execute = (webPush: boolean) =>
  sendWebPush.execute(config, {
    nodeId: "n",
    facts: makeFacts({ reachable: { email: true, webPush, phone: false } }),
    data: {},
    now: NOW,
  });

it("asks for a notification that opens the page", () => {
  expect(word(sendWebPush.describe(config))).toBe("Notify “Your cart is waiting”");
  expect(execute(true)).toMatchObject({
    kind: "effect",
    content: {
      channel: "web-push",
      title: "Your cart is waiting",
      url: "https://shop.example/cart",
      transactional: false,
      topic: "marketing",
    },
  });
});

it("goes on with somebody who allowed notifications in no browser, although email would reach them", () => {
  expect(execute(false)).toEqual({ kind: "go", port: "next", reason: { code: "message.no-push" } });
});

describe("what a notification may have", () => {
  const parse = (given: object) => sendWebPush.config.safeParse({ title: "Hi", ...given });

  it("is nothing more in a step that was saved before there was more", () => {
    const saved = { title: "Hi", body: "", url: "https://shop.example/cart", transactional: false };
    expect(sendWebPush.config.parse(saved)).toMatchObject({
      ...saved,
      icon: "",
      image: "",
      buttons: [],
      ttlHours: 24,
      urgency: "normal",
      replaces: "",
    });
  });

  it("goes along with it", () => {
    const given = {
      icon: "https://shop.example/{{ event.icon }}",
      image: "https://shop.example/banner.png",
      buttons: [
        { label: "To my cart", url: "{{ cart.url }}" },
        { label: "Later", url: "" },
      ],
      ttlHours: 2,
      urgency: "high" as const,
      replaces: "cart {{ cart.id }}",
    };
    const outcome = sendWebPush.execute(sendWebPush.config.parse({ title: "Hi", ...given }), {
      nodeId: "n",
      facts: makeFacts({ reachable: { email: false, webPush: true, phone: false } }),
      data: {},
      now: NOW,
    });
    expect(outcome).toMatchObject({ kind: "effect", content: { title: "Hi", ...given } });
  });

  it.each<[string, object, string, string]>([
    ["three buttons", { buttons: [1, 2, 3].map(() => ({ label: "x" })) }, "buttons", "At most 2 buttons"],
    [
      "a button without text",
      { buttons: [{ label: " " }] },
      "buttons.0.label",
      "Write what is on the button",
    ],
    ["half hours", { ttlHours: 1.5 }, "ttlHours", "Use whole hours"],
  ])("is refused: %s", (_what, given, path, message) => {
    const issues = parse(given).error?.issues.map((issue) => [issue.path.join("."), issue.message]);
    expect(issues).toEqual([[path, message]]);
  });

  it("is kept for an hour at least and four weeks at most, as push services do", () => {
    expect([1, 672].map((ttlHours) => parse({ ttlHours }).success)).toEqual([true, true]);
    expect([0, 673].map((ttlHours) => parse({ ttlHours }).success)).toEqual([false, false]);
  });
});
