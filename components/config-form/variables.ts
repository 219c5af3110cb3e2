import type { useTranslations } from "next-intl";
import { callWebhook } from "#workflows/actions/call-webhook.ts";
import { type Cart, foldCart } from "#workflows/cart.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { ProfileFacts } from "#workflows/facts.ts";
import type { Graph } from "#workflows/graph.ts";
import type { TriggerDefinition } from "#workflows/node.ts";
import type { RunData } from "#workflows/run.ts";
import { attributeVariables, eventVariables, type Seen } from "./seen-variables.ts";
import { variablePath, wordName } from "./variable-path.ts";

/** Words the variables. */
export type VariableWords = ReturnType<typeof useTranslations<"config-form.variables">>;

/** Something a message or a condition can speak of. */
export interface Variable {
  /** As conditions name it: "event.total". */
  path: string;
  label: string;
  /** What is written into a template. */
  insert: string;
  /** A value it may have. */
  example?: string;
  /** How often it really occurs. */
  note?: string;
}

export interface VariableGroup {
  label: string;
  variables: Variable[];
}

const CART_LINES = "{% for item in cart.items %}{{ item.quantity }} × {{ item.name }}\n{% endfor %}";

const profileVariables = (t: VariableWords): Variable[] => [
  {
    path: "firstName",
    label: t("firstName"),
    insert: '{{ profile.firstName | default: "there" }}',
    example: "Ana",
  },
  { path: "name", label: t("name"), insert: '{{ profile.name | default: "there" }}', example: "Ana Lima" },
  { path: "email", label: t("email"), insert: "{{ profile.email }}", example: "ana@example.com" },
  { path: "phone", label: t("phone"), insert: "{{ profile.phone }}" },
  { path: "externalId", label: t("externalId"), insert: "{{ profile.externalId }}" },
  { path: "locale", label: t("locale"), insert: "{{ profile.locale }}", example: "en-GB" },
  { path: "zone", label: t("zone"), insert: "{{ profile.zone }}", example: "Europe/Berlin" },
];

/** A profile about which nothing is known. */
const SOMEBODY: ProfileFacts = {
  id: 0,
  externalId: null,
  email: null,
  phone: null,
  name: null,
  timezone: null,
  locale: null,
  attributes: {},
  createdAt: 0,
  lastSeenAt: null,
};

const shopVariables = (t: VariableWords): Variable[] => [
  { path: "shop.name", label: t("shopName"), insert: "{{ shop.name }}" },
  { path: "shop.currency", label: t("shopCurrency"), insert: "{{ shop.currency }}", example: "EUR" },
  { path: "now", label: t("today"), insert: '{{ now | date: "long" }}', example: "5 March 2026" },
];

/** What every marketing message may lead to. The ways out stand under it in any case. */
const linkVariables = (t: VariableWords): Variable[] => [
  { path: "unsubscribe_url", label: t("unsubscribeLink"), insert: "{{ unsubscribe_url }}" },
  { path: "preferences_url", label: t("preferencesLink"), insert: "{{ preferences_url }}" },
];

/** What can be put into the messages of a workflow, by where it comes from. */
export function variablesFor(graph: Graph, seen: Seen, t: VariableWords): VariableGroup[] {
  const data = sampleRunData(graph);
  const groups: VariableGroup[] = [
    { label: t("groups.profile"), variables: profileVariables(t) },
    { label: t("groups.attributes"), variables: attributeVariables(seen.attributes, t) },
    { label: t("groups.event"), variables: eventVariables(startVariables(data, t), seen.event, t) },
    { label: t("groups.cart"), variables: cartVariables(data.cart, t) },
    { label: t("groups.answers"), variables: answerVariables(graph, t) },
    { label: t("groups.shop"), variables: shopVariables(t) },
    { label: t("groups.links"), variables: linkVariables(t) },
  ];
  return groups.filter((group) => group.variables.length > 0);
}

