"use client";

import { createContext, type ReactNode, use } from "react";
import type { Variable, VariableGroup } from "./variables.ts";

/** An incoming hook that a workflow can start from. */
export interface HookChoice {
  id: number;
  name: string;
  /** The event that it makes of what it receives. */
  eventName: string;
}

/** What controls offer to choose from. */
export interface FormChoices {
  eventNames: string[];
  attributeNames: string[];
  variables: VariableGroup[];
  dataPaths: Variable[];
  /** Undefined while they are not known yet. */
  hooks?: HookChoice[];
}

const nothing: FormChoices = { eventNames: [], attributeNames: [], variables: [], dataPaths: [] };
const FormContext = createContext<FormChoices>(nothing);

export function FormChoicesProvider({ choices, children }: { choices: FormChoices; children: ReactNode }) {
  return <FormContext value={choices}>{children}</FormContext>;
}

export function useFormChoices(): FormChoices {
  return use(FormContext);
}
