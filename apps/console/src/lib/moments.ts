import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The ward's own clock, wherever the phone thinks it is. */
const zone = 'Asia/Ho_Chi_Minh';

const inWard = (moment: number) => dayjs(moment).tz(zone);

export const dateTime = (moment: number): string => inWard(moment).format('HH:mm DD/MM/YYYY');
export const dateOnly = (moment: number): string => inWard(moment).format('DD/MM/YYYY');
export const timeOnly = (moment: number): string => inWard(moment).format('HH:mm');
/** For `<input type="date">`. */
export const dateField = (moment: number): string => inWard(moment).format('YYYY-MM-DD');
export const startOfDate = (date: string): number => dayjs.tz(date, zone).startOf('day').valueOf();
export const endOfDate = (date: string): number => dayjs.tz(date, zone).endOf('day').valueOf();

/** Today only the hour, otherwise the date too. */
export function shortMoment(moment: number, now: number): string {
  return inWard(moment).isSame(inWard(now), 'day') ? timeOnly(moment) : inWard(moment).format('HH:mm DD/MM');
}
