import { expect, test } from "vitest";
import type { Endpoint } from "./api-document.ts";
import { curlCommand } from "./curl-command.ts";
import { findEndpoints } from "./find-endpoints.ts";

const read: Endpoint = {
  operationId: "getProfile",
  tags: ["Customers"],
  summary: "Read a customer",
  "x-scope": "profiles:read",
  method: "GET",
  path: "/v1/profiles/{profile}/events",
  parameters: [
    { name: "profile", in: "path", required: true, schema: { type: "string" }, example: "external:a b/c" },
    { name: "limit", in: "query", required: false, schema: { type: "integer" } },
  ],
  responses: {},
};
const send: Endpoint = {
  operationId: "sendMessage",
  tags: ["Messages"],
  summary: "Send a message",
  "x-scope": "messages:send",
  method: "POST",
  path: "/v1/messages",
  requestBody: { content: { "application/json": { schema: {}, example: { text: "It's {{ data.a }}" } } } },
  responses: {},
};

test("a command reads at the server's own address, with a key to be put in", () => {
  expect(curlCommand(read, "https://shop.example")).toBe(
    "curl 'https://shop.example/v1/profiles/external:a%20b%2Fc/events' \\\n" +
      '  -H "Authorization: Bearer YOUR_API_KEY"',
  );
});

test("a command sends the example, whatever quotes are in it", () => {
  expect(curlCommand(send, "https://shop.example")).toBe(
    [
      "curl https://shop.example/v1/messages",
      '-H "Authorization: Bearer YOUR_API_KEY"',
      '-H "Content-Type: application/json"',
      `-d '{\n  "text": "It'\\''s {{ data.a }}"\n}'`,
    ].join(" \\\n  "),
  );
  expect(curlCommand({ ...send, method: "PUT" }, "https://shop.example")).toContain("-X PUT");
});

test("what needs no key is called without one", () => {
  const { "x-scope": _, ...open } = send;
  expect(curlCommand(open, "https://shop.example")).not.toContain("Authorization");
});

test.each([
  ["", ["getProfile", "sendMessage"]],
  ["customer", ["getProfile"]],
  ["messages:send", ["sendMessage"]],
  ["post /v1", ["sendMessage"]],
  ["  READ   customer ", ["getProfile"]],
  ["customer send", []],
])("a search for “%s” finds %j", (search, ids) => {
  expect(findEndpoints([read, send], search).map(({ operationId }) => operationId)).toEqual(ids);
});
