import { expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { makeDkimPrivateKey } from "#server/delivery/dkim.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { startDnsServer } from "#server/testing/dns-server.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { domainCheckRouter } from "./domain-check.ts";

eachDatabase("the domain check", (open) => {
  async function checkAs(
    role: Role,
    variables: Record<string, string>,
    selector?: string,
    prepare: (rig: EngineRig) => Promise<void> = async () => {},
  ) {
    const dns = await startDnsServer({ "shop.example": { kind: "txt", records: ["v=spf1 mx -all"] } });
    const rig = new EngineRig(open());
    await prepare(rig);
    await rig.engine.reload();
    const { clock, engine, keys } = rig;
    const env = readEnv({ DNS_SERVERS: dns.address, ...variables });
    const person = { id: role, name: role, email: `${role}@example.com`, role };
    const services = { clock, engine, env, keys } as unknown as Services;
    try {
      const api = domainCheckRouter.createCaller({ services, person });
      return { seen: await api.read({ selector }), asked: dns.asked };
    } finally {
      await dns.close();
    }
  }
  const mail = { SMTP_URL: "smtp://mail.shop.example", MAIL_FROM: "Shop <hello@Shop.example>" };

  it("asks the named server about the domain that emails come from, and about no other", async () => {
    const { seen, asked } = await checkAs("owner", mail, "mail2026");
    expect(seen.domains).toMatchObject([{ domain: "shop.example", addresses: ["hello@Shop.example"] }]);
    expect(seen.domains[0]?.findings[0]).toMatchObject({ check: "spf", code: "spf.good" });
    expect(asked).toContain("TXT mail2026._domainkey.shop.example");
    expect(asked.every((question) => question.endsWith("shop.example"))).toBe(true);
  });

  it("looks at every address that emails can come from, and at the key that this server signs with", async () => {
    const privateKey = await makeDkimPrivateKey();
    const { seen } = await checkAs("owner", mail, undefined, async (rig) => {
      const named = { name: "Ana", replyTo: "" };
      await rig.set("senders", {
        identities: [
          { id: "a", address: "ana@shop.example", ...named },
          { id: "b", address: "ana@other.example", ...named },
        ],
        defaultId: null,
      });
      const sealedPrivateKey = rig.keys.encrypt(privateKey);
      await rig.set("dkim", { domain: "shop.example", selector: "own", sealedPrivateKey, on: true });
    });
    expect(seen.domains.map(({ domain, addresses }) => [domain, ...addresses])).toEqual([
      ["shop.example", "hello@Shop.example", "ana@shop.example"],
      ["other.example", "ana@other.example"],
    ]);
    const [own, other] = seen.domains.map(({ findings }) => findings.find(({ check }) => check === "dkim"));
    expect(own?.publish?.name).toBe("own._domainkey.shop.example");
    expect(own?.publish?.value).toMatch(/^v=DKIM1; k=rsa; p=/);
    expect(other).toMatchObject({ code: "dkim.not-found", publish: null });
    expect(JSON.stringify(seen)).not.toContain("PRIVATE KEY");
  });

  it("leaves out the mail server's address once a usual sender stands for it", async () => {
    const { seen } = await checkAs("owner", mail, undefined, (rig) =>
      rig.set("senders", {
        identities: [{ id: "a", address: "ana@other.example", name: "Ana", replyTo: "" }],
        defaultId: "a",
      }),
    );
    expect(seen.domains.map(({ domain }) => domain)).toEqual(["other.example"]);
  });

  it("has nothing to check while no address is set, and is for owners alone", async () => {
    expect((await checkAs("owner", {})).seen.domains).toEqual([]);
    await expect(checkAs("editor", mail)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(checkAs("owner", mail, "a b")).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

it("refuses to start with a name server that is no address", () => {
  expect(readEnv({ DNS_SERVERS: "192.0.2.1, [2001:db8::1]:5353" }).DNS_SERVERS).toHaveLength(2);
  expect(() => readEnv({ DNS_SERVERS: "dns.example" })).toThrow("DNS_SERVERS");
});
