import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { keepApart, offerAgain } from "./kept-apart.ts";
import { listLikelyProfiles } from "./likely-profiles.ts";
import { isLinkId } from "./merge.ts";
import { fillSomeWords } from "./profile-words.ts";
import type { Profile } from "./profiles.ts";

const SHOP_ZONE = "Europe/Lisbon";

eachDatabase("who may be the same person", (open) => {
  async function filled() {
    const rig = new StoreRig(open());
    await rig.do((tx) => fillSomeWords(tx, 10));
    return rig;
  }
  const likely = async ({ id }: Pick<Profile, "id">) =>
    (await listLikelyProfiles(open(), { profileId: id, limit: 5, shopZone: SHOP_ZONE })).map(
      ({ id, signs }) => [id, signs.join(" ")],
    );

  it("shares an address, a number, or the whole name and something else", async () => {
    const rig = await filled();
    const own = {
      ...{ name: "Ana Silva", email: "ana.silva@example.com", phone: "+351900000000" },
      ...{ timezone: "Asia/Tokyo", attributes: { city: "Porto", zip: 4000 } },
    };
    const ana = await rig.profile(own);
    const [phone, email, mailbox, city, zip, zone] = [
      await rig.profile({ name: "Ana", phone: own.phone }),
      await rig.profile({ name: "Silva Ana", email: own.email }),
      await rig.profile({ name: "Ana Silva", email: "Ana.Silva@example.org" }),
      await rig.profile({ name: "ana silva", attributes: { address: { city: " porto" } } }),
      await rig.profile({ name: "Ana Silva", attributes: { postal_code: "4000", city: "Lisbon" } }),
      await rig.profile({ name: "Ana Silva", timezone: "Asia/Tokyo" }),
    ];
    await rig.profile({ name: "Ana Silva-Costa", attributes: own.attributes });
    expect(
      (await listLikelyProfiles(open(), { profileId: ana.id, limit: 9, shopZone: SHOP_ZONE })).map(
        ({ id, signs }) => [id, signs.join(" ")],
      ),
    ).toEqual([
      [phone.id, "phone"],
      [email.id, "email"],
      [mailbox.id, "name mailbox"],
      [city.id, "name city"],
      [zip.id, "name postcode"],
      [zone.id, "name timezone"],
    ]);
    expect(await likely(ana)).toHaveLength(5);
  });

  it("is known by a whole name in scripts that put no space into it, and never by a first name", async () => {
    const rig = await filled();
    const attributes = { city: "上海" };
    const [wang, twin] = [
      await rig.profile({ name: "王伟", attributes }),
      await rig.profile({ name: "王伟", attributes }),
    ];
    const ana = await rig.profile({ name: "Ana", attributes });
    await rig.profile({ name: "Ana", attributes });
    expect(await likely(wang)).toEqual([[twin.id, "name city"]]);
    expect(await likely(ana)).toEqual([]);
  });

  it("is nobody who only has the same name, or lives where the shop is", async () => {
    const rig = await filled();
    const ana = await rig.profile({ name: "Ana Silva", timezone: SHOP_ZONE, email: "ana@example.com" });
    await rig.profile({ name: "Ana Silva", timezone: SHOP_ZONE, email: "silva@example.com" });
    await rig.profile({ name: "Ana Silva" });
    expect(await likely(ana)).toEqual([]);
  });

  it("is nobody of the sample shop for a customer, and the other way round", async () => {
    const rig = await filled();
    const ana = await rig.profile({ name: "Ana Silva", email: "ana@example.com" });
    const made = await rig.profile({ name: "Ana Silva", email: "ana@example.com", isSample: true });
    expect(await likely(ana)).toEqual([]);
    expect(await likely(made)).toEqual([]);
  });

  it("is nobody who was said to be somebody else, from either side, until that is taken back", async () => {
    const rig = await filled();
    const [ana, eva, ida] = [
      await rig.profile({ email: "family@example.com" }),
      await rig.profile({ email: "family@example.com" }),
      await rig.profile({ email: "family@example.com" }),
    ];
    await rig.do((tx) => keepApart(tx, [eva.id, ana.id], NOW));
    await rig.do((tx) => keepApart(tx, [ana.id, eva.id], NOW));
    expect(await likely(ana)).toEqual([[ida.id, "email"]]);
    expect(await likely(eva)).toEqual([[ida.id, "email"]]);
    expect(await likely(ida)).toHaveLength(2);
    const { anonymousIds } = open().tables;
    const noted = await open().query.select().from(anonymousIds);
    expect(noted).toHaveLength(1);
    expect(noted.every(({ value }) => isLinkId(value))).toBe(true);
    await rig.do((tx) => offerAgain(tx, [ana.id, eva.id]));
    expect(await likely(ana)).toHaveLength(2);
  });
});
