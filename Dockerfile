# docker build --tag platform-ops-portal .
# The image holds the production bundle and what it needs at run time, nothing of the sandbox or of development.

FROM node:24-trixie-slim AS build
WORKDIR /portal
COPY . .
# ./portal brings Yarn and installs from yarn.lock.
RUN ./portal build:backend
# The bundle's skeleton has the package.json files only, so that this layer depends on nothing else.
RUN mkdir /bundle \
  && cp package.json yarn.lock .yarnrc.yml backstage.json app-config.production.yaml app-extensions.yaml /bundle \
  && tar --extract --gzip --file packages/backend/dist/skeleton.tar.gz --directory /bundle
RUN PATH="$(echo /portal/.portal/yarn-*/bin):$PATH" \
  && cd /bundle \
  && yarn workspaces focus --all --production \
  && rm -rf .yarn
RUN tar --extract --gzip --file packages/backend/dist/bundle.tar.gz --directory /bundle

FROM node:24-trixie-slim
ENV NODE_ENV=production
WORKDIR /portal
COPY --from=build --chown=root:root /bundle ./
# Reads everything and owns nothing: state is in PostgreSQL.
USER node
EXPOSE 7007
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=4 \
  CMD ["node", "-e", "fetch('http://localhost:7007/.backstage/health/v1/readiness').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "packages/backend", "--config", "app-config.production.yaml"]
