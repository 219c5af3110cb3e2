import type { IntakeItem } from "#server/engine/intake.ts";
import type { Random } from "#server/sample-shop/random.ts";
import { cities, dateAttributes, dateNear, pickEvent, plans, zones } from "./vocabulary.ts";

const HOUR_MS = 3_600_000;
/** Further back than the age after which an event starts nothing. */
const LATE_MAX_HOURS = 60;

/** A device that several people use. */
const SHARED_BROWSER = "shared-browser";
const BROWSERS_EACH = 2;

type Ids = { externalId: string | null; anonymousId: string | null };

/** The customers of a simulated shop, and what its programs send about them. */
export class Customers {
  readonly ids: string[];
  /** What workflows wait for, so that much of what happens means something. */
  awaited: string[] = [];
  readonly #random: Random;
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
    this.ids = Array.from({ length: random.integer(2, 6) }, (_, index) => `customer-${index + 1}`);
  }

  /** Somebody is made known, or something about somebody changes. */
  identify(externalId: string, now: number, { first = false } = {}): { ref: string; item: IntakeItem } {
    const random = this.#random;
    const often = first ? 0.8 : 0.25;
    const fields: Record<string, string> = {};
    // Two of a family may share an address.
    if (random.chance(often)) fields.email = `${random.chance(0.1) ? "family" : externalId}@example.com`;
    if (random.chance(often)) fields.timezone = random.pick(zones);
    const attributes: Record<string, unknown> = {};
    if (random.chance(often)) attributes.city = random.pick(cities);
    if (random.chance(often)) attributes.plan = random.pick(plans);
    if (random.chance(often)) attributes[random.pick(dateAttributes)] = dateNear(random, now);
    const state = random.pickWeighted(["granted", "withdrawn", "pending"] as const, (known) =>
      known === "granted" ? 8 : 1,
    );
    const channel = random.pick(["email", "web-push"] as const);
    const consent = random.chance(often) ? [{ channel, state }] : [];
    const isPublic = !first && random.chance(0.2);
    const ids = first ? { externalId, anonymousId: null } : this.#ids(externalId);
    // An address that is given for a browser alone is the own one of whoever sits there.
    if (ids.externalId === null && ids.anonymousId === SHARED_BROWSER) delete fields.email;
    else if (ids.externalId === null && fields.email) fields.email = `${externalId}@example.com`;
    return this.#item(ids, now, now, (arrival) => ({
      ...arrival,
      kind: "identify",
      traits: { fields, attributes },
      consent,
      isPublic,
    }));
  }

  /** A program says that a browser is a customer's. */
  alias(externalId: string, now: number): { ref: string; item: IntakeItem } {
    const previousId = this.#browserOf(externalId);
    const ids = { externalId, anonymousId: null };
    return this.#item(ids, now, now, (arrival) => ({ ...arrival, kind: "alias", previousId }));
  }

  /** Somebody does something, or did it a while ago and it is told only now. */
  track(externalId: string, now: number, { late = false } = {}): { ref: string; item: IntakeItem } {
    const random = this.#random;
    const name =
      this.awaited.length > 0 && random.chance(0.6) ? random.pick(this.awaited) : pickEvent(random);
    const at = late ? now - random.integer(1, LATE_MAX_HOURS) * HOUR_MS : now;
    return this.#item(this.#ids(externalId), now, at, (arrival, ref) => ({
      ...arrival,
      kind: "track",
      name,
      properties: { ref, ...this.#properties() },
    }));
  }

  /** The same again, with other properties. */
  trackLike(other: IntakeItem, now: number): { ref: string; item: IntakeItem } {
    const name = other.kind === "track" ? other.name : pickEvent(this.#random);
    const { externalId, anonymousId } = other;
    return this.#item({ externalId, anonymousId }, now, now, (arrival, ref) => ({
      ...arrival,
      kind: "track",
      name,
      properties: { ref, ...this.#properties() },
    }));
  }

  #properties(): Record<string, unknown> {
    const random = this.#random;
    return {
      order_id: `order-${random.integer(1, 20)}`,
      city: random.pick(cities),
      total: random.integer(1, 100),
      product_id: `product-${random.integer(1, 4)}`,
      ...(random.chance(0.5) ? { cart_id: `cart-${random.integer(1, 5)}` } : {}),
    };
  }

  /** What a program knows somebody by: often nothing but the browser. */
  #ids(externalId: string): Ids {
    const kind = this.#random.pickWeighted(
      ["known", "both", "browser"] as const,
      (one) => ({ known: 8, both: 2, browser: 1 })[one],
    );
    return {
      externalId: kind === "browser" ? null : externalId,
      anonymousId: kind === "known" ? null : this.#browserOf(externalId),
    };
  }

  #browserOf(externalId: string): string {
    if (this.#random.chance(0.15)) return SHARED_BROWSER;
    return `${externalId}-browser-${this.#random.integer(1, BROWSERS_EACH)}`;
  }

  #item(
    ids: Ids,
    now: number,
    at: number,
    make: (arrival: Arrival, ref: string) => IntakeItem,
  ): { ref: string; item: IntakeItem } {
    this.#count += 1;
    const ref = `e${this.#count}`;
    const messageId = this.#random.chance(0.9) ? ref : null;
    const traits = { fields: {}, attributes: {} };
    return {
      ref,
      item: make({ ...ids, messageId, at, receivedAt: now, traits }, ref),
    };
  }
}

type Arrival = Omit<Extract<IntakeItem, { kind: "track" }>, "kind" | "name" | "properties">;
