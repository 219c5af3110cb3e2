import type { HookRow } from "./outputs.ts";

const EXAMPLE_PERSON: Record<HookRow["personKind"], string> = {
  email: "ana@example.com",
  "external-id": "customer-1",
};
/** Where many programs put it. */
const USUAL_PATH = "email";
const HEADER_PATH = "header:";

type Described = Pick<HookRow, "personKind" | "personPath" | "scheme" | "schemeOptions">;

/**
 * A command that posts something to a hook's address, with a person where the hook looks for one. Null when requests
 * must be signed, which no plain command does.
 */
export function hookCommand(address: string, hook: Described): string | null {
  const proof = proofLines(hook);
  if (proof === null) return null;
  const { lines, body } = personIn(hook);
  return [
    `curl ${address} \\`,
    `  -H "Content-Type: application/json" \\`,
    ...[...proof, ...lines].map((line) => `  ${line} \\`),
    `  -d ${quote(JSON.stringify({ note: "A first try", ...body }, null, 2))}`,
  ].join("\n");
}

/** What stands in for the secret must be replaced by hand: nobody can read the secret back. */
function proofLines({ scheme, schemeOptions }: Described): string[] | null {
  switch (scheme) {
    case "none":
      return [];
    case "basic":
      return [`-u ${quote(`${schemeOptions?.username ?? ""}:YOUR_PASSWORD`)}`];
    case "bearer":
      return [`-H "Authorization: Bearer YOUR_TOKEN"`];
    default:
      return null;
  }
}

function personIn({ personKind, personPath }: Described): { lines: string[]; body: object } {
  const person = EXAMPLE_PERSON[personKind];
  if (personPath.startsWith(HEADER_PATH)) {
    return { lines: [`-H ${quote(`${personPath.slice(HEADER_PATH.length)}: ${person}`)}`], body: {} };
  }
  const path = (personPath || USUAL_PATH).split(".");
  return { lines: [], body: path.reduceRight<unknown>((value, name) => nest(name, value), person) as object };
}

/** "0" is a place in a list. */
function nest(name: string, value: unknown): unknown {
  return name === "0" ? [value] : { [name]: value };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
