"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PropertyList } from "./property-list.tsx";

/** What the shop told about the person, as it told it. */
export function ProfileAttributes({ attributes }: { attributes: Record<string, unknown> }) {
  const t = useTranslations("profiles.attributes");
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody>
        <PropertyList properties={attributes} empty={t("none")} />
      </CardBody>
    </Card>
  );
}
