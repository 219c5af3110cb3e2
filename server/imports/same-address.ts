import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";

type Address = { email: string };

/** One of them may be the one who asks. */
const WITHDRAWN_READ_MAX = 2;

const withdrawn = statement<Address>()((query, { profiles, consents }) =>
  query
    .select({ id: profiles.id })
    .from(profiles)
    .innerJoin(
      consents,
      and(
        eq(consents.profileId, profiles.id),
        eq(consents.channel, "email"),
        eq(consents.topic, DEFAULT_TOPIC),
      ),
    )
    .where(and(eq(profiles.email, sql.placeholder("email")), eq(consents.state, "withdrawn")))
    .limit(WITHDRAWN_READ_MAX),
);
const notWithdrawn = statement<Address>()((query, { profiles, consents }) =>
  query
    .select({ id: profiles.id })
    .from(profiles)
    .leftJoin(
      consents,
      and(
        eq(consents.profileId, profiles.id),
        eq(consents.channel, "email"),
        eq(consents.topic, DEFAULT_TOPIC),
      ),
    )
    .where(
      and(
        eq(profiles.email, sql.placeholder("email")),
        or(isNull(consents.state), ne(consents.state, "withdrawn")),
      ),
    )
    .orderBy(profiles.id),
);

/**
 * Who shares an address, as one transaction sees it: each address is asked for once, because one that stands for “none”
 * may be that of thousands, in thousands of rows.
 */
export class SharedAddresses {
  readonly #withdrawn = new Map<string, number[]>();
  readonly #notWithdrawn = new Map<string, number[]>();
  #planned = new WeakSet<object>();

  /** Before a row is planned. One that was planned before says that the transaction is tried again, with other facts. */
  begin(row: object): void {
    if (this.#planned.has(row)) {
      this.#withdrawn.clear();
      this.#notWithdrawn.clear();
      this.#planned = new WeakSet();
    }
    this.#planned.add(row);
  }

  /** Whether anybody but this profile has the address and has unsubscribed it. */
  *hasOtherWithdrawn(email: string, self: number | null): Steps<boolean> {
    const known = this.#withdrawn.get(email);
    const ids = known ?? (yield* prepared(withdrawn, { email })).map(({ id }) => id);
    if (!known) this.#withdrawn.set(email, ids);
    return ids.some((id) => id !== self);
  }

  /** Everybody but this profile who has the address and has not unsubscribed. */
  *othersNotWithdrawn(email: string, self: number | null): Steps<number[]> {
    const known = this.#notWithdrawn.get(email);
    const ids = known ?? (yield* prepared(notWithdrawn, { email })).map(({ id }) => id);
    if (!known) this.#notWithdrawn.set(email, ids);
    return ids.filter((id) => id !== self);
  }

  /** After a profile with the address has unsubscribed it. */
  noteWithdrawn(email: string, id: number): void {
    this.#withdrawn.get(email)?.push(id);
    this.#notWithdrawn.delete(email);
  }

  /** After all who have the address have unsubscribed it. */
  noteAllWithdrawn(email: string): void {
    this.#notWithdrawn.set(email, []);
  }

  /** After somebody has come to an address or left it. */
  noteMoved(email: string): void {
    this.#withdrawn.delete(email);
    this.#notWithdrawn.delete(email);
  }

  /** After a new profile with the address, that has not unsubscribed. */
  noteNew(email: string): void {
    this.#notWithdrawn.delete(email);
  }
}
