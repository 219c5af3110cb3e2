import type { Checker } from "./checker.ts";

/** Nothing acknowledged is lost, and nothing that the shop sent twice is stored twice. */
export function eventsKept(): Checker {
  const stored = new Map<string, number>();
  const checked = new Set<string>();
  return {
    check({ rows, ledger }) {
      for (const { properties } of rows.newEvents) {
        if (typeof properties.ref !== "string") continue;
        stored.set(properties.ref, (stored.get(properties.ref) ?? 0) + 1);
      }
      const broken: string[] = [];
      for (const { ref, item, acknowledged } of ledger.sent.values()) {
        const times = stored.get(ref) ?? 0;
        if (times > 1 && item.messageId !== null) broken.push(`event ${ref} is stored ${times} times`);
        if (acknowledged && !checked.has(ref) && item.kind === "track") {
          checked.add(ref);
          if (times === 0) broken.push(`event ${ref} was acknowledged and is not there`);
        }
      }
      return broken;
    },
  };
}
