import type { Port } from "#workflows/node.ts";

/** The way out that leads on in the same line: the only one, or the usual one beside that for failures. */
export function linePort(ports: readonly Port[]): Port | undefined {
  return ports.length === 1 ? ports[0] : ports.find(({ id }) => id === "next");
}
