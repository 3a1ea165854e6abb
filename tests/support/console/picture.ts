/** Stands for photos and for the QR code. */
export const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"><rect width="64" height="48" fill="#c9d8d5"/><circle cx="32" cy="24" r="12" fill="#0d5c63"/></svg>';
