/**
 * Which door an id came through, so that nobody takes an id at one door that is still to come at another: all of them
 * are remembered in one place. What programs with a secret key and imports give stays as it is and has none.
 */
const PUBLIC = "w:";
const ESCAPED = "s:";
const RESERVED = [PUBLIC, ESCAPED, "hook:", "start:", "import:"];

/** What the id of somebody with a write key, which anybody can read in a web page, is remembered as. */
export function publicMessageId(id: string): string {
  return `${PUBLIC}${id}`;
}

/** What the shop's own id, by a secret key or in a file, is remembered as. */
export function ownMessageId(id: string): string {
  return RESERVED.some((prefix) => id.startsWith(prefix)) ? `${ESCAPED}${id}` : id;
}

/** What the id of a request to a hook is remembered as: the same id at another hook is another request. */
export function hookMessageId(hookId: number, id: string): string {
  return `hook:${hookId}:${id}`;
}

/** What the id of a start by hand is remembered as: the same id at another workflow is another start. */
export function startMessageId(workflowId: number, id: string): string {
  return `start:${workflowId}:${id}`;
}

/** What a row of a file without an id is remembered as. */
export function importMessageId(hash: string): string {
  return `import:${hash}`;
}
