import type { Role } from "#components/shell/session.tsx";

export const ROLES: readonly Role[] = ["owner", "editor", "viewer"];

/** How each role is called and what it may do. */
export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  owner: { label: "Owner", may: "Everything, including settings, API keys and other people." },
  editor: { label: "Editor", may: "Changes and publishes workflows, records events, erases profiles." },
  viewer: { label: "Viewer", may: "Looks at workflows, profiles and messages, and changes nothing." },
};

export const ROLE_OPTIONS = ROLES.map((role) => ({
  value: role,
  label: ROLE_WORDS[role].label,
  description: ROLE_WORDS[role].may,
}));

/** Reads a role from a select; `fallback` for anything else. */
export function roleOf(value: string, fallback: Role): Role {
  return ROLES.find((role) => role === value) ?? fallback;
}
