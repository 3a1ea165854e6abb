/** An official name without the words that say nothing: "Thủ tục đăng ký khai sinh" → "Đăng ký khai sinh". */
export function plainName(name: string): string {
  const rest = name
    .normalize('NFC')
    .replace(/^thủ tục\s*:?\s+/i, '')
    .replace(/\.$/, '');
  return capital(rest);
}

/** Official names run to several lines; above `longest` characters an everyday name stands for it. */
export function shortName(name: string, everyday: readonly string[], longest: number): string {
  const plain = plainName(name);
  if (plain.length <= longest) return plain;
  const short = everyday.find((candidate) => candidate.length <= longest);
  return short ? capital(short) : plain;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
