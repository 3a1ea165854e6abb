// The image's health check: exit code 0 when the server on this machine says that it is ready.
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4000) });
  if (!response.ok) console.error(`${url}: ${response.status}`);
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.error(`${url}: ${error.cause?.code ?? error.message}`);
  process.exitCode = 1;
}
