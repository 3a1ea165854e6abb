/** The vendor's phone numbers, `84…` of 11 or 12 characters, are far shorter than its ids of people. */
const vendorPhone = /^\+?84\d{9,10}$/;

/** Whether an id is a phone number, and so personal data. */
export const looksLikePhone = (id: string): boolean => vendorPhone.test(id);

/** `84…` without "+", from what a person or the vendor wrote; undefined when it is no Vietnamese number. */
export function vietnamPhone(written: string): string | undefined {
  const digits = written.replace(/[\s.()-]/g, '').replace(/^\+|^00(?=84)/, '');
  const national = /^(?:84|0)(\d{9,10})$/.exec(digits)?.[1];
  return national && `84${national}`;
}
