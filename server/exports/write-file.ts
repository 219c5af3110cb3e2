import { VALUE_NAME_MAX_CHARS } from "#server/imports/targets.ts";
import { addressHash } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { type AttributeColumns, csvHead, type Format, OTHER_ATTRIBUTES } from "./format.ts";
import type { Cursor } from "./sheet.ts";
import { type SheetName, sheets } from "./sheets.ts";

type ExportServices = Pick<Services, "reads" | "keys">;

/** Small enough that formatting them does not hold up a thread which has other reads to do. */
const ROWS_PER_PAGE = 250;
/** An import takes so many columns together with those that every profile has. */
const ATTRIBUTE_COLUMNS_MAX = 250;

/**
 * A file of an export, piece by piece: the next piece is read when it is asked for, so that memory stays the same
 * however many rows there are, and nothing is read any more for somebody who has hung up. `ids`: of these profiles alone.
 */
export async function* writeFile(
  services: ExportServices,
  sheet: SheetName,
  format: Format,
  ids?: number[],
): AsyncGenerator<string> {
  const { reads } = services;
  const attributes =
    sheet === "profiles" && format === "csv" ? await findAttributeColumns(services, ids) : undefined;
  if (format === "csv") yield csvHead(sheets[sheet], attributes);
  let after: Cursor | null = null;
  do {
    const place: { after: Cursor | null; limit: number } = { after, limit: ROWS_PER_PAGE };
    const hashes = sheet === "profiles" ? await hashAddresses(services, { ...place, ids }) : undefined;
    const page: { text: string; next: Cursor | null } = await reads.readExportPage({
      ...{ sheet, format, ...place },
      ...(attributes && { attributes }),
      ...(hashes && { hashes }),
    });
    if (page.text !== "") yield page.text;
    after = page.next;
  } while (after !== null);
}

/** The names of all attributes; where there are too many for a table, the first ones that are found. */
async function findAttributeColumns({ reads }: ExportServices, ids?: number[]): Promise<AttributeColumns> {
  const names = new Set<string>();
  let others = false;
  let after: number | null = 0;
  while (after !== null && !(others && names.size === ATTRIBUTE_COLUMNS_MAX)) {
    const page: { names: string[]; next: number | null } = await reads.listExportAttributes({
      after,
      ids,
    });
    for (const name of page.names) {
      if (names.has(name)) continue;
      if (isHeading(name) && names.size < ATTRIBUTE_COLUMNS_MAX) names.add(name);
      else others = true;
    }
    after = page.next;
  }
  return { names: [...names].sort(), others };
}

/** Whether a name comes back from a heading as it was. */
function isHeading(name: string): boolean {
  const isKept = name !== "" && name === name.trim() && !name.startsWith("'");
  return isKept && name.length <= VALUE_NAME_MAX_CHARS && name !== OTHER_ATTRIBUTES;
}

async function hashAddresses(
  { reads, keys }: ExportServices,
  place: { after: Cursor | null; limit: number; ids?: number[] },
): Promise<Record<number, string | null>> {
  const addresses = await reads.listExportAddresses(place);
  return Object.fromEntries(
    addresses.map(({ id, email }) => [id, email === null ? null : addressHash(keys, "email", email)]),
  );
}
