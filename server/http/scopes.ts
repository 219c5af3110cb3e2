/** What a secret API key may be allowed to do; the words are the owner's. */
export const scopes = {
  "events:write": "Send events and customers",
  "profiles:read": "Read customers",
  "profiles:write": "Change and erase customers",
  "segments:read": "Read segments and who is in them",
  "segments:write": "Make, change and remove segments",
  "workflows:read": "Read workflows and their runs",
  "workflows:start": "Start workflows by hand",
  "messages:read": "Read messages",
  "messages:send": "Send transactional messages",
} as const;

export type Scope = keyof typeof scopes;
export const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]];
