import { type WardId, wardId } from '../../core/ids.ts';

/** PostgreSQL's channel on which it is told, at the commit, that the state of a message has changed. */
export const deliveryChannel = 'gan_dan_delivery';

/** Answers of the house itself go by the thousand, and nobody of the staff looks at where each one is. */
export const tellDelivery = `case when purpose <> 'answer' then pg_notify('${deliveryChannel}', ward_id || ':' || id) end`;

/** Anybody with the database may notify: what is no line of ours is nobody's. */
export function readDeliveryLine(
  payload: string,
): { readonly ward: WardId; readonly message: number } | undefined {
  const [, ward, message] = /^(\d{1,9}):(\d{1,15})$/.exec(payload) ?? [];
  if (ward === undefined || message === undefined) return undefined;
  return { ward: wardId(Number(ward)), message: Number(message) };
}
