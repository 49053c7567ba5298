import type { HandleClientError } from '@sveltejs/kit';
import { deviceMap } from '#lib/agenda/on-device/device-map.ts';
import { provideDeviceMap } from '#lib/social-map/map-access.ts';
import { MapUnreachable } from '#lib/social-map/remote-map-reader.ts';

const map = deviceMap();
provideDeviceMap(map);

// After the first view: what is on screen comes before what is for later.
const later = () => setTimeout(() => map.keepFresh(), 1000);
if (document.readyState === 'complete') later();
else addEventListener('load', later, { once: true });

export const handleError: HandleClientError = ({ error, status }) => {
  if (status === 404) return { message: 'Misschien is het adres veranderd of is er een letter verkeerd.' };
  if (error instanceof MapUnreachable) {
    return {
      message:
        'U hebt nu geen verbinding, en de kaart staat nog niet op dit toestel. Probeer het straks nog eens.'
    };
  }
  console.error(error);
  return { message: 'Er ging iets mis. Er is niets verloren. Laad de pagina opnieuw.' };
};
