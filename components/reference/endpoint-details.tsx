import { useLocale, useTranslations } from "next-intl";
import { CodeBlock } from "#components/settings/code-block.tsx";
import type { Endpoint, Parameter, Schemas } from "./api-document.ts";
import { CodeText } from "./code-text.tsx";
import { curlCommand } from "./curl-command.ts";
import { exampleOf } from "./example-value.ts";
import { FieldList } from "./field-list.tsx";
import { fieldsOf, type SchemaField, type TypeWords, wordType } from "./schema-fields.ts";

type Props = {
  endpoint: Endpoint;
  schemas: Schemas;
  /** The address that the server is reached under. */
  address: string;
};

/** All that there is to know of one endpoint, with a command to try it. */
export function EndpointDetails({ endpoint, schemas, address }: Props) {
  const t = useTranslations("reference");
  const words = { schemas, t, locale: useLocale() };
  const { summary, description, parameters = [], requestBody } = endpoint;
  const scope = endpoint["x-scope"];
  const body = requestBody?.content["application/json"]?.schema;
  return (
    <div className="flex flex-col gap-5 border-t px-4 py-4 sm:px-5">
      {(description || scope) && (
        <div className="flex max-w-2xl flex-col gap-1.5 text-sm">
          {description && (
            <p>
              <CodeText text={description} />
            </p>
          )}
          {scope && (
            <p className="text-muted">
              {t.rich("endpoint.scope", { scope: () => <CodeText text={`\`${scope}\``} /> })}
            </p>
          )}
        </div>
      )}
      <FieldList
        title={t("endpoint.inAddress")}
        fields={wordParameters(parameters, ["path", "query"], words)}
      />
      <FieldList title={t("endpoint.headers")} fields={wordParameters(parameters, ["header"], words)} />
      {body && <FieldList title={t("endpoint.body")} fields={fieldsOf(body, words)} />}
      <section>
        <h3 className="mb-1.5 text-sm font-medium">{t("endpoint.try")}</h3>
        <CodeBlock label={t("endpoint.command", { summary })} code={curlCommand(endpoint, address)} />
      </section>
      <Answers endpoint={endpoint} schemas={schemas} />
    </div>
  );
}

function wordParameters(parameters: Parameter[], places: Parameter["in"][], words: TypeWords): SchemaField[] {
  return parameters
    .filter((parameter) => places.includes(parameter.in))
    .map(({ name, required, description, schema }) => ({
      path: name,
      type: wordType(schema, words),
      isRequired: required,
      description: description ?? null,
    }));
}

/** What comes back: the good answers with an example, the refusals with their meaning. */
function Answers({ endpoint, schemas }: { endpoint: Endpoint; schemas: Schemas }) {
  const t = useTranslations("reference");
  const answers = Object.entries(endpoint.responses);
  // Of several, the last: 201 and 202 say that something was done, 200 that it had been before.
  const good = answers.findLast(([status]) => status.startsWith("2"));
  const schema = good?.[1].content?.["application/json"]?.schema;
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-medium">{t("endpoint.answers")}</h3>
      <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {answers.map(([status, { description }]) => (
          <div key={status} className="contents">
            <dt data-figures className="font-mono text-[0.8125rem] leading-5">
              {status}
            </dt>
            <dd className="text-muted">
              <CodeText text={description} />
            </dd>
          </div>
        ))}
      </dl>
      {schema && (
        <CodeBlock
          label={t("endpoint.example", { summary: endpoint.summary })}
          code={JSON.stringify(exampleOf(schema, schemas), null, 2)}
        />
      )}
    </section>
  );
}
