"use client";

import { createContext, use } from "react";

/** The language in which a message is being written, of several. */
export interface MessageLanguage {
  /** Null: the shop's own. */
  language: string | null;
  /** The settings as they are kept, with every language; null where there is but one. */
  stored: Record<string, unknown> | null;
}

const MessageLanguageContext = createContext<MessageLanguage>({ language: null, stored: null });

export const MessageLanguageProvider = MessageLanguageContext;

export function useMessageLanguage(): MessageLanguage {
  return use(MessageLanguageContext);
}
