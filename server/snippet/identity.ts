import type { Values } from "./storage.ts";

const ANONYMOUS = "rekindle:anonymous";
const USER = "rekindle:user";
const PROOF = "rekindle:proof";

/** Who is using this browser, as far as it knows. */
export interface Identity {
  /** Made at the first need. */
  anonymousId(): string;
  /** The shop's own id for the customer; null until they are identified. */
  userId(): string | null;
  /** By which the shop's own server vouches for the id; null when it does not. */
  proof(): string | null;
  /** Somebody else than before has another one; empty as long as nobody is known, not even as a visitor. */
  key(): string;
  /** Somebody else than before gets an anonymous id of their own: two customers may share a browser. */
  become(userId: string, proof?: string): void;
  /** Nobody is known any more, as after signing out. */
  forget(): void;
}

export function createIdentity(values: Values, newId: () => string): Identity {
  const userId = () => values.getItem(USER);
  const proof = () => values.getItem(PROOF);
  function forget(): void {
    for (const name of [ANONYMOUS, USER, PROOF]) values.removeItem(name);
  }

  return {
    anonymousId() {
      const known = values.getItem(ANONYMOUS);
      if (known) return known;
      const made = newId();
      values.setItem(ANONYMOUS, made);
      return made;
    },
    userId,
    proof,
    key: () => [values.getItem(ANONYMOUS), userId(), proof()].join(" ").trim(),
    become(next, given) {
      const before = userId();
      if (before !== null && before !== next) forget();
      values.setItem(USER, next);
      if (given) values.setItem(PROOF, given);
    },
    forget,
  };
}
