"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, SearchX } from "lucide-react";
import Link from "next/link";
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
  const document = useQuery({
    queryKey: ["api-document"],
    queryFn: loadDocument,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardHeader
          title="API reference"
          description="What your own programs can do with this server, and how. For a tool that reads OpenAPI, download the file."
          actions={
            <a href={DOCUMENT_PATH} download="openapi.json" className={buttonStyle("secondary", "md")}>
              <Download aria-hidden="true" />
              openapi.json
            </a>
          }
        />
        <CardBody className="flex max-w-2xl flex-col gap-2 text-sm">
          <p>
            A call carries an{" "}
            <Link href="/settings/api-keys" className="text-ember-ink underline underline-offset-2">
              API key
            </Link>
            , as <CodeText text="`Authorization: Bearer`" /> or as the user name of Basic; where the fields
            below say so, <CodeText text="`writeKey`" /> in the body will do. A key does only what its scopes
            allow.
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
        errorTitle="The reference could not be loaded"
      >
        {(loaded) => <Endpoints document={loaded} />}
      </Loaded>
    </div>
  );
}

function Endpoints({ document }: { document: ApiDocument }) {
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
            title="Nothing is called like this"
            action={<Button onClick={() => setSearch("")}>Show everything</Button>}
          >
            Try a word of what you want to do, such as “customer” or “send”.
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
