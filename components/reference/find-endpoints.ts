import type { Endpoint } from "./api-document.ts";

/** The endpoints in which every word of the search occurs: in the address, the words on it, or the scope. */
export function findEndpoints(endpoints: Endpoint[], search: string): Endpoint[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return endpoints.filter((endpoint) => {
    const { method, path, summary, description, tags } = endpoint;
    const text = [method, path, summary, description ?? "", endpoint["x-scope"] ?? "", ...tags]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
