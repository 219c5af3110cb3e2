import { describe, expect, it } from "vitest";
import {
  complaintReport,
  exchangeReport,
  gmailReport,
  postfixReport,
} from "#server/testing/returned-mails.ts";
import { judgeBounce } from "../judge-bounce.ts";
import { readReturnedMail } from "./returned-mail.ts";

const returnId = "7-abc";

describe("a report of a failed delivery is read", () => {
  it("as Postfix writes it", () => {
    const told = readReturnedMail(postfixReport({ returnId }));
    expect(told).toEqual({
      returnId,
      report: {
        ...{ kind: "bounce", code: "5.1.1", hint: null },
        detail: "550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown",
      },
    });
    expect(judgeBounce(told!.report)).toBe("no-mailbox");
  });

  it("as Exchange writes it", () => {
    const told = readReturnedMail(exchangeReport({ returnId }));
    expect(told).toMatchObject({ returnId, report: { kind: "bounce", code: "5.1.10" } });
    expect(judgeBounce(told!.report)).toBe("no-mailbox");
  });

  it("as Gmail writes it, whose answer is more exact than its status", () => {
    const told = readReturnedMail(gmailReport({ returnId }));
    expect(told).toMatchObject({ returnId, report: { kind: "bounce", code: "5.2.1" } });
    expect(told!.report.detail).toContain("is inactive.");
    expect(judgeBounce(told!.report)).toBe("refused");
  });

  it("with line ends of any kind", () => {
    const unix = postfixReport({ returnId }).toString().replaceAll("\r\n", "\n");
    expect(readReturnedMail(Buffer.from(unix))).toMatchObject({ returnId, report: { code: "5.1.1" } });
  });
});

it("reads a complaint, and leaves praise alone", () => {
  expect(readReturnedMail(complaintReport({ returnId }))).toMatchObject({
    returnId,
    report: { kind: "complaint" },
  });
  expect(readReturnedMail(complaintReport({ returnId, feedback: "not-spam" }))).toBeNull();
});

describe("says nothing of", () => {
  it.each(["delayed", "delivered", "relayed"])("a message that is %s", (action) => {
    expect(readReturnedMail(postfixReport({ returnId, action, status: "4.0.0" }))).toBeNull();
  });

  it("other mails", () => {
    const letter = `Subject: Hi\r\nX-Rekindle-Message: ${returnId}\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n`;
    expect(readReturnedMail(Buffer.from(letter))).toBeNull();
    const foreign = postfixReport({ returnId })
      .toString()
      .replace(/^X-Rekindle-Message:.*\r\n/m, "");
    expect(readReturnedMail(Buffer.from(foreign))).toBeNull();
  });

  it.each([
    ["nothing at all", ""],
    ["no headers", "\r\n\r\n"],
    ["a boundary that never comes", 'Content-Type: multipart/report; boundary="x"\r\n\r\nhello'],
    [
      "parts in parts without end",
      Array.from(
        { length: 500 },
        (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
      ).join(""),
    ],
    [
      "a mass of parts",
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(20_000)}`,
    ],
  ])("a mail with %s", (_, text) => expect(readReturnedMail(Buffer.from(text))).toBeNull());

  it("a report that was cut off", () => {
    const whole = postfixReport({ returnId });
    for (let length = 0; length < whole.length - 200; length += 97)
      expect(readReturnedMail(whole.subarray(0, length))).toBeNull();
  });
});
