import { describe, expect, it } from "vitest";
import { inWords } from "#workflows/testing/in-words.ts";
import { guessPlan } from "./guess.ts";
import { type ProfileRow, RowReader } from "./read-row.ts";
import { planProblem } from "./targets.ts";

/** What a file of these columns says of its rows, without the owner touching the guess. */
function read(header: string, ...lines: string[]): ProfileRow[] {
  return readNamed("file.csv", header, ...lines);
}

function readNamed(fileName: string, header: string, ...lines: string[]): ProfileRow[] {
  const headers = header.split(",");
  const sample = lines.map((line) => line.split(","));
  const head = { headers, sample, delimiter: ",", start: 0 };
  const plan = guessPlan("profiles", head, { fileName, shopZone: "UTC" });
  expect(planProblem("profiles", plan)).toBeNull();
  const reader = new RowReader("profiles", headers, plan);
  return sample.map((cells) => {
    const result = reader.profile(cells);
    if (result.kind !== "ok") throw new Error(`${result.reason} in ${cells}`);
    return result.row;
  });
}

const saidIn = (header: string, ...lines: string[]) => read(header, ...lines).map(({ consent }) => consent);

describe("several columns on consent", () => {
  it("takes the strictest of what they say, whichever stands first", () => {
    expect(saidIn("Email,opt_in,Consent", "a@example.com,no,yes", "b@example.com,yes,yes")).toEqual([
      "not-agreed",
      "granted",
    ]);
    expect(saidIn("Email,unsubscribed,Opted out,Consent", "a@example.com,,true,yes")).toEqual(["withdrawn"]);
    expect(
      saidIn("Email,Consent,Suppressions,bounced", "a@example.com,SUBSCRIBED,[],2024-02-01 10:00"),
    ).toEqual(["suppressed"]);
  });

  it.each([
    "Do not contact",
    "Email opt out",
    "Has Opted Out Of Email",
    "Unsubscribed from all email",
    "Opt-out date",
    "Do Not Email",
  ])("sees that “%s” is a no", (header) => {
    const [gone, stays] = read(`Email,Consent,${header}`, "a@example.com,yes,1", "b@example.com,yes,");
    expect([gone!.consent, stays!.consent]).toEqual(["withdrawn", "granted"]);
    expect(gone!.attributes).toEqual({});
  });

  it.each(["Hard bounced", "Email Suppression Reason", "Marked as spam", "Complained at"])(
    "sees that “%s” is an address that must not be written to",
    (header) => {
      expect(saidIn(`Email,Consent,${header}`, "a@example.com,yes,x", "b@example.com,yes,no")).toEqual([
        "suppressed",
        "granted",
      ]);
    },
  );

  it.each([
    ["SMS opt out", "yes"],
    ["Unsubscribe link", "https://shop.example/u/1"],
    ["Bounce rate", "0.5"],
    ["Cookie consent", "yes"],
    ["Email open count", "3"],
  ])("leaves “%s” alone, which says nothing of it", (header, cell) => {
    expect(saidIn(`Email,${header}`, `a@example.com,${cell}`)).toEqual([null]);
  });

  it("takes a marketing permission by other names, and its no", () => {
    expect(
      saidIn("Email,Newsletter Opt-In,Email Marketing Permission", "a@example.com,yes,no", "b@b.co,yes,yes"),
    ).toEqual(["not-agreed", "granted"]);
  });

  it("reads an empty date of a database as nobody's unsubscribe", () => {
    expect(
      saidIn("Email,Unsubscribed at", "a@b.co,0001-01-01T00:00:00", "b@b.co,0000-00-00 00:00:00"),
    ).toEqual([null, null]);
  });

  it("lets the owner choose them, and only them, for several columns", () => {
    const twice = (target: string) =>
      planProblem("profiles", { columns: ["email", target, target], eventName: null });
    for (const target of ["consent", "unsubscribed", "suppressed"]) expect(twice(target)).toBeNull();
    expect(inWords(twice("phone"))).toContain("phone");
    expect(inWords(twice("consent-time"))).toContain("consent-time");
  });
});

