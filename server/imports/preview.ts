import { addressHash } from "#server/links.ts";
import { findConsent } from "#server/store/consents.ts";
import type { Import, ImportPlan } from "#server/store/imports.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { Head } from "./head.ts";
import { RowReader } from "./read-row.ts";
import { wordReject } from "./reject-reasons.ts";
import type { ImportServices } from "./run-import.ts";
import { planProfile } from "./take-profiles.ts";
import type { TextConsents } from "./text-consent.ts";

const PREVIEW_ROWS = 10;

export type PreviewRow =
  | { kind: "rejected"; line: number; reason: string }
  | {
      kind: "profile";
      line: number;
      outcome: "created" | "updated" | "unchanged";
      who: string;
      facts: [string, string][];
      consent: { before: string; after: string; suppressed: boolean };
    }
  | { kind: "event"; line: number; who: string; name: string; at: number; facts: [string, string][] };

/** The first rows of a file as they would become; nothing is written. */
export async function previewRows(
  { db, keys, clock }: Pick<ImportServices, "db" | "keys" | "clock">,
  { id, kind }: Pick<Import, "id" | "kind">,
  head: Head,
  plan: ImportPlan,
): Promise<PreviewRow[]> {
  const reader = new RowReader(kind, head.headers, plan);
  const context = {
    importId: id,
    ownerSays: plan.consent,
    hashOf: (email: string) => addressHash(keys, "email", email),
    now: clock.now(),
  };
  return await db.transaction(function* () {
    const rows: PreviewRow[] = [];
    for (const [index, cells] of head.sample.slice(0, PREVIEW_ROWS).entries()) {
      const line = index + 1;
      if (kind === "events") {
        const read = reader.event(cells);
        if (read.kind === "rejected") rows.push({ kind: "rejected", line, reason: wordReject(read) });
        else {
          const { name, at, properties } = read.row;
          rows.push({
            kind: "event",
            line,
            who: wordPerson(read.row),
            name,
            at,
            facts: wordValues(properties),
          });
        }
        continue;
      }
      const read = reader.profile(cells);
      if (read.kind === "rejected") {
        rows.push({ kind: "rejected", line, reason: wordReject(read) });
        continue;
      }
      const planned = yield* planProfile(read.row, context);
      const before = planned.known ? yield* findConsent(planned.known.id, "email", DEFAULT_TOPIC) : "unknown";
      const after = planned.consent?.state ?? before;
      const suppressed = read.row.consent === "suppressed";
      const { fields, attributes } = read.row;
      rows.push({
        kind: "profile",
        line,
        outcome: planned.outcome,
        who: wordPerson(read.row),
        facts: wordValues({ ...fields, ...attributes, ...wordTexts(read.row.texts) }),
        consent: { before, after, suppressed },
      });
    }
    return rows;
  });
}

function wordPerson({ email, externalId }: { email: string | null; externalId: string | null }): string {
  return [email, externalId === null ? null : `customer ${externalId}`].filter(Boolean).join(", ");
}

function wordValues(values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : String(value),
  ]);
}

/** What a row says of messages to the phone, by how the channels are called. */
function wordTexts({ sms, whatsapp }: TextConsents = {}): Record<string, string> {
  const word = { granted: "agreed", withdrawn: "left" };
  return {
    ...(sms && { "Text messages": word[sms] }),
    ...(whatsapp && { WhatsApp: word[whatsapp] }),
  };
}
