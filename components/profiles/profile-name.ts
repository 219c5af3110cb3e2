/** What to call a person of whom little may be known. */
export function profileName(profile: {
  id: number;
  name: string | null;
  email: string | null;
  externalId?: string | null;
}): string {
  return profile.name || profile.email || profile.externalId || `Visitor ${profile.id}`;
}
