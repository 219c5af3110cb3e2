"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type ApiDocument, DOCUMENT_PATH, type Endpoint, endpointsOf, loadDocument } from "./api-document.ts";
import { CodeText } from "./code-text.tsx";
import { EndpointItem } from "./endpoint-item.tsx";
import { findEndpoints } from "./find-endpoints.ts";
import { ReferenceSearch } from "./reference-search.tsx";

/** Everything that programs can call, as the server itself describes it. */
export function ReferencePage() {
  const t = useTranslations("reference");
  const document = useQuery({
    queryKey: ["api-document"],
    queryFn: () => loadDocument(t("page.noAnswer")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardHeader
          title={t("page.title")}
          description={t("page.description")}
          actions={
            <a href={DOCUMENT_PATH} download="openapi.json" className={buttonStyle("secondary", "md")}>
              <Download aria-hidden="true" />
              openapi.json
            </a>
          }
        />
        <CardBody className="flex max-w-2xl flex-col gap-2 text-sm">
          <p>
            {t.rich("page.auth", {
              link: (chunks) => (
                <Link href="/settings/api-keys" className="text-ember-ink underline underline-offset-2">
                  {chunks}
                </Link>
              ),
              bearer: () => <CodeText text="`Authorization: Bearer`" />,
              writekey: () => <CodeText text="`writeKey`" />,
            })}
          </p>
          {document.data?.info.description.split("\n\n").map((paragraph) => (
            <p key={paragraph}>
              <CodeText text={paragraph} />
            </p>
          ))}
        </CardBody>
      </Card>
      <Loaded
        query={document}
        skeleton={
          <Card>
            <ListSkeleton />
          </Card>
        }
        errorTitle={t("page.loadFailed")}
      >
        {(loaded) => <Endpoints document={loaded} />}
      </Loaded>
    </div>
  );
}

function Endpoints({ document }: { document: ApiDocument }) {
  const t = useTranslations("reference");
  const [search, setSearch] = useState("");
  const found = findEndpoints(endpointsOf(document), search);
  const groups = document.tags
    .map((tag) => ({ ...tag, endpoints: found.filter(({ tags }) => tags.includes(tag.name)) }))
    .filter(({ endpoints }) => endpoints.length > 0);
  return (
    <>
      <ReferenceSearch value={search} onChange={setSearch} found={found.length} />
      {groups.map(({ name, description, endpoints }) => (
        <Group key={name} name={name} description={description} endpoints={endpoints} document={document} />
      ))}
      {groups.length === 0 && (
        <Card>
          <EmptyState
            icon={<SearchX />}
            title={t("page.nothing")}
            action={<Button onClick={() => setSearch("")}>{t("page.showAll")}</Button>}
          >
            {t("page.nothingHelp")}
          </EmptyState>
        </Card>
      )}
    </>
  );
}

type GroupProps = { name: string; description: string; endpoints: Endpoint[]; document: ApiDocument };

function Group({ name, description, endpoints, document }: GroupProps) {
  const address = useServerAddress();
  return (
    <Card>
      <CardHeader title={name} description={description} className="pb-4" />
      <div className="divide-y divide-line border-t">
        {endpoints.map((endpoint) => (
          <EndpointItem
            key={endpoint.operationId}
            endpoint={endpoint}
            schemas={document.components.schemas}
            address={address}
          />
        ))}
      </div>
    </Card>
  );
}

/** Where the browser reaches this server is better than an address that is not set up. */
function useServerAddress(): string {
  const api = useApi();
  const { data } = useQuery(api.settings.get.queryOptions());
  return data && !data.publicUrlProblem ? data.publicUrl : window.location.origin;
}
