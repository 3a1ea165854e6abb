/** A vendor's word, safe as a metric label and in a log. */
export const vendorWord = (raw: string): string => raw.replace(/[^a-z0-9_]/gi, '').slice(0, 40) || 'nothing';
