import fc from "fast-check";
import { expect, it } from "vitest";
import type { RowConsent } from "./consent-words.ts";
import { decideConsent } from "./decide-consent.ts";

const facts = fc.record({
  known: fc.constantFrom("unknown", "pending", "granted", "withdrawn" as const),
  withdrawnElsewhere: fc.boolean(),
  takesAddress: fc.boolean(),
  row: fc.constantFrom<RowConsent | null>(
    "suppressed",
    "withdrawn",
    "not-agreed",
    "pending",
    "granted",
    null,
  ),
  ownerSays: fc.constantFrom<"granted" | "pending" | null>("granted", "pending", null),
});

it("never widens: whatever the rows and their order, a withdrawal stays and a grant has somebody who said it", () => {
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 8 }), facts, (rows, first) => {
      let { known } = first;
      for (const row of rows) {
        const decided = decideConsent({ ...row, known });
        const after = decided?.state ?? known;
        if (known === "withdrawn") expect(after).toBe("withdrawn");
        if (row.withdrawnElsewhere && row.takesAddress) expect(after).toBe("withdrawn");
        if (row.row === "withdrawn" || row.row === "suppressed") expect(after).toBe("withdrawn");
        if (after === "granted" && known !== "granted") {
          expect(row.withdrawnElsewhere).toBe(false);
          expect(row.row ?? row.ownerSays).toBe("granted");
          expect(decided!.byOwner).toBe(row.row === null);
        }
        known = after;
      }
    }),
  );
});
