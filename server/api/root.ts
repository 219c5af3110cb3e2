import { apiKeysRouter } from "./api-keys.ts";
import { attributesRouter, eventsRouter } from "./events.ts";
import { healthRouter } from "./health.ts";
import { hooksRouter } from "./hooks.ts";
import { messagesRouter } from "./messages.ts";
import { overviewRouter } from "./overview.ts";
import { people } from "./people.ts";
import { profilesRouter } from "./profiles.ts";
import { recipesRouter } from "./recipes.ts";
import { sampleShopRouter } from "./sample-shop.ts";
import { settingsRouter } from "./settings.ts";
import { router } from "./trpc.ts";
import { webPushRouter } from "./web-push.ts";
import { workflowsRouter } from "./workflows.ts";

export const apiRouter = router({
  apiKeys: apiKeysRouter,
  attributes: attributesRouter,
  events: eventsRouter,
  health: healthRouter,
  hooks: hooksRouter,
  messages: messagesRouter,
  overview: overviewRouter,
  people,
  profiles: profilesRouter,
  recipes: recipesRouter,
  sampleShop: sampleShopRouter,
  settings: settingsRouter,
  webPush: webPushRouter,
  workflows: workflowsRouter,
});

export type ApiRouter = typeof apiRouter;
