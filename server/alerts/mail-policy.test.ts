import { beforeEach, expect, it } from "vitest";
import { directReads } from "#server/reads/reads.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { wordAlert } from "#workflows/alert-words.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import type { CheckContext } from "./check.ts";
import { mailPolicy } from "./mail-policy.ts";

eachDatabase("refusals of the shop itself", (open) => {
  let profileId: number;
  beforeEach(async () => {
    profileId = (await new StoreRig(open()).profile()).id;
  });
  const bounced = async (code: string, count: number, at = NOW) => {
    for (let n = 0; n < count; n++)
      await open()
        .query.insert(open().tables.bounces)
        .values({ profileId, channel: "email", kind: "soft", code, at });
  };
  const found = () => mailPolicy.find({ reads: directReads(open()), now: NOW } as CheckContext);

  it("are told of when there are several in a day", async () => {
    await bounced("5.7.1", 4);
    expect(await found()).toEqual([]);
    await bounced("5.7.606", 1);
    expect(await found()).toEqual([{ subject: "", values: { count: 5 } }]);
    const words = wordAlert({ code: mailPolicy.code, subject: "", values: { count: 5 } });
    expect(inWords(words.text)).toContain("5 emails came back");
  });

  it("are not full mailboxes, nor long ago", async () => {
    await bounced("5.2.2", 9);
    await bounced("5.7.1", 9, NOW - 2 * DAY_MS);
    expect(await found()).toEqual([]);
  });
});
