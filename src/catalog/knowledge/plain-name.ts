/** An official name without the words that say nothing: "Thủ tục đăng ký khai sinh" → "Đăng ký khai sinh". */
export function plainName(name: string): string {
  const rest = name
    .normalize('NFC')
    .replace(/^thủ tục\s*:?\s+/i, '')
    .replace(/\.$/, '');
  return capital(rest);
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
