// The built console with a pretended server behind it: the same headers as pbx-app sends, the same world as the tests.
// `node scripts/pretend.mjs` serves it by hand; scripts/walk.mjs walks through it.
import { readFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getResponse } from 'msw';
import { createServer as createVite } from 'vite';

const files = fileURLToPath(new URL('../target/classes/META-INF/resources', import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** As pbx-app sends it. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Serves the console over worlds that `world()` chooses anew for each request. */
export async function pretend(port, world) {
  const vite = await createVite({
    server: { middlewareMode: true, watch: null },
    appType: 'custom',
    logLevel: 'error',
  });
  const { createWorld } = await vite.ssrLoadModule('/test/pretend/world.ts');
  const { handlersOf } = await vite.ssrLoadModule('/test/pretend/handlers.ts');
  const handlers = new WeakMap();
  const streams = new Set();

  const server = createServer(async (incoming, outgoing) => {
    const { pathname } = new URL(incoming.url, 'http://console');
    if (pathname === '/api/v1/events') {
      outgoing.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      outgoing.write('retry: 3000\n\n: here\n\n');
      streams.add(outgoing);
      incoming.on('close', () => streams.delete(outgoing));
      return;
    }
    if (pathname.startsWith('/api/')) {
      const now = world(createWorld);
      if (!handlers.has(now)) {
        handlers.set(now, handlersOf(now));
      }
      const chunks = [];
      for await (const chunk of incoming) {
        chunks.push(chunk);
      }
      const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
      const request = new Request(`http://console${incoming.url}`, {
        method: incoming.method,
        headers: incoming.headers,
        body,
      });
      const response = (await getResponse(handlers.get(now), request)) ?? new Response(null, { status: 501 });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
      return;
    }
    const wanted = join(files, pathname);
    const file = extname(pathname) !== '' && existsSync(wanted) ? wanted : join(files, 'index.html');
    outgoing.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
    });
    outgoing.end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    port: server.address().port,
    createWorld,
    /** Pushes one event to every open stream. */
    push: (kind, row) =>
      streams.forEach((out) => out.write(`event: ${kind}\ndata: ${JSON.stringify(row)}\n\n`)),
    async close() {
      streams.forEach((out) => out.end());
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await vite.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let only;
  const { port } = await pretend(
    Number(process.env.PORT ?? 0),
    (createWorld) => (only ??= createWorld(process.env.ROLE)),
  );
  console.log(`http://127.0.0.1:${port}`);
}