describe("a status that may be about anything", () => {
  it("is no consent where nobody knows the tool that wrote it", () => {
    const [row] = read("Email,opt_in,Status", "a@example.com,no,active");
    expect(row).toMatchObject({ consent: "not-agreed", attributes: { Status: "active" } });
    expect(saidIn("Email,Status", "a@example.com,active")).toEqual([null]);
    expect(saidIn("Email,Consent", "a@example.com,active", "b@example.com,inactive")).toEqual([
      null,
      "withdrawn",
    ]);
  });

  it("is consent in the export of a known tool that has no other column for it", () => {
    expect(saidIn("Email,Klaviyo ID,Status", "a@example.com,K1,active")).toEqual(["granted"]);
    const [row] = read("Email,Klaviyo ID,Email Marketing Consent,Status", "a@example.com,K1,,active");
    expect(row).toMatchObject({ consent: null, attributes: { Status: "active" } });
  });

  it("still says no where it speaks of mailing lists", () => {
    const rows = saidIn("Email,Status", "a@b.co,unsubscribed", "b@b.co,subscribed", "c@b.co,bounced");
    expect(rows).toEqual(["withdrawn", null, "suppressed"]);
  });
});

describe("the moment of a no", () => {
  const head = "Email Address,MEMBER_RATING,CONFIRM_TIME,UNSUB_TIME,CLEAN_TIME";

  it("is the unsubscribe's own, not that of the yes before it", () => {
    const [row] = read(head, "a@example.com,2,2020-01-05 10:01:00,2024-03-01 08:00:00,");
    expect(row).toMatchObject({ consent: "withdrawn", consentAt: Date.UTC(2024, 2, 1, 8) });
    const [cleaned] = read(head, "a@example.com,2,2020-01-05 10:01:00,,2024-04-01 08:00:00");
    expect(cleaned).toMatchObject({ consent: "suppressed", consentAt: Date.UTC(2024, 3, 1, 8) });
  });

  it("is not known where no column tells it", () => {
    const [row] = readNamed(
      "unsubscribed_members.csv",
      "Email Address,MEMBER_RATING,CONFIRM_TIME",
      "a@example.com,2,2020-01-05 10:01:00",
    );
    expect(row).toMatchObject({ consent: "withdrawn", consentAt: null });
    const [flagged] = read("Email,Consent Date,Opted out", "a@example.com,2020-01-05,yes");
    expect(flagged).toMatchObject({ consent: "withdrawn", consentAt: null });
  });

  it("is the consent column's where that one says no", () => {
    const [row] = read(
      "Email,Email Marketing Consent,Email Marketing Consent Timestamp",
      "a@example.com,UNSUBSCRIBED,2024-05-01 09:30:00+00:00",
    );
    expect(row!.consentAt).toBe(Date.UTC(2024, 4, 1, 9, 30));
  });
});

describe("exports of other tools", () => {
  it("takes a Mailchimp file of people who never subscribed as such", () => {
    const rows = readNamed(
      "nonsubscribed_segment_export_1234.csv",
      "Email Address,MEMBER_RATING,CONFIRM_TIME",
      "a@example.com,2,",
    );
    expect(rows[0]!.consent).toBe("not-agreed");
  });

  it("takes any no among a person's topics in Customer.io as a no", () => {
    const header = "email,cio_id,cio_subscription_preferences.topics.topic_1,plan";
    expect(saidIn(header, "a@b.co,c1,false,pro", "b@b.co,c2,true,pro", "c@b.co,c3,,pro")).toEqual([
      "withdrawn",
      null,
      null,
    ]);
    const reader = new RowReader("profiles", ["email", "cio_subscription_preferences"], {
      ...guessPlan(
        "profiles",
        {
          headers: ["email", "cio_subscription_preferences"],
          sample: [],
          delimiter: ",",
          start: 0,
        },
        { fileName: "people.csv", shopZone: "UTC" },
      ),
    });
    const said = (cell: string) => {
      const result = reader.profile(["a@example.com", cell]);
      return result.kind === "ok" ? result.row.consent : result.reason;
    };
    expect(said('{"topics":{"topic_0":true,"topic_1":false}}')).toBe("withdrawn");
    expect(said('{"topics":{"topic_0":true}}')).toBeNull();
    expect(said("{}")).toBeNull();
    expect(said("")).toBeNull();
    expect(said("perhaps")).toBe("consent-unreadable");
  });
});
