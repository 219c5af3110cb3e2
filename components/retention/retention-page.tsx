"use client";

import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import type { Metric } from "./outputs.ts";
import { ReportSkeleton } from "./report-skeleton.tsx";

const loading = () => <ReportSkeleton />;

/** Each page fetches its own code: nobody looks at all of them at once. */
const pages: Record<Metric, ComponentType> = {
  cohorts: dynamic(() => import("./pages/cohort-page.tsx").then((module) => module.CohortPage), { loading }),
  lifecycle: dynamic(() => import("./pages/lifecycle-page.tsx").then((module) => module.LifecyclePage), {
    loading,
  }),
  active: dynamic(() => import("./pages/active-page.tsx").then((module) => module.ActivePage), { loading }),
  churn: dynamic(() => import("./pages/churn-page.tsx").then((module) => module.ChurnPage), { loading }),
  repeat: dynamic(() => import("./pages/repeat-page.tsx").then((module) => module.RepeatPage), { loading }),
  gaps: dynamic(() => import("./pages/gaps-page.tsx").then((module) => module.GapsPage), { loading }),
  funnel: dynamic(() => import("./pages/funnel-page.tsx").then((module) => module.FunnelPage), { loading }),
  revenue: dynamic(() => import("./pages/revenue-page.tsx").then((module) => module.RevenuePage), {
    loading,
  }),
  clv: dynamic(() => import("./pages/clv-page.tsx").then((module) => module.ClvPage), { loading }),
  rfm: dynamic(() => import("./pages/rfm-page.tsx").then((module) => module.RfmPage), { loading }),
};

/** The page of one metric. */
export function RetentionPage({ metric }: { metric: Metric }) {
  const Page = pages[metric];
  return <Page />;
}