/** The values of the run that a condition can compare. */
export function dataPaths(graph: Graph, t: VariableWords): Variable[] {
  const data = sampleRunData(graph);
  return [...startVariables(data, t), ...dataVariables("cart", data.cart, t), ...answerVariables(graph, t)];
}

/** What the webhooks of a graph may have answered; which fields an answer has, only its receiver knows. */
function answerVariables(graph: Graph, t: VariableWords): Variable[] {
  const names = graph.nodes.flatMap((node) => {
    const config = node.type === callWebhook.type ? callWebhook.config.safeParse(node.config) : null;
    return config?.success && config.data.answerName ? config.data.answerName : [];
  });
  return [...new Set(names)].flatMap((name) => [
    {
      path: `webhooks.${name}.status`,
      label: t("answerStatus", { name }),
      insert: `{{ webhooks.${name}.status }}`,
      example: "200",
    },
    {
      path: `webhooks.${name}.body.field`,
      label: t("answerField", { name }),
      insert: `{{ webhooks.${name}.body.field | default: "" }}`,
    },
  ]);
}

/** What a run of this graph would carry, made by the trigger itself from its sample event. */
export function sampleRunData(graph: Graph): RunData {
  for (const node of graph.nodes) {
    const definition = findNode(node.type);
    const config = definition?.config.safeParse(node.config);
    if (definition?.kind === "trigger" && config?.success) return startSample(definition, config.data);
  }
  return {};
}

/** The name of the event that starts runs of this graph and that they carry; null where there is none. */
export function startEvent(graph: Graph): string | null {
  if (!sampleRunData(graph).event) return null;
  for (const node of graph.nodes) {
    const definition = findNode(node.type);
    const config = definition?.config.safeParse(node.config);
    if (definition?.kind !== "trigger" || !config?.success || definition.sampleData) continue;
    const { name } = definition.sampleEvent(config.data);
    // A schedule, or a person in the app, is told like an event and is none.
    return definition.listens(config.data).includes(name) ? name : null;
  }
  return null;
}

function startSample(trigger: TriggerDefinition, config: unknown): RunData {
  if (trigger.sampleData) return trigger.sampleData(config);
  const event = { ...trigger.sampleEvent(config), at: 0 };
  const cart: Cart = foldCart(undefined, event);
  for (const outcome of trigger.on(config, event, { zone: "UTC", carts: [cart] })) {
    if (outcome.kind === "start") return outcome.data;
    if (outcome.kind !== "arm") continue;
    const context = { now: outcome.dueAt, profile: SOMEBODY, zone: "UTC", cart, lastStartedAt: null };
    const due = trigger.due?.(config, outcome, context);
    if (due?.kind === "start") return due.data;
  }
  // A schedule, or a person in the app.
  return { event: event.properties };
}

/** The event's own values, and what the trigger says beside them. */
function startVariables(
  { event, cart: _cart, cartKey: _cartKey, ...others }: RunData,
  t: VariableWords,
): Variable[] {
  const beside = Object.keys(others).map((name) => ({
    path: name,
    label: wordName(name),
    insert: `{{ ${name} }}`,
  }));
  return [...beside, ...dataVariables("event", event, t)];
}

function dataVariables(root: "event" | "cart", value: unknown, t: VariableWords): Variable[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    if (typeof entry === "object") return [];
    const path = variablePath(root, name);
    return {
      path: `${root}.${name}`,
      label: t(root === "event" ? "ofEvent" : "ofCart", { name: wordName(name) }),
      insert: `{{ ${path} }}`,
      example: String(entry),
    };
  });
}

function cartVariables(cart: unknown, t: VariableWords): Variable[] {
  const plain = dataVariables("cart", cart, t);
  if (plain.length === 0) return [];
  return [
    { path: "cart.items", label: t("cartLines"), insert: CART_LINES },
    { path: "cart.total", label: t("cartTotal"), insert: "{{ cart.total | money }}" },
    ...plain,
  ];
}
