"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { Segment } from "./outputs.ts";
import { SegmentMenu } from "./segment-menu.tsx";
import { BuildingBadge } from "./segment-rows.tsx";

export const LIST_HREF = "/segments";

type Props = {
  segment: Segment;
  /** Called before the segment is asked for again, which is not there any more. */
  onRemoved(): void;
};

/** What a segment is called and for, and what can be done with it. */
export function SegmentHead({ segment, onRemoved }: Props) {
  const t = useTranslations("segments");
  const router = useRouter();
  const mayEdit = useMay("editor");
  const { id, name, description, state, progress } = segment;
  return (
    <PageHeader
      back={{ href: LIST_HREF, label: t("list.title") }}
      title={name}
      description={description}
      aside={state === "building" && <BuildingBadge progress={progress} />}
      actions={
        mayEdit && (
          <>
            <ButtonLink href={`/segments/${id}?edit`} icon={<Pencil />}>
              {t("page.edit")}
            </ButtonLink>
            <SegmentMenu
              segment={segment}
              onRemoved={() => {
                onRemoved();
                router.push(LIST_HREF);
              }}
            />
          </>
        )
      }
    />
  );
}
