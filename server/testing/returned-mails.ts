/** How mail servers write their reports of a message that carried this mark, for tests. */
export interface ReportedMail {
  returnId: string;
  status?: string;
  diagnostic?: string;
  action?: string;
}

function mail(lines: string[]): Buffer {
  return Buffer.from(lines.join("\r\n"));
}

function original(returnId: string): string[] {
  return [
    "Received: from app.shop.example (app.shop.example [192.0.2.1])",
    "\tby mail.shop.example (Postfix) with ESMTPS id 4ABC; Tue, 10 Mar 2026 10:00:00 +0000 (UTC)",
    "From: Shop <hello@shop.example>",
    "To: ana@example.com",
    "Subject: Hello",
    "Message-ID: <0123456789abcdef@shop.example>",
    `X-Rekindle-Message: ${returnId}`,
    "MIME-Version: 1.0",
  ];
}

/** Postfix: the returned message as headers alone. */
export function postfixReport({
  returnId,
  status = "5.1.1",
  diagnostic = "smtp; 550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown",
  action = "failed",
}: ReportedMail): Buffer {
  return mail([
    "Return-Path: <>",
    "Date: Tue, 10 Mar 2026 10:00:02 +0000 (UTC)",
    "From: MAILER-DAEMON@mail.shop.example (Mail Delivery System)",
    "Subject: Undelivered Mail Returned to Sender",
    "To: hello@shop.example",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    "Content-Type: multipart/report; report-type=delivery-status;",
    '\tboundary="4ABC.1773136802/mail.shop.example"',
    "",
    "This is a MIME-encapsulated message.",
    "",
    "--4ABC.1773136802/mail.shop.example",
    "Content-Description: Notification",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "This is the mail system at host mail.shop.example.",
    "",
    "--4ABC.1773136802/mail.shop.example",
    "Content-Description: Delivery report",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mail.shop.example",
    "X-Postfix-Queue-ID: 4ABC",
    "X-Postfix-Sender: rfc822; hello@shop.example",
    "Arrival-Date: Tue, 10 Mar 2026 10:00:00 +0000 (UTC)",
    "",
    "Final-Recipient: rfc822; ana@example.com",
    "Original-Recipient: rfc822;ana@example.com",
    `Action: ${action}`,
    `Status: ${status}`,
    "Remote-MTA: dns; mx.example.com",
    ...`Diagnostic-Code: ${diagnostic}`.replace(": Recipient", ":\r\n    Recipient").split("\r\n"),
    "",
    "--4ABC.1773136802/mail.shop.example",
    "Content-Description: Undelivered Message Headers",
    "Content-Type: text/rfc822-headers",
    "",
    ...original(returnId),
    "",
    "--4ABC.1773136802/mail.shop.example--",
    "",
  ]);
}

/** Exchange Online: the text part in parts of its own, the report's fields in its own order, the whole message. */
export function exchangeReport({ returnId }: ReportedMail): Buffer {
  return mail([
    "From: <postmaster@example.com>",
    "To: <hello@shop.example>",
    "Date: Tue, 10 Mar 2026 10:00:03 +0000",
    "Content-Type: multipart/report; report-type=delivery-status;",
    ' boundary="6f0c1d1e-outer"',
    "Content-Language: en-US",
    "In-Reply-To: <0123456789abcdef@shop.example>",
    "Subject: Undeliverable: Hello",
    "MIME-Version: 1.0",
    "",
    "--6f0c1d1e-outer",
    'Content-Type: multipart/alternative; differences=Content-Type; boundary="6f0c1d1e-inner"',
    "",
    "--6f0c1d1e-inner",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("Your message to ana@example.com couldn't be delivered.").toString("base64"),
    "",
    "--6f0c1d1e-inner--",
    "",
    "--6f0c1d1e-outer",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns;DB9PR01MB1234.eurprd01.prod.exchangelabs.com",
    "Received-From-MTA: dns;mail.shop.example",
    "Arrival-Date: Tue, 10 Mar 2026 10:00:02 +0000",
    "",
    "Final-Recipient: rfc822;ana@example.com",
    "Action: failed",
    "Status: 5.1.10",
    "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    "X-Display-Name: Ana",
    "",
    "",
    "--6f0c1d1e-outer",
    "Content-Type: message/rfc822",
    "",
    ...original(returnId),
    "Content-Type: text/plain",
    "",
    "Hello Ana",
    "--6f0c1d1e-outer--",
    "",
  ]);
}

/** Gmail: pictures beside the text, a status in lower detail than the answer, the whole message. */
export function gmailReport({ returnId }: ReportedMail): Buffer {
  return mail([
    "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
    "To: hello@shop.example",
    "Auto-Submitted: auto-replied",
    "Subject: Delivery Status Notification (Failure)",
    "References: <0123456789abcdef@shop.example>",
    'Content-Type: multipart/report; boundary="000000000000a1b2c3"; report-type=delivery-status',
    "",
    "--000000000000a1b2c3",
    'Content-Type: multipart/related; boundary="000000000000d4e5f6"',
    "",
    "--000000000000d4e5f6",
    'Content-Type: text/plain; charset="UTF-8"',
    "",
    "** Address not found **",
    "",
    "--000000000000d4e5f6",
    'Content-Type: image/png; name="icon.png"',
    "Content-Transfer-Encoding: base64",
    "",
    "iVBORw0KGgo=",
    "--000000000000d4e5f6--",
    "--000000000000a1b2c3",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; googlemail.com",
    "Arrival-Date: Tue, 10 Mar 2026 03:00:01 -0700 (PDT)",
    "X-Original-Message-ID: <0123456789abcdef@shop.example>",
    "",
    "Final-Recipient: rfc822; ana@example.com",
    "Action: failed",
    "Status: 5.0.0",
    "Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.7, the server for the domain)",
    "Diagnostic-Code: smtp; 550-5.2.1 The email account that you tried to reach is inactive.",
    " 550 5.2.1  https://support.google.com/mail/?p=DisabledUser abc.1 - gsmtp",
    "Last-Attempt-Date: Tue, 10 Mar 2026 03:00:02 -0700 (PDT)",
    "",
    "--000000000000a1b2c3",
    "Content-Type: message/rfc822",
    "",
    ...original(returnId),
    "",
    "Hello Ana",
    "--000000000000a1b2c3--",
    "",
  ]);
}

/** A complaint in the abuse reporting format. */
export function complaintReport({
  returnId,
  feedback = "abuse",
}: ReportedMail & { feedback?: string }): Buffer {
  return mail([
    "From: <staff@hotmail.example>",
    "To: hello@shop.example",
    "Subject: complaint about message from 192.0.2.1",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="arf"',
    "",
    "--arf",
    "Content-Type: text/plain",
    "",
    "This is an email abuse report for an email message.",
    "--arf",
    "Content-Type: message/feedback-report",
    "",
    `Feedback-Type: ${feedback}`,
    "User-Agent: SomeGenerator/1.0",
    "Version: 1",
    "",
    "--arf",
    "Content-Type: message/rfc822",
    "Content-Disposition: inline",
    "",
    ...original(returnId),
    "",
    "Hello Ana",
    "--arf--",
    "",
  ]);
}
