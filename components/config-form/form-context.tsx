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

/** A topic that a message can be about. */
export interface TopicChoice {
  key: string;
  name: string;
  archived: boolean;
}

/** Somebody that emails can come from. */
export interface SenderChoice {
  id: string;
  name: string;
  address: string;
  isDefault: boolean;
  /** This server signs emails, but with a key for another domain. */
  unsigned: boolean;
}

/** A segment or a workflow, as it is chosen by its name. */
export interface NamedChoice {
  id: number;
  name: string;
}

/** What controls offer to choose from. */
export interface FormChoices {
  eventNames: string[];
  attributeNames: string[];
  variables: VariableGroup[];
  dataPaths: Variable[];
  /** What events really carried, by their names; only of those that the form names. */
  eventProperties?: ReadonlyMap<string, string[]>;
  /** Rules here are about people alone: no run brings values of its own. */
  peopleOnly?: boolean;
  /** Undefined while they are not known yet. */
  segments?: NamedChoice[];
  /** Undefined while they are not known yet. */
  workflows?: NamedChoice[];
  /** The tags that people have. */
  tags?: string[];
  /** Undefined while they are not known yet. */
  hooks?: HookChoice[];
  /** The workflow that the form belongs to; its trigger says what a message can name. */
  workflowId?: number;
  /** Undefined while they are not known yet. */
  senders?: SenderChoice[];
  /** Undefined while they are not known yet. */
  topics?: TopicChoice[];
  /** Undefined while they are not known yet, and for people who may not see them. */
  secretNames?: string[];
  /** The shop's own language, and those of its customers; undefined while they are not known yet. */
  languages?: { shop: string; spoken: { tag: string; people: number }[] };
}

const nothing: FormChoices = { eventNames: [], attributeNames: [], variables: [], dataPaths: [] };
const FormContext = createContext<FormChoices>(nothing);

export function FormChoicesProvider({ choices, children }: { choices: FormChoices; children: ReactNode }) {
  return <FormContext value={choices}>{children}</FormContext>;
}

export function useFormChoices(): FormChoices {
  return use(FormContext);
}
