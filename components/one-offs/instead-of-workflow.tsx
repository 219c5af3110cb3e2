"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useApi } from "#components/api.ts";
import { Spinner } from "#components/ui/spinner.tsx";

type Props = {
  workflowId: number;
  /** Shown when there is no such message. */
  children: ReactNode;
};

/** Leads whoever follows a link to the workflow of a one-off message, which has no page, to the message. */
export function InsteadOfWorkflow({ workflowId, children }: Props) {
  const t = useTranslations("one-offs");
  const api = useApi();
  const router = useRouter();
  const query = useQuery(api.oneOffs.ofWorkflow.queryOptions({ workflowId }));
  const id = query.data?.id ?? null;
  useEffect(() => {
    if (id !== null) router.replace(`/one-offs/${id}`);
  }, [id, router]);
  if (query.isPending || id !== null) return <Spinner label={t("opening")} className="m-5" />;
  return children;
}
