// Shows notices to a member of staff while no page is open. What arrives is kind, code and caseId: nobody's words.
const words = /* filled in by build.mjs */ __NOTICE_WORDS__;

self.addEventListener('push', (event) => event.waitUntil(show(event.data)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const caseId = Number(event.notification.data?.caseId);
  event.waitUntil(self.clients.openWindow(caseId > 0 ? `/console/cases/${caseId}` : '/console'));
});

function show(data) {
  const { kind, code, caseId } = read(data);
  const language = new URL(self.location.href).searchParams.get('language') === 'en' ? 'en' : 'vi';
  const title = words[language][kind] ?? words[language].other;
  return self.registration.showNotification(title, { body: code, tag: `${kind}-${code}`, data: { caseId } });
}

/** A push without a notice costs the page its permission: what cannot be read is shown as something new. */
function read(data) {
  try {
    const { kind, code, caseId } = data.json();
    return { kind: String(kind), code: String(code ?? ''), caseId };
  } catch {
    return { kind: 'other', code: '' };
  }
}
