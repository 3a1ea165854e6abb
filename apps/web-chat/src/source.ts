/** The campaign code of the link that led here (`?nguon=` or `?source=`), taken out of the address bar. */
export function takeSource(): string | undefined {
  const address = new URL(location.href);
  const source = address.searchParams.get('nguon') ?? address.searchParams.get('source');
  if (source === null) return undefined;
  address.searchParams.delete('nguon');
  address.searchParams.delete('source');
  // A reload, or a link passed on, must not count as coming from the campaign again.
  history.replaceState(null, '', address.pathname + address.search + address.hash);
  return /^[\w.-]{1,64}$/.test(source) ? source : undefined;
}
