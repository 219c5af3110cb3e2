import { expect, it } from "vitest";
import { inWords } from "../testing/in-words.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { branch } from "./branch.ts";

const paths = [
  {
    id: "push",
    label: "Has web push",
    condition: { kind: "reachable" as const, channel: "web-push" as const },
  },
  { id: "mail", label: "Has email", condition: { kind: "reachable" as const, channel: "email" as const } },
];
const config = branch.config.parse({ paths });
const taken = (email: boolean, webPush: boolean) =>
  branch.execute(config, {
    nodeId: "n",
    facts: makeFacts({ reachable: { email, webPush, phone: false } }),
    data: {},
    now: NOW,
  });

it("takes the first path whose condition holds, else the last, and says which", () => {
  const took = (port: string, path: string) => ({
    kind: "go",
    port,
    reason: { code: "branch.took", values: { path } },
  });
  expect(taken(true, true)).toEqual(took("push", "Has web push"));
  expect(taken(true, false)).toEqual(took("mail", "Has email"));
  expect(inWords(taken(false, false))).toEqual(took("otherwise", "Otherwise"));
});

it("has a way out for each path, named as the owner named it, and one for everybody else", () => {
  expect(inWords(branch.ports(config).map(({ id, label }) => [id, label]))).toEqual([
    ["push", "Has web push"],
    ["mail", "Has email"],
    ["otherwise", "Otherwise"],
  ]);
});

it.each([
  ["no path", [], "Add at least one path"],
  ["two paths with one id", [paths[0], paths[0]], "Two paths have the same id"],
  ["a path that takes the name of the last", [{ ...paths[0], id: "otherwise" }], "“otherwise” is taken"],
  ["a path without a name", [{ ...paths[0], label: " " }], "Give the path a name"],
])("refuses %s", (_what, given, message) => {
  expect(branch.config.safeParse({ paths: given }).error?.issues[0]?.message).toBe(message);
});
