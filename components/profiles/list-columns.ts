/** What the list can show beside the name, in the order in which it is offered. */
export const listColumns = [
  "email",
  "phone",
  "externalId",
  "timezone",
  "locale",
  "tags",
  "stage",
  "orders",
  "spent",
  "createdAt",
  "lastSeenAt",
] as const;
export type ListColumn = (typeof listColumns)[number];

export const DEFAULT_COLUMNS: readonly string[] = ["email", "tags", "stage", "lastSeenAt"];
/** As many as the API takes. */
export const COLUMNS_MAX = 12;
/** An attribute's column is called by this and its name, as in the API. */
const ATTRIBUTE_COLUMN = "attribute:";

export function attributeColumn(name: string): string {
  return `${ATTRIBUTE_COLUMN}${name}`;
}

/** What a column shows: a field that every profile has, or an attribute. */
export function readColumn(column: string): { field: ListColumn } | { attribute: string } | null {
  if (column.startsWith(ATTRIBUTE_COLUMN)) return { attribute: column.slice(ATTRIBUTE_COLUMN.length) };
  const field = listColumns.find((known) => known === column);
  return field ? { field } : null;
}
