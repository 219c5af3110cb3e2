import { alertsRouter } from "./alerts.ts";
import { apiKeysRouter } from "./api-keys.ts";
import { bouncesRouter } from "./bounces.ts";
import { brandRouter } from "./brand.ts";
import { connectRouter } from "./connect.ts";
import { domainCheckRouter } from "./domain-check.ts";
import { editingRouter } from "./editing.ts";
import { emailPreviewRouter } from "./email-preview.ts";
import { attributesRouter, eventsRouter } from "./events.ts";
import { exportsRouter } from "./exports.ts";
import { firstStepsRouter } from "./first-steps.ts";
import { healthRouter } from "./health.ts";
import { hooksRouter } from "./hooks.ts";
import { imagesRouter } from "./images.ts";
import { importsRouter } from "./imports.ts";
import { inAppRouter } from "./in-app.ts";
import { languagesRouter } from "./languages.ts";
import { lifecycleRouter } from "./lifecycle.ts";
import { liveRouter } from "./live-counts.ts";
import { messagesRouter } from "./messages.ts";
import { oneOffsRouter } from "./one-offs.ts";
import { outgoingHooksRouter } from "./outgoing-hooks.ts";
import { overviewRouter } from "./overview.ts";
import { people } from "./people.ts";
import { profileListsRouter } from "./profile-lists.ts";
import { profileNotesRouter } from "./profile-notes.ts";
import { profileTagsRouter } from "./profile-tags.ts";
import { profileViewsRouter } from "./profile-views.ts";
import { profilesRouter } from "./profiles.ts";
import { recipesRouter } from "./recipes.ts";
import { resultsRouter } from "./results.ts";
import { retentionRouter } from "./retention.ts";
import { runsRouter } from "./runs.ts";
import { samePersonRouter } from "./same-person.ts";
import { sampleShopRouter } from "./sample-shop.ts";
import { savedBlocksRouter } from "./saved-blocks.ts";
import { secretsRouter } from "./secrets.ts";
import { segmentsRouter } from "./segments.ts";
import { sendersRouter } from "./senders.ts";
import { settingsRouter } from "./settings.ts";
import { siteRouter } from "./site.ts";
import { textingRouter } from "./texting.ts";
import { topicsRouter } from "./topics.ts";
import { router } from "./trpc.ts";
import { versionsRouter } from "./versions.ts";
import { webPushRouter } from "./web-push.ts";
import { webhooksRouter } from "./webhooks.ts";
import { whyRouter } from "./why.ts";
import { workflowsRouter } from "./workflows.ts";

export const apiRouter = router({
  alerts: alertsRouter,
  apiKeys: apiKeysRouter,
  attributes: attributesRouter,
  bounces: bouncesRouter,
  brand: brandRouter,
  connect: connectRouter,
  domainCheck: domainCheckRouter,
  editing: editingRouter,
  emailPreview: emailPreviewRouter,
  events: eventsRouter,
  exports: exportsRouter,
  firstSteps: firstStepsRouter,
  health: healthRouter,
  hooks: hooksRouter,
  images: imagesRouter,
  imports: importsRouter,
  inApp: inAppRouter,
  languages: languagesRouter,
  lifecycle: lifecycleRouter,
  live: liveRouter,
  messages: messagesRouter,
  oneOffs: oneOffsRouter,
  outgoingHooks: outgoingHooksRouter,
  overview: overviewRouter,
  people,
  profileLists: profileListsRouter,
  profileNotes: profileNotesRouter,
  profileTags: profileTagsRouter,
  profileViews: profileViewsRouter,
  profiles: profilesRouter,
  recipes: recipesRouter,
  results: resultsRouter,
  retention: retentionRouter,
  runs: runsRouter,
  samePerson: samePersonRouter,
  sampleShop: sampleShopRouter,
  savedBlocks: savedBlocksRouter,
  secrets: secretsRouter,
  segments: segmentsRouter,
  senders: sendersRouter,
  settings: settingsRouter,
  site: siteRouter,
  texting: textingRouter,
  topics: topicsRouter,
  versions: versionsRouter,
  webPush: webPushRouter,
  webhooks: webhooksRouter,
  why: whyRouter,
  workflows: workflowsRouter,
});

export type ApiRouter = typeof apiRouter;
