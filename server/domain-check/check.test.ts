import { generateKeyPairSync } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { type DnsAnswer, startDnsServer } from "#server/testing/dns-server.ts";
import { checkDomain, type MailDomain } from "./check.ts";
import type { Check } from "./finding.ts";
import { dnsReads } from "./reads.ts";

/** Long enough for a busy machine; a server that is silent on purpose is given up on sooner. */
const TIMEOUT_MS = 5_000;
const SILENT_TIMEOUT_MS = 40;

type Zone = Record<string, DnsAnswer | DnsAnswer[]>;
type Server = Awaited<ReturnType<typeof startDnsServer>>;

let server: Server | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const txt = (...records: (string | string[])[]): DnsAnswer => ({ kind: "txt", records });
const mx: DnsAnswer = { kind: "mx", records: [{ exchange: "mx.shop.example", preference: 10 }] };
const silent: DnsAnswer = { kind: "silent" };
const servfail: DnsAnswer = { kind: "servfail" };

function rsaRecord(bits: number): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  return `v=DKIM1; k=rsa; p=${publicKey.export({ format: "der", type: "spki" }).toString("base64")}`;
}
const key2048 = rsaRecord(2048);

const goodZone: Zone = {
  "shop.example": [txt("google-site-verification=abc", "v=spf1 include:_spf.mail.example -all"), mx],
  "_spf.mail.example": txt("v=spf1 ip4:192.0.2.0/24 ~all"),
  "mail2026._domainkey.shop.example": txt(key2048),
  "_dmarc.shop.example": txt("v=DMARC1; p=quarantine; rua=mailto:reports@shop.example"),
};

async function check(zone: Zone, mail: Partial<MailDomain> = {}, timeoutMs = TIMEOUT_MS) {
  server = await startDnsServer(zone);
  const dns = dnsReads({ servers: [server.address], timeoutMs, tries: 1 });
  const domain = mail.domain ?? "shop.example";
  const asked = { host: "smtp.shop.example", service: null, selector: "mail2026", signsWith: null, ...mail };
  const report = await checkDomain({ ...asked, domain, addresses: [`hello@${domain}`] }, dns);
  return {
    ...report,
    codes: report.findings.map(({ code }) => code),
    of: (wanted: Check) => report.findings.find((found) => found.check === wanted)!,
  };
}

const spfOf = async (record: string | string[], more: Zone = {}, mail: Partial<MailDomain> = {}) =>
  (await check({ "shop.example": txt(...[record].flat()), ...more }, mail)).of("spf");

it("finds nothing to mend in a domain that has everything, and shows whose records it read", async () => {
  const { findings, of } = await check(goodZone);
  expect(findings.map(({ check, state }) => `${check} ${state}`)).toEqual([
    "spf good",
    "dkim good",
    "dmarc good",
    "alignment good",
    "mx good",
  ]);
  expect(of("spf").values).toMatchObject({ all: "-all", lookups: 1 });
  expect(of("dkim").values).toMatchObject({ type: "rsa", bits: 2048 });
  expect(of("mx").values).toEqual({ host: "mx.shop.example" });
  expect(findings.every(({ publish }) => publish === null)).toBe(true);
});

it("gives for a domain without any record the ones to publish", async () => {
  const { codes, of } = await check({});
  expect(codes).toEqual(["spf.missing", "dkim.missing", "dmarc.missing", "alignment.none", "mx.missing"]);
  expect(of("spf").publish).toEqual({
    type: "TXT",
    name: "shop.example",
    value: "v=spf1 a:smtp.shop.example ~all",
  });
  expect(of("dmarc").publish).toEqual({
    type: "TXT",
    name: "_dmarc.shop.example",
    value: "v=DMARC1; p=none; rua=mailto:hello@shop.example",
  });
});

it("names a provider's part of the SPF record, and puts it into the record that is there", async () => {
  const host = { host: "smtp.gmail.com" };
  const missing = await spfOf("v=spf1 mx -all", {}, host);
  expect(missing).toMatchObject({
    state: "mend",
    code: "spf.provider-missing",
    values: { provider: "Google" },
    publish: { value: "v=spf1 include:_spf.google.com mx -all" },
  });
  await server?.close();
  const there = { "_spf.google.com": txt("v=spf1 ip4:192.0.2.0/24 ~all") };
  expect((await spfOf(missing.publish!.value, there, host)).code).toBe("spf.good");
});

it("merges several SPF records into one", async () => {
  const found = await spfOf(["v=spf1 mx -all", "V=SPF1 include:a.example mx ~all", "v=spf10 all"]);
  expect(found).toMatchObject({ code: "spf.several", values: { count: 2 } });
  expect(found.publish?.value).toBe("v=spf1 mx include:a.example ~all");
});

