"use client";

import { useQuery } from "@tanstack/react-query";
import { Archive, BookOpen, Plus, SearchX, Upload, Workflow } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import type { WorkflowSummary } from "./outputs.ts";
import { WorkflowCards } from "./workflow-cards.tsx";
import { filterWorkflows, readFilter, tagsOf, type WorkflowFilter, writeFilter } from "./workflow-filter.ts";
import { WorkflowFilters } from "./workflow-filters.tsx";
import { WorkflowTable } from "./workflow-table.tsx";

/** The page with every workflow. */
export function WorkflowList() {
  const t = useTranslations("workflows.list");
  const api = useApi();
  const query = useQuery(api.workflows.list.queryOptions());
  const [open, setOpen] = useState<"create" | "import" | null>(null);
  const close = () => setOpen(null);
  const mayEdit = useMay("editor");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          mayEdit && (
            <>
              <Button icon={<Upload />} onClick={() => setOpen("import")}>
                {t("import")}
              </Button>
              <ButtonLink icon={<BookOpen />} href="/recipes">
                {t("fromRecipe")}
              </ButtonLink>
              <Button variant="primary" icon={<Plus />} onClick={() => setOpen("create")}>
                {t("new")}
              </Button>
            </>
          )
        }
      />
      <Card>
        {query.isPending && <ListSkeleton />}
        {query.isError && (
          <ErrorState onRetry={() => void query.refetch()} retrying={query.isFetching}>
            {query.error.message}
          </ErrorState>
        )}
        {query.isSuccess && <Workflows workflows={query.data.workflows} onCreate={() => setOpen("create")} />}
      </Card>
      {open === "create" && <CreateDialog onClose={close} />}
      {open === "import" && <ImportDialog onClose={close} />}
    </>
  );
}

function Workflows({ workflows, onCreate }: { workflows: WorkflowSummary[]; onCreate(): void }) {
  const t = useTranslations("workflows.list");
  const mayEdit = useMay("editor");
  if (workflows.length === 0) {
    return (
      <EmptyState
        icon={<Workflow />}
        title={t("none")}
        action={
          mayEdit && (
            <>
              <ButtonLink variant="primary" icon={<BookOpen />} href="/recipes">
                {t("startFromRecipe")}
              </ButtonLink>
              <Button icon={<Plus />} onClick={onCreate}>
                {t("startFromNothing")}
              </Button>
            </>
          )
        }
      >
        {t("noneHelp")}
      </EmptyState>
    );
  }
  return <FilteredWorkflows workflows={workflows} />;
}

function FilteredWorkflows({ workflows }: { workflows: WorkflowSummary[] }) {
  const t = useTranslations("versions");
  const filter = readFilter(useSearchParams());
  const found = filterWorkflows(workflows, filter);
  // In the address, so that it can be shared; not through the router, which would ask the server with every letter.
  const show = (next: WorkflowFilter) =>
    window.history.replaceState(null, "", `/workflows${writeFilter(next)}`);
  return (
    <>
      <div className="border-b px-4 pt-4">
        <WorkflowFilters filter={filter} tags={tagsOf(workflows)} onChange={show} />
      </div>
      {found.length === 0 ? (
        <EmptyState
          icon={filter.status === "archived" ? <Archive /> : <SearchX />}
          title={t(filter.status === "archived" ? "list.noneArchived" : "list.none")}
          action={<Button onClick={() => show({ status: null, tag: null, q: "" })}>{t("list.clear")}</Button>}
        >
          {t(filter.status === "archived" ? "list.noneArchivedHelp" : "list.noneHelp")}
        </EmptyState>
      ) : (
        <>
          <div className="max-md:hidden">
            <WorkflowTable workflows={found} />
          </div>
          <div className="md:hidden">
            <WorkflowCards workflows={found} />
          </div>
        </>
      )}
    </>
  );
}

function ListSkeleton() {
  const t = useTranslations("workflows.list");
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-5 p-5">
      {["w-1/3", "w-1/2", "w-2/5"].map((width) => (
        <div key={width} className="flex items-center gap-6">
          <Skeleton className={`h-5 ${width}`} />
          <Skeleton className="ml-auto h-5 w-20" />
        </div>
      ))}
    </div>
  );
}
