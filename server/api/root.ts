import { apiKeysRouter } from "./api-keys.ts";
import { connectRouter } from "./connect.ts";
import { attributesRouter, eventsRouter } from "./events.ts";
import { exportsRouter } from "./exports.ts";
import { healthRouter } from "./health.ts";
import { hooksRouter } from "./hooks.ts";
import { importsRouter } from "./imports.ts";
import { messagesRouter } from "./messages.ts";
import { outgoingHooksRouter } from "./outgoing-hooks.ts";
import { overviewRouter } from "./overview.ts";
import { people } from "./people.ts";
import { profilesRouter } from "./profiles.ts";
import { recipesRouter } from "./recipes.ts";
import { sampleShopRouter } from "./sample-shop.ts";
import { settingsRouter } from "./settings.ts";
import { siteRouter } from "./site.ts";
import { router } from "./trpc.ts";
import { webPushRouter } from "./web-push.ts";
import { workflowsRouter } from "./workflows.ts";

export const apiRouter = router({
  apiKeys: apiKeysRouter,
  attributes: attributesRouter,
  connect: connectRouter,
  events: eventsRouter,
  exports: exportsRouter,
  health: healthRouter,
  hooks: hooksRouter,
  imports: importsRouter,
  messages: messagesRouter,
  outgoingHooks: outgoingHooksRouter,
  overview: overviewRouter,
  people,
  profiles: profilesRouter,
  recipes: recipesRouter,
  sampleShop: sampleShopRouter,
  settings: settingsRouter,
  site: siteRouter,
  webPush: webPushRouter,
  workflows: workflowsRouter,
});

export type ApiRouter = typeof apiRouter;
