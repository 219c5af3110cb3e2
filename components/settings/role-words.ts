import type { Role } from "#components/shell/session.tsx";
import type { SelectOption } from "#components/ui/select.tsx";
import type { SettingsWords } from "./settings-words.ts";

export const ROLES: readonly Role[] = ["owner", "editor", "viewer"];

/** Each role with what it may do, to choose from. */
export function roleOptions(t: SettingsWords): SelectOption[] {
  return ROLES.map((role) => ({
    value: role,
    label: t(`people.${role}.label`),
    description: t(`people.${role}.may`),
  }));
}

/** Reads a role from a select; `fallback` for anything else. */
export function roleOf(value: string, fallback: Role): Role {
  return ROLES.find((role) => role === value) ?? fallback;
}
