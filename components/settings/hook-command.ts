import type { Hook } from "./hook-outputs.ts";

const EXAMPLE_PERSON: Record<Hook["personKind"], string> = {
  email: "ana@example.com",
  "external-id": "customer-1",
};

/** A command that posts something to a hook's address, with a person where the hook looks for one. */
export function hookCommand(address: string, hook: Pick<Hook, "personKind" | "personPath">): string {
  const person = hook.personPath
    .split(".")
    .reduceRight<unknown>((value, name) => ({ [name]: value }), EXAMPLE_PERSON[hook.personKind]);
  const body = JSON.stringify({ note: "A first try", ...(person as object) }, null, 2);
  return [
    `curl ${address} \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join("\n");
}
