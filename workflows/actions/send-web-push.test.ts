import { expect, it } from "vitest";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { sendWebPush } from "./send-web-push.ts";

const config = sendWebPush.config.parse({ title: "Your cart is waiting", url: "https://shop.example/cart" });
const execute = (webPush: boolean) =>
  sendWebPush.execute(config, {
    nodeId: "n",
    facts: makeFacts({ reachable: { email: true, webPush } }),
    data: {},
    now: NOW,
  });

it("asks for a notification that opens the page", () => {
  expect(sendWebPush.describe(config)).toBe("Notify “Your cart is waiting”");
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
