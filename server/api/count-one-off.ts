import { addressHash } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import type { OneOff } from "#server/store/one-offs.ts";
import { countPreview } from "./preview-limit.ts";
import { badRequest, type Person } from "./trpc.ts";

/** Few enough that other reads of the same thread are not held up between two pages. */
const PROFILES_PER_PAGE = 1_000;

/** Whom a one-off message would reach if it went out now; the four groups below `people` make up all of them. */
export interface OneOffCount {
  /** Whom it is meant for. */
  people: number;
  /** Of these, who has an address or a browser that it could go to. */
  reachable: number;
  /** Who would get it; quiet hours may hold it, and the shop's limits per person may still leave some out. */
  willGet: number;
  /** Can be reached and has not agreed, or has unsubscribed. */
  notConsented: number;
  /** Has agreed, but the address came back or was reported. */
  suppressed: number;
  withoutAddress: number;
  /** When it was counted; the draft that it was counted for. */
  at: number;
  revision: number;
}

type Context = Pick<Services, "reads" | "keys" | "clock" | "engine" | "senders"> & {
  person: Pick<Person, "id">;
};

/** Counts page by page off the thread that takes events in, so it is how things stand about now. */
export async function countOneOff(ctx: Context, oneOff: OneOff): Promise<OneOffCount> {
  countPreview(ctx);
  const { id, audience, message, revision } = oneOff;
  if (message === null) throw badRequest("Choose what to send first");
  const { shop } = ctx.engine.live.settings;
  const now = ctx.clock.now();
  const count = { people: 0, reachable: 0, willGet: 0, notConsented: 0, suppressed: 0, withoutAddress: 0 };
  let afterProfileId: number | null = 0;
  while (afterProfileId !== null) {
    const page: Awaited<ReturnType<Context["reads"]["countOneOffPage"]>> = await ctx.reads.countOneOffPage({
      oneOffId: id,
      ...{ audience, message, now, afterProfileId },
      shopTimezone: shop.timezone,
      shopLanguage: shop.language,
      consentRule: shop.consentRule,
      limit: PROFILES_PER_PAGE,
    });
    const agreed = page.candidates.filter((candidate) => candidate.agreed);
    const suppressed = await countSuppressed(ctx, page, agreed);
    count.people += page.people;
    count.reachable += page.candidates.length;
    count.withoutAddress += page.people - page.candidates.length;
    count.notConsented += page.candidates.length - agreed.length;
    count.suppressed += suppressed;
    count.willGet += agreed.length - suppressed;
    afterProfileId = page.next;
  }
  return { ...count, at: now, revision };
}

type Page = Awaited<ReturnType<Context["reads"]["countOneOffPage"]>>;

/** How many of these have no address left that may be written to. The key for hashing stays on this thread. */
async function countSuppressed(
  { reads, keys }: Context,
  { channel, topic, transactional }: Page,
  people: Page["candidates"],
): Promise<number> {
  if (channel === null || people.length === 0) return 0;
  const hashed = people.map(({ profileId, addresses }) =>
    addresses.map((address) => ({ profileId, addressHash: addressHash(keys, channel, address) })),
  );
  const found = await reads.listSuppressedAmong({ channel, topic, transactional, places: hashed.flat() });
  const suppressed = new Set(found);
  return hashed.filter((places) => places.every((place) => suppressed.has(place.addressHash))).length;
}
