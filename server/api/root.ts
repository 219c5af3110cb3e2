import { alertsRouter } from "./alerts.ts";
import { apiKeysRouter } from "./api-keys.ts";
import { bouncesRouter } from "./bounces.ts";
import { brandRouter } from "./brand.ts";
import { connectRouter } from "./connect.ts";
import { domainCheckRouter } from "./domain-check.ts";
import { emailPreviewRouter } from "./email-preview.ts";
import { attributesRouter, eventsRouter } from "./events.ts";
import { exportsRouter } from "./exports.ts";
import { healthRouter } from "./health.ts";
import { hooksRouter } from "./hooks.ts";
import { imagesRouter } from "./images.ts";
import { importsRouter } from "./imports.ts";
import { inAppRouter } from "./in-app.ts";
import { languagesRouter } from "./languages.ts";
import { messagesRouter } from "./messages.ts";
import { oneOffsRouter } from "./one-offs.ts";
import { outgoingHooksRouter } from "./outgoing-hooks.ts";
import { overviewRouter } from "./overview.ts";
import { people } from "./people.ts";
import { profilesRouter } from "./profiles.ts";
import { recipesRouter } from "./recipes.ts";
import { resultsRouter } from "./results.ts";
import { sampleShopRouter } from "./sample-shop.ts";
import { savedBlocksRouter } from "./saved-blocks.ts";
import { secretsRouter } from "./secrets.ts";
import { sendersRouter } from "./senders.ts";
import { settingsRouter } from "./settings.ts";
import { siteRouter } from "./site.ts";
import { textingRouter } from "./texting.ts";
import { topicsRouter } from "./topics.ts";
import { router } from "./trpc.ts";
import { webPushRouter } from "./web-push.ts";
import { webhooksRouter } from "./webhooks.ts";
import { workflowsRouter } from "./workflows.ts";

export const apiRouter = router({
  alerts: alertsRouter,
  apiKeys: apiKeysRouter,
  attributes: attributesRouter,
  bounces: bouncesRouter,
  brand: brandRouter,
  connect: connectRouter,
  domainCheck: domainCheckRouter,
  emailPreview: emailPreviewRouter,
  events: eventsRouter,
  exports: exportsRouter,
  health: healthRouter,
  hooks: hooksRouter,
  images: imagesRouter,
  imports: importsRouter,
  inApp: inAppRouter,
  languages: languagesRouter,
  messages: messagesRouter,
  oneOffs: oneOffsRouter,
  outgoingHooks: outgoingHooksRouter,
  overview: overviewRouter,
  people,
  profiles: profilesRouter,
  recipes: recipesRouter,
  results: resultsRouter,
  sampleShop: sampleShopRouter,
  savedBlocks: savedBlocksRouter,
  secrets: secretsRouter,
  senders: sendersRouter,
  settings: settingsRouter,
  site: siteRouter,
  texting: textingRouter,
  topics: topicsRouter,
  webPush: webPushRouter,
  webhooks: webhooksRouter,
  workflows: workflowsRouter,
});

export type ApiRouter = typeof apiRouter;
