/** Why a row of a file is not taken in, in the owner's words. */
export const rejectReasons = {
  nobody: "It has neither an email address nor a customer number",
  unconfirmed: "Nobody has confirmed its email address, and it has no customer number",
  "bad-email": "The email address is not one that mail can be sent to",
  "no-date": "It has something that is not a date",
  "no-number": "It has something that is not a number",
  "no-yes-no": "It has something that is neither yes nor no",
  "no-json": "It has something that is not JSON with names and values",
  "no-time": "It does not say when it happened",
  "no-event-name": "It does not say what happened",
  "too-long": "It has a text that is too long",
  "too-many-cells":
    "It has more cells than the file has columns, maybe because of a comma without quotes around it",
  "consent-unreadable": "What it says of consent is not understood",
  erased: "The person was erased while the import waited or went on",
} as const;

export type RejectReason = keyof typeof rejectReasons;

/** The reason with the column it is about. */
export function wordReject({ reason, column }: { reason: RejectReason; column: string | null }): string {
  return column ? `${rejectReasons[reason]} (column “${column}”)` : rejectReasons[reason];
}
