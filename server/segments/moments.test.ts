import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW } from "#server/testing/store-rig.ts";
import { stretchOf } from "#workflows/dates-of.ts";
import { askingOf } from "./asking.ts";
import { zoneOf } from "./compiling.ts";

const ZONES = [
  ...["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"],
  ...["America/Sao_Paulo", "America/Havana", "+05:30", "-03:00", "europe/paris"],
];
/** Clock changes of these zones among them: hours and days that are left out, and hours that come twice. */
const VALUES = [
  ...[
    "2026-03-08",
    "2026-03-08T02:30",
    "2025-11-02T01:30",
    "2025-11-02T00:30",
    "2025-11-02",
    "2026-03-29T02:30",
  ],
  ...[
    "2025-10-26T02:30:15.5",
    "2026-04-05T01:45",
    "2025-10-05T02:15",
    "2011-12-30",
    "2011-12-30T12:00",
    "2011-12-29",
  ],
  ...[
    "2018-11-04",
    "2018-11-04T00:30",
    "2018-02-17T23:30",
    "1999-12-31 23:59:60",
    "0001-01-01",
    "9999-12-31",
  ],
  ...["2026-01-01T00:00Z", "2026-01-01t00:00:00,123456789+0545", "1969-12-31T23:59:59.9999Z", "2024-02-29"],
  ...["2023-02-29", "2026-04-31T10:00", "2026-1-1", "2026-01-01T25:00", "2026-01-01T10:00+24:00", "soon", ""],
  ...[0, -1.5, 1_773_136_800_000.75, 8.64e15, 8.65e15, true, null],
];

eachDatabase("the moments of values", (open) => {
  it("are in every zone those that the evaluator reads", async () => {
    const rows = ZONES.flatMap((timezone) => VALUES.map((at) => ({ timezone, attributes: { at } })));
    await open().transaction((tx) =>
      run(
        tx.query
          .insert(tx.tables.profiles)
          .values(rows.map((row) => ({ ...row, createdAt: NOW, updatedAt: NOW }))),
      ),
    );
    const asking = await askingOf(open(), { now: NOW, for: "each" });
    const moments = asking.dialect.valueAt(sql`p.attributes`, "at").momentsIn(zoneOf(asking));
    const found = await open()
      .query.select({
        from: sql<number | null>`${moments.from}`,
        until: sql<number | null>`${moments.until}`,
      })
      .from(sql`profiles p`)
      .orderBy(sql`p.id`);
    const numbers = ({ from, until }: { from: unknown; until: unknown }) =>
      from === null ? null : { from: Number(from), until: Number(until) };
    expect(found.map((row, index) => [rows[index], numbers(row)])).toEqual(
      rows.map((row) => [row, stretchOf(row.attributes.at, row.timezone)]),
    );
  });
});
