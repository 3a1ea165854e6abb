/** What the QR of a citizen card (*CCCD*) says; sensitive, so it lives only as long as the call that reads it. */
export interface CitizenCard {
  /** 12 digits; Nghị định 137/2015 Điều 13. Its structure is checked, never its truth. */
  readonly id: string;
  /** The earlier 9 or 12 digit number, where the card has one. */
  readonly formerId?: string;
  readonly name: string;
  /** YYYY-MM-DD */
  readonly bornOn: string;
  readonly sex: 'male' | 'female';
  readonly address: string;
  /** YYYY-MM-DD */
  readonly issuedOn: string;
}

/** Seven fields split by "|"; one variant lacks the former number, newer cards may add fields at the end. */
const cardShape = /^(\d{12})\|(?:(\d{9}|\d{12})?\|)?([^|]+)\|(\d{8})\|(Nam|Nữ)\|([^|]*)\|(\d{8})(?:\|.*)?$/;

/** Reads the text of a card's QR; undefined when it is something else. */
export function parseCitizenCard(text: string): CitizenCard | undefined {
  const match = cardShape.exec(text.normalize('NFC').trim());
  if (!match) return undefined;
  const [, id = '', formerId, name = '', born = '', sex, address = '', issued = ''] = match;
  const [bornOn, issuedOn] = [isoDay(born), isoDay(issued)];
  if (!bornOn || !issuedOn) return undefined;
  return {
    id,
    ...(formerId ? { formerId } : {}),
    name,
    bornOn,
    sex: sex === 'Nam' ? 'male' : 'female',
    address,
    issuedOn,
  };
}

function isoDay(ddmmyyyy: string): string | undefined {
  const iso = `${ddmmyyyy.slice(4)}-${ddmmyyyy.slice(2, 4)}-${ddmmyyyy.slice(0, 2)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
