/** Where the browsers that people use send their subscriptions; hosts as their vendors document them (2026-11). */
const services = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /\.push\.apple\.com$/,
  /\.notify\.windows\.com$/,
  // Cốc Cốc and other Chromium browsers use Google's.
  /^android\.googleapis\.com$/,
];

export const isPushService = ({ protocol, hostname, port }: URL): boolean =>
  protocol === 'https:' && port === '' && services.some((service) => service.test(hostname));
