import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { findNode } from "#workflows/catalogue.ts";

/** Words what starts a workflow as the palette does: "Abandons a cart". */
export function useTriggerLabel(): (type: string | null) => string {
  const t = useTranslations("workflows.list");
  const say = useSay();
  return (type) => (type === null ? t("noTrigger") : say(findNode(type)?.label ?? type));
}