it("counts what a receiver must look up as RFC 7208 does, through includes and redirects", async () => {
  const zone: Zone = {
    "a.example": txt("v=spf1 a mx ptr exists:x.example ip4:192.0.2.1 ?all"),
    "b.example": txt("v=spf1 a mx redirect=c.example"),
    "c.example": txt("v=spf1 ip6:2001:db8::/32 -all"),
  };
  const ten = await spfOf("v=spf1 include:a.example include:b.example a ~all", zone);
  expect(ten).toMatchObject({ code: "spf.good", values: { lookups: 10 } });
  await server?.close();
  const eleven = await spfOf("v=spf1 include:a.example include:b.example a mx ~all", zone);
  expect(eleven).toMatchObject({ state: "mend", code: "spf.too-many-lookups", values: { max: 10 } });
  await server?.close();
  expect(await spfOf("v=spf1 redirect=c.example", zone)).toMatchObject({
    code: "spf.good",
    values: { all: "-all", lookups: 1 },
  });
});

it("stops where includes go in a circle, lead nowhere, or cannot be read", async () => {
  const circle = { "a.example": txt("v=spf1 include:shop.example -all") };
  expect(await spfOf("v=spf1 include:a.example -all", circle)).toMatchObject({
    code: "spf.loop",
    values: { at: "shop.example" },
  });
  await server?.close();
  expect(await spfOf("v=spf1 include:gone.example -all")).toMatchObject({
    code: "spf.leads-nowhere",
    values: { at: "gone.example" },
  });
  await server?.close();
  const twice = { "a.example": txt("v=spf1 -all", "v=spf1 ~all") };
  expect((await spfOf("v=spf1 include:a.example -all", twice)).code).toBe("spf.several-elsewhere");
  await server?.close();
  expect(await spfOf("v=spf1 ipv4:192.0.2.1 -all")).toMatchObject({
    code: "spf.bad-term",
    values: { term: "ipv4:192.0.2.1" },
  });
});

it.each([
  ["v=spf1 mx", "spf.open-end"],
  ["v=spf1 mx ?all", "spf.open-end"],
  ["v=spf1 mx +all", "spf.lets-everybody"],
  ["v=spf1 mx all", "spf.lets-everybody"],
])("closes the open end of %s", async (record, code) => {
  const found = await spfOf(record);
  expect(found).toMatchObject({ state: "mend", code, publish: { value: "v=spf1 mx ~all" } });
});

it("puts the pieces of a long record together, and reads one that only fits over TCP", async () => {
  const many = Array.from({ length: 120 }, (_, n) => `ip4:192.0.2.${n}`).join(" ");
  const pieces = ["v=spf1 mx ip4:19", "2.0.2.7 ", `${many} ~`.slice(0, 200), `${many} ~`.slice(200), "all"];
  const record = pieces.flatMap((piece) => piece.match(/.{1,255}/g) ?? []);
  const { of } = await check({ "shop.example": txt(record) });
  expect(of("spf")).toMatchObject({ code: "spf.good", values: { all: "~all" } });
});

it("does not choke on records made to hurt", async () => {
  const long = `v=spf1 ${"include:a.example ".repeat(2_000)}-all`;
  const zone: Zone = {
    "shop.example": [txt(long), { kind: "mx", records: [{ exchange: ".", preference: 0 }] }],
    "mail2026._domainkey.shop.example": txt(`v=DKIM1; p=${"A".repeat(20_000)}`),
    "_dmarc.shop.example": txt(`v=DMARC1; p=none\u0000\u0007; ${";=".repeat(5_000)}`),
  };
  const { of, codes } = await check(zone);
  expect(codes).toEqual([
    "spf.bad-term",
    "dkim.missing",
    "dmarc.unreadable",
    "alignment.none",
    "mx.takes-none",
  ]);
  expect(String(of("spf").values.term).length).toBeLessThan(130);
  expect(server?.asked.length).toBeLessThan(12);
});

it("says that nobody answered instead of calling records missing", async () => {
  const zone = Object.fromEntries(
    ["shop.example", "mail2026._domainkey.shop.example", "_dmarc.shop.example"].map((name) => [name, silent]),
  );
  const quiet = await check(zone, {}, SILENT_TIMEOUT_MS);
  expect(quiet.findings.map(({ state }) => state)).toEqual(Array(5).fill("unanswered"));
  await server?.close();
  const broken = await check({ "shop.example": servfail, "_dmarc.shop.example": servfail });
  expect(broken.codes).toEqual([
    "spf.unanswered",
    "dkim.missing",
    "dmarc.unanswered",
    "alignment.unanswered",
    "mx.unanswered",
  ]);
});

