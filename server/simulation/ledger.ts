import type { IntakeItem } from "#server/engine/intake.ts";

/** An event that the shop has sent, and what it was told about it. */
export interface Sent {
  ref: string;
  item: IntakeItem;
  acknowledged: boolean;
  /** The step in which it was acknowledged. */
  step: number | null;
}

/** What the shop knows about the events it has sent: what was acknowledged must be there, once. */
export class Ledger {
  readonly sent = new Map<string, Sent>();

  add(ref: string, item: IntakeItem): Sent {
    const entry = { ref, item, acknowledged: false, step: null };
    this.sent.set(ref, entry);
    return entry;
  }

  acknowledge(ref: string, step: number): void {
    const entry = this.sent.get(ref);
    if (!entry || entry.acknowledged) return;
    entry.acknowledged = true;
    entry.step = step;
  }
}
