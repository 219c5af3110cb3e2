"use client";

import { createContext, type ReactNode, use } from "react";
import type { Variable, VariableGroup } from "./variables.ts";

/** What controls offer to choose from. */
export interface FormChoices {
  eventNames: string[];
  attributeNames: string[];
  variables: VariableGroup[];
  dataPaths: Variable[];
}

const nothing: FormChoices = { eventNames: [], attributeNames: [], variables: [], dataPaths: [] };
const FormContext = createContext<FormChoices>(nothing);

export function FormChoicesProvider({ choices, children }: { choices: FormChoices; children: ReactNode }) {
  return <FormContext value={choices}>{children}</FormContext>;
}

export function useFormChoices(): FormChoices {
  return use(FormContext);
}
