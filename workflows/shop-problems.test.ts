import { describe, expect, test } from "vitest";
import { drawGraph } from "./recipes/recipe.ts";
import { KEPT, NO_POSTAL_ADDRESS, shopProblems } from "./shop-problems.ts";
import { newTopicKey, type Topic, topicNamed, topics } from "./topics.ts";
import { isPublishable } from "./validate.ts";

const known = topics.parse(undefined);
const old: Topic = { ...known[0]!, key: "old", name: "Old things", archived: true };
const shop = { topics: [...known, old], postalAddress: "Lane 12", kept: [] };
const mail = { subject: "Hello", body: "Hello" };
const graphOf = (type: string, config: Record<string, unknown>) =>
  drawGraph([
    { id: "start", type: "signup", config: {} },
    { id: "say", type, config },
  ]);

describe("what keeps a workflow from going out in a shop", () => {
  test("nothing, with a topic that is there and a postal address", () => {
    expect(shopProblems(graphOf("send-email", mail), shop)).toEqual([]);
  });

  test.each([
    ["send-email", { ...mail, topic: "old" }, "topic.archived"],
    ["send-web-push", { title: "Hello", topic: "old" }, "topic.archived"],
    ["send-email", { ...mail, topic: "never-there" }, "topic.unknown"],
  ])("%s about a topic that nobody can choose", (type, config, code) => {
    const problems = shopProblems(graphOf(type, config), shop);
    expect(problems).toMatchObject([{ code, severity: "error", nodeId: "say", field: "topic" }]);
  });

  test("a missing postal address warns before marketing emails, and keeps nothing back", () => {
    const nowhere = { ...shop, postalAddress: " \n" };
    const problems = shopProblems(graphOf("send-email", mail), nowhere);
    expect(problems.map(({ code }) => code)).toEqual([NO_POSTAL_ADDRESS]);
    expect(isPublishable(problems)).toBe(true);
    expect(shopProblems(graphOf("send-email", { ...mail, transactional: true }), nowhere)).toEqual([]);
    expect(shopProblems(graphOf("send-web-push", { title: "Hello" }), nowhere)).toEqual([]);
  });

  test.each([
    ["email", "send-email", mail],
    ["sms", "send-sms", { body: "Hello" }],
    ["whatsapp", "send-whatsapp", { body: "Hello" }],
  ] as const)("%s messages without a service warn, and keep nothing back", (channel, type, config) => {
    const problems = shopProblems(graphOf(type, config), { ...shop, kept: [channel] });
    expect(problems).toMatchObject([{ code: KEPT, severity: "warning", nodeId: "say" }]);
    expect(isPublishable(problems)).toBe(true);
    expect(shopProblems(graphOf("send-web-push", { title: "Hello" }), { ...shop, kept: [channel] })).toEqual(
      [],
    );
  });

  test("the topic of a message that a person needs says nothing", () => {
    expect(shopProblems(graphOf("send-email", { ...mail, topic: "old", transactional: true }), shop)).toEqual(
      [],
    );
  });
});

describe("topics", () => {
  test("have the default one always, and each key once", () => {
    expect(known.map(({ key }) => key)).toEqual(["marketing"]);
    expect(topics.safeParse([old]).success).toBe(false);
    expect(topics.safeParse([{ ...known[0], archived: true }]).success).toBe(false);
    expect(topics.safeParse([...known, old, old]).success).toBe(false);
    expect(topics.safeParse([...known, { ...old, name: "Two\nlines" }]).success).toBe(false);
  });

  test("get a key of their name, and never one that is taken", () => {
    expect(newTopicKey("Back in stock!", [])).toBe("back-in-stock");
    expect(newTopicKey("Back in stock", ["back-in-stock", "back-in-stock-2"])).toBe("back-in-stock-3");
    expect(newTopicKey("到货通知", [])).toBe("topic");
    expect(newTopicKey("24 hours", ["hours"])).toBe("hours-2");
    expect(newTopicKey("Küche", [])).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  test("are named in the customer's language where the owner wrote it", () => {
    expect(topicNamed(shop.topics, "marketing", "zh")).toBe("新品与优惠");
    expect(topicNamed(shop.topics, "marketing", "en")).toBe("News and offers");
    expect(topicNamed(shop.topics, "gone", "en")).toBe("gone");
  });
});
