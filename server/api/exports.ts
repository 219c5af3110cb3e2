import type { Tables } from "#drizzle/tables.ts";
import type { SheetName } from "#server/exports/sheets.ts";
import { editor, router } from "./trpc.ts";

/** The files that can be fetched from /exports/, with the table whose rows they hold. */
const FILES = {
  profiles: "profiles",
  events: "events",
  consents: "consents",
  "consent-log": "consentLog",
  messages: "messages",
  runs: "runs",
  carts: "carts",
  history: "history",
  suppressions: "suppressions",
  workflows: "workflows",
} as const satisfies Record<SheetName | "workflows", keyof Tables>;
export type ExportFileName = keyof typeof FILES;

export const exportsRouter = router({
  /** How many rows each file has. */
  list: editor.query(async ({ ctx }) => {
    const counted: { file: ExportFileName; rows: number }[] = [];
    // One after the other, so that other reads have their turn in between.
    for (const [file, table] of Object.entries(FILES))
      counted.push({ file: file as ExportFileName, rows: await ctx.reads.countRows(table) });
    return counted;
  }),
});
