/** SQLite's names for: it breaks a rule of its table, or is too much for one value. */
const SQLITE_OF_ITEM = /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH|RANGE)/;
/** PostgreSQL's classes for the same: data exception, integrity violation, program limit; and what a trigger raises. */
const POSTGRES_OF_ITEM = /^(22|23|54|P0001)[0-9A-Z]*$/;

/**
 * Whether what went wrong lies in what was to be stored, which would fail again each time. Everything else, such as a
 * full disk or a lost connection, is trouble of the server that passes.
 */
export function isItemError(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    // Code of ours that trips over this one item.
    if (cause instanceof TypeError || cause instanceof RangeError) return true;
    const { code } = cause as { code?: unknown };
    if (typeof code === "string" && (SQLITE_OF_ITEM.test(code) || POSTGRES_OF_ITEM.test(code))) return true;
  }
  return false;
}
