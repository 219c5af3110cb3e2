import type { ConsentState } from "#workflows/facts.ts";
import type { RowConsent } from "./consent-words.ts";
import { isLeaving } from "./row-consent.ts";

export interface ConsentFacts {
  /** What is known here already. */
  known: ConsentState;
  /** Another profile with the same address has withdrawn. */
  withdrawnElsewhere: boolean;
  /** The row gives the person an address that was not theirs before. */
  takesAddress: boolean;
  row: RowConsent | null;
  /** The owner has confirmed in words that the people in the file agreed. */
  ownerSays: "granted" | "pending" | null;
}

/**
 * What a row makes of a consent; null leaves it as it is. An import never widens: a withdrawal stays whatever the file
 * says, a no means the address whoever comes to have it, and the owner's word counts only for those of whom neither the row nor anything here says otherwise.
 */
export function decideConsent(facts: ConsentFacts): { state: ConsentState; byOwner: boolean } | null {
  const { known, row } = facts;
  if (isLeaving(row) || (facts.takesAddress && facts.withdrawnElsewhere))
    return known === "withdrawn" ? null : { state: "withdrawn", byOwner: false };
  if (known === "withdrawn" || known === "granted" || facts.withdrawnElsewhere || row === "not-agreed")
    return null;
  const wanted = row ?? (known === "unknown" ? facts.ownerSays : null);
  if (wanted === null || wanted === known) return null;
  return { state: wanted, byOwner: row === null };
}