it.each([
  ["v=DKIM1; p=", "mend", "dkim.revoked"],
  ["v=DKIM1; k=rsa; p=bm90IGEga2V5", "mend", "dkim.unreadable"],
  ["v=DKIM1; k=dsa; p=bm90IGEga2V5", "mend", "dkim.unreadable"],
  ["v=DKIM2; p=bm90IGEga2V5", "mend", "dkim.unreadable"],
  [rsaRecord(512), "mend", "dkim.too-short"],
  [rsaRecord(1024), "good", "dkim.short"],
  [`${key2048}; t=s:y`, "mend", "dkim.testing"],
  [`v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString("base64")}`, "good", "dkim.good"],
  ["some other text", "missing", "dkim.missing"],
])("reads the key record %s", async (record, state, code) => {
  const { of } = await check({ "mail2026._domainkey.shop.example": txt(record) });
  expect(of("dkim")).toMatchObject({ state, code });
});

it("looks under the usual names when nobody has said what the key is called", async () => {
  const { of } = await check(
    {
      "s1._domainkey.shop.example": txt("v=DKIM1; p="),
      "k1._domainkey.shop.example": txt(key2048),
    },
    { selector: null },
  );
  expect(of("dkim")).toMatchObject({ code: "dkim.good", values: { selector: "k1" } });
  await server?.close();
  expect((await check({}, { selector: null })).of("dkim").code).toBe("dkim.not-found");
});

it("gives the record of the key that this server signs with, also for a domain below the key's", async () => {
  const signsWith = { domain: "shop.example", selector: "own", record: key2048 };
  const mail = { domain: "news.shop.example", selector: null, signsWith };
  const unpublished = await check({ "own._domainkey.shop.example": txt("v=DKIM1; p=") }, mail);
  expect(unpublished.of("dkim")).toMatchObject({
    code: "dkim.revoked",
    publish: { name: "own._domainkey.shop.example", value: key2048 },
  });
  await server?.close();
  const published = await check({ "own._domainkey.shop.example": txt(key2048) }, mail);
  expect(published.of("dkim")).toMatchObject({ code: "dkim.good", publish: null });
  expect(published.of("alignment").code).toBe("alignment.dkim");
});

it.each([
  ["v=DMARC1; p=none; rua=mailto:a@b.example", "good", "dmarc.watching"],
  ["v=DMARC1; p=none", "mend", "dmarc.no-reports"],
  ["v=DMARC1;p=reject", "good", "dmarc.reject"],
  ["v=DMARC1; p=nothing", "mend", "dmarc.unreadable"],
  ["v=DMARC1; p=nothing; rua=mailto:a@b.example", "good", "dmarc.watching"],
])("reads the policy %s", async (record, state, code) => {
  const { of } = await check({ "_dmarc.shop.example": txt(record, "unrelated") });
  expect(of("dmarc")).toMatchObject({ state, code });
});

it("takes the policy of the domain above, for its subdomains where it names one, and two are none", async () => {
  const domain = "news.mail.shop.example";
  const above = { "_dmarc.shop.example": txt("v=DMARC1; p=none; sp=reject; rua=mailto:a@b.example") };
  expect((await check(above, { domain })).of("dmarc")).toMatchObject({
    code: "dmarc.reject",
    values: { at: "shop.example" },
  });
  await server?.close();
  const twice = { "_dmarc.shop.example": txt("v=DMARC1; p=none", "v=DMARC1; p=reject") };
  expect((await check(twice, { domain })).of("dmarc")).toMatchObject({
    state: "mend",
    code: "dmarc.several",
  });
});

it("knows that a service with return addresses of its own needs a signature", async () => {
  const unsigned = { ...goodZone, "mail2026._domainkey.shop.example": txt("v=DKIM1; p=") };
  const ses = await check(unsigned, { host: "email-smtp.eu-west-1.amazonaws.com" });
  expect(ses.of("alignment")).toMatchObject({ state: "missing", values: { provider: "Amazon SES" } });
  await server?.close();
  const resend = await check(unsigned, { host: null, service: "resend" });
  expect(resend).toMatchObject({ provider: "Resend" });
  expect(resend.of("alignment").code).toBe("alignment.needs-dkim");
  await server?.close();
  const bare = await check({}, { host: null, service: "postmark" });
  expect(bare.of("spf")).toMatchObject({ state: "good", code: "spf.not-needed", publish: null });
  await server?.close();
  expect((await check(unsigned)).of("alignment")).toMatchObject({
    state: "mend",
    code: "alignment.spf-only",
  });
});

it("asks nothing about an address that everybody can have", async () => {
  const { codes } = await check({}, { domain: "gmail.com" });
  expect(codes).toEqual(["from.free-mail"]);
  expect(server?.asked).toEqual([]);
});

it("takes a domain's own address for the way of its mail when there is no MX record", async () => {
  const { of } = await check({ "shop.example": { kind: "a", records: ["192.0.2.1"] } });
  expect(of("mx")).toMatchObject({ state: "good", code: "mx.own-address" });
});
