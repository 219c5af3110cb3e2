import { expect, it } from "vitest";
import { cookieValues, memoryShelf, usable } from "./storage.ts";

/** A page's cookies as a browser keeps them. */
class Jar {
  #cookies = new Map<string, string>();
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  set cookie(text: string) {
    const [pair = "", ...attributes] = text.split("; ");
    const [name = "", value = ""] = pair.split("=");
    if (attributes.includes("max-age=0")) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

it("says that a storage cannot be used when it throws, or forgets", () => {
  const refused = () => {
    throw new Error("SecurityError");
  };
  const forgetful = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  expect(usable(refused)).toBeNull();
  expect(usable(() => forgetful)).toBeNull();
  const shelf = memoryShelf();
  expect(usable(() => shelf)).toBe(shelf);
  expect(shelf.length).toBe(0);
});

it("keeps values in cookies beside those of the site", () => {
  const jar = new Jar();
  jar.cookie = "cart=1; path=/";
  const values = cookieValues(jar);
  expect(usable(() => values)).toBe(values);
  values.setItem("rekindle:user", "ana; path=/evil");
  expect(jar.cookie).toBe("cart=1; rekindle%3Auser=ana%3B%20path%3D%2Fevil");
  expect(values.getItem("rekindle:user")).toBe("ana; path=/evil");
  expect(values.getItem("rekindle:anonymous")).toBeNull();
  values.removeItem("rekindle:user");
  expect(jar.cookie).toBe("cart=1");
});
