import type { Values } from "./storage.ts";

const ANONYMOUS = "rekindle:anonymous";
const USER = "rekindle:user";

/** Who is using this browser, as far as it knows. */
export interface Identity {
  /** Made at the first need. */
  anonymousId(): string;
  /** The shop's own id for the customer; null until they are identified. */
  userId(): string | null;
  /** Somebody else than before gets an anonymous id of their own: two customers may share a browser. */
  become(userId: string): void;
  /** Nobody is known any more, as after signing out. */
  forget(): void;
}

export function createIdentity(values: Values, newId: () => string): Identity {
  const userId = () => values.getItem(USER);
  return {
    anonymousId() {
      const known = values.getItem(ANONYMOUS);
      if (known) return known;
      const made = newId();
      values.setItem(ANONYMOUS, made);
      return made;
    },
    userId,
    become(next) {
      const before = userId();
      if (before !== null && before !== next) values.removeItem(ANONYMOUS);
      values.setItem(USER, next);
    },
    forget() {
      values.removeItem(ANONYMOUS);
      values.removeItem(USER);
    },
  };
}
