FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Every package that holds programs brings them ready to run, so no package needs to run a script here.
RUN npm ci --ignore-scripts
COPY . .
RUN node server/commands/build.ts
# Only what runs stays. npm keeps the tools that other packages can work with (compilers, test runners); the pictures'
# resizer is switched off, and the icons are in the built pages.
RUN npm prune --omit=dev --ignore-scripts \
  && rm -rf .next/cache .next/diagnostics \
  && cd node_modules \
  && rm -rf @next/swc-* typescript @typescript vite vitest @vitest rolldown @rolldown esbuild @esbuild @esbuild-kit \
    drizzle-kit lightningcss* playwright playwright-core @playwright @types @img sharp lucide-react

FROM node:24-bookworm-slim
ENV NODE_ENV=production
ENV DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json /app/next.config.js /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/dist ./dist
# The sources, for the commands that work on the data: backup, restore, reset-password.
COPY --from=build /app/drizzle ./drizzle
COPY --from=build /app/public ./public
COPY --from=build /app/server ./server
COPY --from=build /app/workflows ./workflows
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=40", "dist/main.js"]
