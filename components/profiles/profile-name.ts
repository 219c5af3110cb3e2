import { useTranslations } from "next-intl";

interface Known {
  id: number;
  name: string | null;
  email: string | null;
  externalId?: string | null;
}

/** What to call a person of whom little may be known. */
export function useProfileName(): (profile: Known) => string {
  const t = useTranslations("profiles.name");
  return ({ id, name, email, externalId }) => name || email || externalId || t("visitor", { id });
}
