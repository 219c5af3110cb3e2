"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { type InventedPerson, inventedPerson } from "#workflows/invented-person.ts";
import { inventedSamples } from "#workflows/invented-samples.ts";

const KEY = "rekindle.test-person";

const keptPerson = z.object({ kind: z.enum(["stored", "invented"]), person: inventedPerson });
export type KeptPerson = z.output<typeof keptPerson>;

const FIRST: KeptPerson = {
  kind: "stored",
  person: inventedSamples[0]?.person ?? inventedPerson.parse({}),
};

/** The invented person of this browser, and whether tests were last made with it. */
export function useKeptPerson(): [KeptPerson, (next: KeptPerson) => void] {
  const [kept, setKept] = useState(read);
  function keep(next: KeptPerson) {
    setKept(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // A browser that keeps nothing still has it until the panel is closed.
    }
  }
  return [kept, keep];
}

function read(): KeptPerson {
  try {
    const parsed = keptPerson.safeParse(JSON.parse(localStorage.getItem(KEY) ?? "null"));
    return parsed.success ? parsed.data : FIRST;
  } catch {
    return FIRST;
  }
}

/** What is complete enough to be tested with: rows that are not named yet are left out. */
export function usablePerson(person: InventedPerson): InventedPerson {
  return {
    ...person,
    attributes: person.attributes.filter(({ name }) => name.trim() !== ""),
    events: person.events.filter(({ event }) => event.trim() !== ""),
  };
}
