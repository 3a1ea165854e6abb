// Imported before anything else and written for old Nodes too, so that they can say what is wrong.
const least = [20, 19];

export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}

export function tooOldMessage(version) {
  return [
    `Gần Dân cần Node ${least.join('.')} trở lên; máy này đang chạy Node ${version}.`,
    'Hãy cài bản Node mới (https://nodejs.org), rồi chạy lại lệnh.',
  ].join('\n');
}

export function requireNode() {
  if (isSupported(process.versions.node)) return;
  process.stderr.write(`${tooOldMessage(process.versions.node)}\n`);
  process.exit(1);
}
