/** `84900000011` as people here write it: `0900 000 011`. */
export const phoneText = (phone: string): string =>
  phone.replace(/^84(\d{3})(\d{3})(\d{3})$/, '0$1 $2 $3').replace(/^84(?=\d)/, '0');

/** For a link that calls it. */
export const phoneLink = (phone: string): string =>
  phone.startsWith('84') ? `tel:+${phone}` : `tel:${phone}`;
