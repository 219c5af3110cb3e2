"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { attributeType } from "./attribute-types.ts";
import { PropertyList } from "./property-list.tsx";

/** What the shop told about the person, as it told it, and what kind of value each is. */
export function ProfileAttributes({ attributes }: { attributes: Record<string, unknown> }) {
  const t = useTranslations("profiles.attributes");
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody>
        <PropertyList
          properties={attributes}
          empty={t("none")}
          aside={(value) => t(`types.${attributeType(value)}`)}
        />
      </CardBody>
    </Card>
  );
}
