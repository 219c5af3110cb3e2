"use client";

import { createContext, use } from "react";

/** The whole config of the surrounding form, for a control that edits more than one field. */
export interface WholeConfig {
  config: Record<string, unknown>;
  /** Changes some fields; `field` is the one that the change is about. */
  change(fields: Record<string, unknown>, field: string): void;
}

const ConfigContext = createContext<WholeConfig>({ config: {}, change: () => {} });

export const ConfigProvider = ConfigContext;

export function useWholeConfig(): WholeConfig {
  return use(ConfigContext);
}
