import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { SayProvider } from "#components/say.tsx";
import { readPhrases } from "../read-phrases.ts";

/** Pages before somebody is signed in: what the server answers to their forms is worded for the reader. */
export default async function EntryLayout({ children }: { children: ReactNode }) {
  return <SayProvider language={await readPhrases(await getLocale())}>{children}</SayProvider>;
}
