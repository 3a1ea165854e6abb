/** The vendor's phone numbers, `84…` of 11 or 12 characters, are far shorter than its ids of people. */
const vendorPhone = /^\+?84\d{9,10}$/;

/** Whether an id is a phone number, and so personal data. */
export const looksLikePhone = (id: string): boolean => vendorPhone.test(id);
