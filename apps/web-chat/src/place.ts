import { hideNotice, showNotice } from './notice.ts';
import { say } from './words.ts';

const patienceMs = 20_000;
const freshEnoughMs = 60_000;
let isAsking = false;

/** Asks the device where it is; the citizen is told what is going on and what else they can do. */
export function askPlace(onPlace: (place: { latitude: number; longitude: number }) => void): void {
  showNotice(say('location_asking'));
  if (isAsking) return;
  isAsking = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => {
      isAsking = false;
      hideNotice();
      onPlace({ latitude, longitude });
    },
    ({ code, PERMISSION_DENIED }) => {
      isAsking = false;
      showNotice(say(code === PERMISSION_DENIED ? 'location_denied' : 'location_failed'));
    },
    { enableHighAccuracy: true, timeout: patienceMs, maximumAge: freshEnoughMs },
  );
}
