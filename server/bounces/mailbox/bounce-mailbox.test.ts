import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { BounceMailboxSettings } from "#server/store/bounce-settings.ts";
import { readSettings, writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { startImapServer } from "#server/testing/imap-server.ts";
import { complaintReport, postfixReport } from "#server/testing/returned-mails.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { returnId } from "../return-id.ts";
import { BounceMailbox } from "./bounce-mailbox.ts";

eachDatabase("the mailbox of returned emails", (open) => {
  let rig: EngineRig;
  let imap: Awaited<ReturnType<typeof startImapServer>>;
  let reader: BounceMailbox;
  let id: string;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    const { id: profileId } = await rig.profile("ana");
    id = returnId(rig.keys, (await new StoreRig(open()).message(profileId))!);
    imap = await startImapServer({ now: Date.now() });
    reader = read();
    await set({});
  });
  afterEach(async () => {
    await reader.stop();
    await imap.close();
    await rig.engine.stop();
  });

  function read(tls: { ca?: string } = { ca: imap.ca }): BounceMailbox {
    const { clock, keys, engine } = rig;
    return new BounceMailbox({
      ...{ db: open(), clock, keys, live: engine.live },
      ...{ log: pino({ level: "silent" }), options: { tls } },
    });
  }
  function set(fields: Partial<BounceMailboxSettings>): Promise<void> {
    const sealedPassword = rig.keys.encrypt("right");
    const place = { host: "127.0.0.1", port: imap.port, secure: true, user: "bounces", folder: "INBOX" };
    return open().transaction((tx) =>
      writeSetting(tx, "bounceMailbox", { ...place, sealedPassword, ...fields }),
    );
  }
  const state = async () => (await readSettings(open())).bounceMailboxState;
  const kinds = async () => (await open().query.select().from(open().tables.bounces)).map(({ kind }) => kind);
  const seen = () => imap.mails.map(({ flags }) => flags.has("\\Seen"));

  it("is read, and only what brings back one of ours is marked as read", async () => {
    imap.add("From: a@example.com\r\nSubject: A question\r\n\r\nHello?");
    imap.add(postfixReport({ returnId: id }));
    imap.add(postfixReport({ returnId: `${id.slice(0, -3)}AAA` }));
    imap.add(complaintReport({ returnId: id }));
    await reader.check();
    expect(await kinds()).toEqual(["hard", "complaint"]);
    expect(seen()).toEqual([false, true, false, true]);
    expect(await state()).toEqual({
      ...{ uidValidity: "1", lastUid: 4, found: 2, problem: null },
      checkedAt: rig.clock.now(),
    });
    expect(imap.commands.filter((command) => /expunge|deleted|move|copy/i.test(command))).toEqual([]);
  });

  it("is read on from where it was left, and anew when its numbers are others", async () => {
    imap.add("Subject: A question\r\n\r\nHello?");
    await reader.check();
    imap.commands.length = 0;
    imap.add(postfixReport({ returnId: id }));
    await reader.check();
    expect(imap.commands.filter((command) => command.startsWith("UID FETCH"))).toEqual([
      expect.stringMatching(/^UID FETCH 2 /),
    ]);
    expect(await kinds()).toEqual(["hard"]);
    imap.state.uidValidity = 2;
    await reader.check();
    expect(await state()).toMatchObject({ uidValidity: "2", lastUid: 1, found: 1 });
  });

  it("says in words why it cannot be read, until it can", async () => {
    const problem = async () => {
      await reader.check();
      return (await state())?.problem?.code ?? null;
    };
    imap.state.password = "another";
    expect(await problem()).toBe("mailbox.auth");
    imap.state.password = "right";
    await set({ folder: "Bounces" });
    expect(await problem()).toBe("mailbox.no-folder");
    await set({ port: 1 });
    expect(await problem()).toBe("mailbox.no-connection");
    await set({});
    const trusting = reader;
    reader = read({});
    expect(await problem()).toBe("mailbox.tls");
    reader = trusting;
    expect(await problem()).toBeNull();
  });

  it("gets no password over a connection that cannot be made safe", async () => {
    const plain = await startImapServer({ now: Date.now(), plain: true });
    await set({ port: plain.port, secure: false });
    await reader.check();
    expect((await state())?.problem).not.toBeNull();
    expect(plain.commands).not.toContain("LOGIN");
    await plain.close();
  });

  it("is left alone where none is set up", async () => {
    await open().transaction((tx) => writeSetting(tx, "bounceMailbox", null));
    await reader.check();
    expect(imap.commands).toEqual([]);
    expect(await state()).toBeNull();
  });
});
