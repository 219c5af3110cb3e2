import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPreset } from "./column-names.ts";
import { readConsent, readSuppressed, readUnsubscribed } from "./consent-words.ts";
import { guessDayFirst, readDay, readMoment } from "./dates.ts";
import { ImportFolder } from "./folder.ts";
import { guessPlan } from "./guess.ts";
import { readHead } from "./head.ts";
import { RowReader } from "./read-row.ts";
import { readNumber } from "./read-value.ts";
import { makeUtf8 } from "./to-utf8.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rekindle-rows-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string | Buffer): string {
  const file = join(folder, "file.csv");
  writeFileSync(file, content);
  return file;
}

describe("encodings", () => {
  const text = "Email;Ort\njürgen@example.com;Köln – “Süd”\n";
  it.each([
    ["utf-8", Buffer.from(text)],
    ["utf-8", Buffer.from(`\ufeff${text}`)],
    ["utf-16le", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["utf-16be", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["windows-1252", Buffer.from("Email;Ort\nj\xfcrgen@example.com;K\xf6ln \x96 \x93S\xfcd\x94\n", "latin1")],
  ] as const)("makes %s the same text", async (encoding, bytes) => {
    const file = write(bytes);
    const room = new ImportFolder(folder);
    await room.make();
    expect(await makeUtf8(file, room)).toBe(encoding);
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});

describe("the head of a file", () => {
  it.each([",", ";", "\t"])("finds the delimiter %j, also where cells hold other ones", async (delimiter) => {
    const rows = [
      ["Email", "Name", "Note"],
      ["a@example.com", "Ito, Ana", "x;y\nz"],
      ["b@example.com", 'the "B"', "1,2;3"],
    ];
    const text = rows
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
      .join("\r\n");
    const head = await readHead(write(text));
    expect(head).toMatchObject({ delimiter, headers: rows[0], sample: rows.slice(1) });
  });

  it.each(["sep=;\r\n", '"sep=;"\n', "SEP=;\r"])("obeys and passes over the line %j", async (line) => {
    const head = await readHead(write(`${line}Email;a,b\nx@example.com;1,2\n`));
    expect(head).toMatchObject({
      delimiter: ";",
      headers: ["Email", "a,b"],
      sample: [["x@example.com", "1,2"]],
    });
    expect((await readHead(write(`${line}Email,a\n`), ",")).headers).toEqual(["Email", "a"]);
  });

  it("names columns without a name, and takes a file of one column", async () => {
    expect((await readHead(write("Email,,\na@example.com,1,2\n"))).headers).toEqual([
      "Email",
      "Column 2",
      "Column 3",
    ]);
    expect((await readHead(write("Email\na@example.com\n"))).headers).toEqual(["Email"]);
  });
});

describe("guesses", () => {
  const guess = (headers: string[], cells: string[][], fileName = "file.csv") =>
    guessPlan(
      "profiles",
      { headers, sample: cells, delimiter: ",", start: 0 },
      { fileName, shopZone: "Europe/Berlin" },
    );

  it("knows a Customer.io export", () => {
    const headers = ["id", "email", "cio_id", "created_at", "unsubscribed", "plan", "logins"];
    const plan = guess(headers, [["7", "a@example.com", "c0", "1700000000", "false", "pro", "12"]]);
    expect(findPreset(headers)).toBe("Customer.io");
    expect(plan.columns).toEqual([
      "external-id",
      "email",
      null,
      "created",
      "unsubscribed",
      "text:plan",
      "number:logins",
    ]);
  });

  it("knows a Mailchimp export, whose name says what everybody in it is", () => {
    const headers = [
      "Email Address",
      "MEMBER_RATING",
      "OPTIN_TIME",
      "OPTIN_IP",
      "UNSUB_TIME",
      "UNSUB_REASON",
    ];
    const plan = guess(headers, [], "unsubscribed_segment_export_1234.csv");
    expect(plan).toMatchObject({
      everyRow: "withdrawn",
      timezone: "UTC",
      consent: null,
      startsWorkflows: false,
    });
    expect(plan.columns).toEqual(["email", "text:MEMBER_RATING", "created", null, "unsubscribed", null]);
    expect(guess(headers, [], "cleaned_segment_export_1234.csv").everyRow).toBe("suppressed");
    expect(guess(headers, [], "subscribed_segment_export_1234.csv").everyRow).toBeNull();
  });

  it("keeps postcodes as text, and tells numbers, dates and yes-no apart", () => {
    const plan = guess(
      ["Email", "Zip", "Spent", "Last order", "VIP"],
      [["a@b.co", "10115", "12,50", "31.12.2025", "yes"]],
    );
    expect(plan.columns).toEqual(["email", "text:Zip", "number:Spent", "date:Last order", "yes-no:VIP"]);
    expect(plan.dayFirst).toBe(true);
  });
});

describe("cells", () => {
  const reading = { timezone: "Europe/Berlin", dayFirst: false };
  it.each([
    ["2026-03-29T12:00:00Z", Date.UTC(2026, 2, 29, 12)],
    ["2026-03-29 12:00:00+02:00", Date.UTC(2026, 2, 29, 10)],
    ["2026-03-28 12:00", Date.UTC(2026, 2, 28, 11)],
    ["2026-03-29 12:00", Date.UTC(2026, 2, 29, 10)],
    ["3/4/2026 1:05 PM", Date.UTC(2026, 2, 4, 12, 5)],
    ["4.3.2026", Date.UTC(2026, 2, 3, 23)],
    ["Mar 4, 2026", Date.UTC(2026, 2, 3, 23)],
    ["1700000000", 1_700_000_000_000],
    ["1700000000123", 1_700_000_000_123],
    ["2026-02-30", null],
    ["13/13/2026", null],
    ["0001-01-01T00:00:00", null],
    ["31.12.1799", null],
    ["soon", null],
  ])("reads the moment %s", (text, at) => {
    expect(readMoment(text, reading)).toBe(at);
  });

  it("reads days with and without a year", () => {
    expect(readDay("29/02/1992", { dayFirst: true })).toBe("1992-02-29");
    expect(readDay("02/29", { dayFirst: false })).toBe("02-29");
    expect(readDay("02/30", { dayFirst: false })).toBeNull();
    expect(guessDayFirst(["01/02/2026", "02/13/2026"])).toBe(false);
    expect(guessDayFirst(["01/02/2026"])).toBeNull();
  });

  it("reads numbers as they are written in both halves of the world", () => {
    expect(
      ["1,234.5", "1.234,5", "12,5", "€ 9", "-3", "1e3", "1.2.3", "abc", "1e999"].map(readNumber),
    ).toEqual([1234.5, 1234.5, 12.5, 9, -3, 1000, null, null, null]);
  });

  it("reads what columns of consent say", () => {
    expect(
      ["SUBSCRIBED", "never_subscribed", "Opted Out", "cleaned", "", "['email','sms']", "sms", "hm"].map(
        (cell) => readConsent(cell, false),
      ),
    ).toEqual([
      "granted",
      "not-agreed",
      "withdrawn",
      "suppressed",
      null,
      "granted",
      "not-agreed",
      "unreadable",
    ]);
    expect(["true", "false", "2024-01-01", ""].map(readUnsubscribed)).toEqual([
      "withdrawn",
      null,
      "withdrawn",
      null,
    ]);
    expect(["[]", "UNSUBSCRIBE", "HARD_BOUNCE, UNSUBSCRIBE"].map(readSuppressed)).toEqual([
      null,
      "withdrawn",
      "suppressed",
    ]);
  });

  it("takes rows that are too short, and refuses rows that are too long", () => {
    const plan = guessPlan(
      "profiles",
      { headers: ["Email", "Name", "City"], sample: [], delimiter: ",", start: 0 },
      { fileName: "a.csv", shopZone: "UTC" },
    );
    const reader = new RowReader("profiles", ["Email", "Name", "City"], plan);
    expect(reader.profile(["a@example.com"])).toMatchObject({
      kind: "ok",
      row: { email: "a@example.com", attributes: {} },
    });
    expect(reader.profile(["a@example.com", "A", "B", "", " "])).toMatchObject({ kind: "ok" });
    expect(reader.profile(["a@example.com", "Ito", " Ana", "Berlin"])).toMatchObject({
      reason: "too-many-cells",
    });
    expect(reader.profile(["a@example.com", "'=SUM(A1)\nb\0"])).toMatchObject({
      row: { fields: { name: "=SUM(A1) b" } },
    });
  });
});
