import type { Endpoint } from "./api-document.ts";

export const KEY_PLACEHOLDER = "YOUR_API_KEY";

/** A command for a terminal that calls the endpoint of the server at `address`. */
export function curlCommand(endpoint: Endpoint, address: string): string {
  const { method, path, parameters = [], requestBody } = endpoint;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const example = parameters.find(
      (parameter) => parameter.in === "path" && parameter.name === name,
    )?.example;
    return example === undefined
      ? name.toUpperCase()
      : encodeURIComponent(String(example)).replaceAll("%3A", ":");
  });
  const json = requestBody?.content["application/json"];
  const lines = [`curl ${quoted(address + filled)}`];
  // What has a body is a POST without being told.
  if (method !== "GET" && !(method === "POST" && json)) lines.push(`-X ${method}`);
  if (endpoint["x-scope"]) lines.push(`-H "Authorization: Bearer ${KEY_PLACEHOLDER}"`);
  if (json) {
    lines.push('-H "Content-Type: application/json"');
    lines.push(`-d ${quoted(JSON.stringify(json.example ?? {}, null, 2))}`);
  }
  return lines.join(" \\\n  ");
}

/** As a shell takes it literally. */
function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
