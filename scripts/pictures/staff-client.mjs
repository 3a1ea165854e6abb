/** Calls the console's addresses as one person; refusals stop the script. */
export async function signIn(url, { email, password }) {
  const base = `${url}/api/console`;
  const answer = await fetch(`${base}/session`, request('POST', { email, password }));
  if (!answer.ok) throw new Error(`sign-in of ${email}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (method, path, body) => {
    const response = await fetch(base + path, request(method, body, cookie));
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

function request(method, body, cookie) {
  const headers = { 'accept-language': 'vi', 'content-type': 'application/json', ...(cookie && { cookie }) };
  return { method, headers, ...(body && { body: JSON.stringify(body) }) };
}
