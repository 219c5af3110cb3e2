import type { Checker } from "./checker.ts";

/**
 * Nothing is handed over again that may have arrived: only what the outside refused before taking it over, and webhooks,
 * which their receivers know by the key. No two messages stand for the same visit and address.
 */
export function sentOnce(): Checker {
  const keyOf = new Map<string, string>();
  return {
    check({ rows, world, handOvers, step }) {
      const broken: string[] = [];
      const byKey = new Map([...rows.messages.values()].map((message) => [message.key, message]));
      for (const { key, channel, attempt } of handOvers) {
        if (!byKey.has(key)) broken.push(`${key} was sent, and there is no such message`);
        const before = world.handOversOf(key)[attempt - 2];
        if (!before) continue;
        if (channel !== "webhook" && before.outcome !== "retry")
          broken.push(`${key} was sent again after “${before.outcome ?? "no answer"}”`);
      }
      for (const { before, after } of rows.changedMessages) {
        if (before && ["sent", "unknown", "failed", "skipped"].includes(before.status))
          broken.push(`message ${after.key} went on from “${before.status}” to “${after.status}”`);
        if (after.status === "sent" && world.handOversOf(after.key).length === 0)
          broken.push(`message ${after.key} is marked as sent and was not`);
        if (after.runId === null) continue;
        const place = `${after.runId} ${after.nodeId} ${after.visit} ${after.endpoint}`;
        const known = keyOf.get(place) ?? after.key;
        keyOf.set(place, known);
        if (known !== after.key) broken.push(`${known} and ${after.key} are the same message (step ${step})`);
      }
      return broken;
    },
  };
}
