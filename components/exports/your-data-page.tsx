"use client";

import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ExportRows } from "./export-rows.tsx";

/** Everything that is stored, to take away; how to bring data in; and how to keep a copy. */
export function YourDataPage() {
  const t = useTranslations("exports.page");
  const mayEdit = useMay("editor");
  return (
    <>
      <NeedsRole atLeast="editor" what={t("needsRole")} />
      <div className="flex flex-col gap-6">
        {mayEdit && <ExportCard />}
        {mayEdit && <OnePersonCard />}
        {mayEdit && <ImportCard />}
        <BackupCard />
      </div>
    </>
  );
}

function ExportCard() {
  const t = useTranslations("exports.page");
  const api = useApi();
  // Counting takes its time on a large database, so it is not asked again while the page stands.
  const files = useQuery(api.exports.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <Card>
      <CardHeader title={t("take")} description={t("takeHint")} />
      <div className="mt-4 border-t">
        <Loaded query={files} skeleton={<ListSkeleton rows={6} />} errorTitle={t("notCounted")}>
          {(loaded) => <ExportRows files={loaded} />}
        </Loaded>
      </div>
    </Card>
  );
}

function OnePersonCard() {
  const t = useTranslations("exports.page");
  return (
    <Card>
      <CardHeader
        title={t("onePerson")}
        description={t("onePersonHint")}
        actions={<ButtonLink href="/profiles">{t("findProfile")}</ButtonLink>}
      />
      <CardBody className="pt-0" />
    </Card>
  );
}

function ImportCard() {
  const t = useTranslations("exports.page");
  return (
    <Card>
      <CardHeader
        title={t("bringIn")}
        description={t("bringInHint")}
        actions={
          <ButtonLink href="/imports" icon={<FileUp />}>
            {t("imports")}
          </ButtonLink>
        }
      />
      <CardBody className="pt-0" />
    </Card>
  );
}

function BackupCard() {
  const t = useTranslations("exports.page");
  return (
    <Card>
      <CardHeader title={t("copy")} description={t("copyHint")} />
      <CardBody className="flex flex-col gap-4 text-sm">
        <p>{t("copyHow")}</p>
        <CodeBlock code="npm run backup" label={t("copyCommand")} />
        <p className="text-muted">{t("copyWhere")}</p>
      </CardBody>
    </Card>
  );
}
