"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo } from "react";
import { ENGLISH, type KnownNames, type Phrase, type PhraseLanguage, word } from "#workflows/phrase.ts";

/** Without one, phrases stay as they are written: in English. */
const Language = createContext<PhraseLanguage | undefined>(undefined);

/** Gives the pages below it the reader's language; for English there is none. */
export function SayProvider({
  language,
  children,
}: {
  language: PhraseLanguage | null;
  children: ReactNode;
}) {
  return <Language.Provider value={language ?? undefined}>{children}</Language.Provider>;
}

/** Has the pages below it call segments and workflows by their names. */
export function NamesProvider({ names, children }: { names: KnownNames; children: ReactNode }) {
  const language = useContext(Language);
  const named = useMemo(() => ({ ...(language ?? ENGLISH), names }), [language, names]);
  return <Language.Provider value={named}>{children}</Language.Provider>;
}

export type Say = (phrase: Phrase) => string;

/** Words what comes from workflows/ and the server, such as labels, sentences, problems and reasons, for the reader. */
export function useSay(): Say {
  const language = useContext(Language);
  return useCallback((phrase: Phrase) => word(phrase, language), [language]);
}
