/** What a browser's storage offers, as far as it is used here. */
export type Values = Pick<Storage, "getItem" | "setItem" | "removeItem">;
export type Shelf = Values & Pick<Storage, "key" | "length">;

const PROBE = "rekindle:probe";
const COOKIE_MAX_AGE_S = 400 * 24 * 3600;

/** The storage if it can be written to: browsers refuse it in private frames, when it is full, or on request. */
export function usable<S extends Values>(open: () => S): S | null {
  try {
    const storage = open();
    storage.setItem(PROBE, "1");
    const works = storage.getItem(PROBE) === "1";
    storage.removeItem(PROBE);
    return works ? storage : null;
  } catch {
    return null;
  }
}

/** Lasts as long as the page. */
export function memoryShelf(): Shelf {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  };
}

/** First-party cookies, for the few values that must outlive the page. */
export function cookieValues(page: { cookie: string }): Values {
  const write = (name: string, value: string, maxAgeS: number) => {
    page.cookie = `${encodeURIComponent(name)}=${encodeURIComponent(value)}; path=/; max-age=${maxAgeS}; samesite=lax`;
  };
  return {
    getItem: (name) => {
      const start = `${encodeURIComponent(name)}=`;
      const found = page.cookie.split("; ").find((pair) => pair.startsWith(start));
      return found === undefined ? null : decodeURIComponent(found.slice(start.length));
    },
    setItem: (name, value) => write(name, value, COOKIE_MAX_AGE_S),
    removeItem: (name) => write(name, "", 0),
  };
}
