"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { toast } from "#components/ui/toast.ts";
import { findExample } from "./examples.ts";
import { SegmentEditor } from "./segment-editor.tsx";
import { LIST_HREF } from "./segment-head.tsx";

/** The page where a segment is made; its address may name an example to begin with. */
export function NewSegment() {
  const t = useTranslations("segments");
  const router = useRouter();
  const search = useSearchParams();
  const mayEdit = useMay("editor");
  const [initial] = useState(() => {
    const example = findExample(search.get("example"));
    return {
      name: example ? t(`examples.${example.id}.name`) : "",
      description: "",
      rule: example?.rule ?? null,
    };
  });
  return (
    <>
      <PageHeader
        back={{ href: LIST_HREF, label: t("list.title") }}
        title={t("new.title")}
        description={t("new.description")}
      />
      <NeedsRole atLeast="editor" what={t("new.needsRole")} />
      {mayEdit && (
        <SegmentEditor
          segment={null}
          initial={initial}
          backHref={LIST_HREF}
          onSaved={(id) => {
            toast.success(t("new.done"));
            router.push(`/segments/${id}`);
          }}
        />
      )}
    </>
  );
}
