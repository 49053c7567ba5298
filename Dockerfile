# The server with the built app: docker build -t binnenzak .
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Every native part ships its binary, so no package needs to run a script of its own.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npx vite build --logLevel error

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data DEMO=0
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/build ./build
COPY package.json package-lock.json LICENSE ./
COPY knowledge ./knowledge
COPY demo ./demo
COPY src ./src
COPY sync-server ./sync-server
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "sync-server/main.ts"]
